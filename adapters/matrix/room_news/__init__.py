"""What becomes of the rooms: lost, given up for others, shut to the bot, and back."""
