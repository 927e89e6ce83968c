"""The parts of the running program put together: adapters, database, clock."""
