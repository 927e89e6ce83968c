"""Keeping who somebody is."""
