"""How much Discord takes."""
