"""Rows on their way from one database into a file, and into another."""
