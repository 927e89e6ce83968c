"""Rows outside a database: backups, and meetings on their way from one database to another."""
