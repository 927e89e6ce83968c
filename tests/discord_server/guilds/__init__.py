"""Discord's servers: how tests build them, and their threads."""
