"""Tests of setting up a meeting in a chat."""
