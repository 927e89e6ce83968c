"""Meetings played at high speed."""
