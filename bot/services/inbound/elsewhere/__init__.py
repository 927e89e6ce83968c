"""Commands that are given where no meeting is."""
