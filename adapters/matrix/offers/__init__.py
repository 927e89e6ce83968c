"""What the bot's messages offer, in rooms where nothing but words and reactions can be sent."""
