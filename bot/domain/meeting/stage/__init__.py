"""Who is on the Stage of a room where one speaks aloud."""
