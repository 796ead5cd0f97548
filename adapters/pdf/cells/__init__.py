"""The rows and columns of tables."""
