"""Measurements: each figure beside a baseline of the same run, so that it means the same on any machine."""
