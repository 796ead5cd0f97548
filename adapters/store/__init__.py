"""What paperthread remembers, in SQLite or PostgreSQL."""
