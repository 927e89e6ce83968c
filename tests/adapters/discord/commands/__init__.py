"""Slash and context commands."""
