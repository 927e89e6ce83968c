"""The relay between the channels of a group, on platforms in memory."""
