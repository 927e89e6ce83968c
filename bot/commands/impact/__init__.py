"""Impact notes: given, read, reviewed, taken back and exported, in private alone."""
