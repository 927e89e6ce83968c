"""Every command, declared once: its name, parameters, who may, and what it does."""
