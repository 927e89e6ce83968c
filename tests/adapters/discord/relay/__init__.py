"""What people write on Discord, on its way to another platform, and what comes from there."""
