"""Where everything is kept: tables, the store that reads and writes them, and their migrations."""
