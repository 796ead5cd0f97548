"""What the processes of one database do only one at a time, or only so many at once."""
