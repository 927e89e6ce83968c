"""Codes that let newcomers into a group."""
