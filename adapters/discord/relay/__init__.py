"""The relay on Discord: what people write where it is listened to, and copies of others' words."""
