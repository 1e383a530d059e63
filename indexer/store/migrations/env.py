"""Run migrations on the connection that the program hands over."""

from alembic import context

from indexer.store.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    transactional_ddl=True,
)
context.run_migrations()
