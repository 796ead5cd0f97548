"""The schema's history, and how it is brought to this release's. docs/store.md says how a migration is made."""

HEAD = "0001"
"""The newest revision in versions/; a test holds it to the files."""

VERSION_TABLE = "paperthread_schema"
"""Not Alembic's usual name, which another program in the same database may have taken."""
