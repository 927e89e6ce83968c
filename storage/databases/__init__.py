"""SQLite and PostgreSQL: transactions away from the event loop, each database in its own way."""
