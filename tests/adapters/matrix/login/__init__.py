"""Getting in, and getting in again."""
