"""Tests of the group after the meeting."""
