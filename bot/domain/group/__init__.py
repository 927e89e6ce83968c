"""The group that goes on working together after the meeting."""
