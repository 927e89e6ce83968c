"""The console: reading lines, showing documents."""
