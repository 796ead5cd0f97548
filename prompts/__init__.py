"""What paperthread says to a language model, as files for people to edit."""
