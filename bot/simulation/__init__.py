"""Meetings played at high speed: scripted for the demo, populations for comparing rules."""
