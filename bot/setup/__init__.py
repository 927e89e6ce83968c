"""A meeting set up in a chat: who may, what they are asked, and the meeting file that comes of it."""
