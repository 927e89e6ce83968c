"""What a platform refused: told to those who can mend it, and tried again when its cause has gone."""
