"""Rooms: those of the meetings, channels, direct chats, and who has power in them."""
