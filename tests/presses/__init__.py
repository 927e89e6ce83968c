"""Whatever was offered once is pressed at any later time, by anybody."""
