"""A real PostgreSQL on loopback for the tests, with a database for each of them."""

from tests.postgres.server import Postgres, running_postgres

__all__ = ["Postgres", "running_postgres"]
