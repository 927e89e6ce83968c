"""Getting in: by a password once, by a token ever after, and as a new device where the keys are lost."""
