"""The verb `invitation`: a letter and a calendar file."""
