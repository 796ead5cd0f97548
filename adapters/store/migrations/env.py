"""What Alembic runs around the migrations; the connection comes from `adapters.store.opening`."""

from alembic import context

from adapters.store.migrations import VERSION_TABLE
from adapters.store.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    version_table=VERSION_TABLE,
    render_as_batch=True,  # SQLite changes a column by making the table anew
)
context.run_migrations()
