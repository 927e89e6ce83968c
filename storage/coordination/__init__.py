"""Several processes on one PostgreSQL: leases, and words that wake the others."""
