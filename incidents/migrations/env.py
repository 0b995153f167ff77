"""What Alembic runs to change tables: on the connection it is handed, inside the transaction that stands there."""

from alembic import context

context.configure(connection=context.config.attributes["connection"])
context.run_migrations()
