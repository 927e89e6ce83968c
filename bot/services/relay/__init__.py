"""The relay: what members write in one channel of a group goes to the others."""
