# While the database cannot be used.
not-saved = Not saved: the bot's database cannot be used just now, and nothing has changed. Please repeat it in a minute.
saving-stopped = The bot cannot save anything just now. Commands are not carried out, and whoever gives one is asked to repeat it; announcements wait. Whoever runs the bot finds the reason in its log.
flooded = So many people write to the bot at once that it leaves some of it out. Moderators are not held up. If this is an attack, please close the room to newcomers for a while.
saving-goes-on = The bot saves again. Please repeat what was not saved.
