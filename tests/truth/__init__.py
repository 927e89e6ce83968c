"""Everything that people are told, compared with the events by another way than the bot's own."""
