"""Impact notes, by themselves."""
