"""Tests of the Matrix adapter, on a real homeserver."""
