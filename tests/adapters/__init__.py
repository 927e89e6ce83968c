"""What each adapter does in its own way."""
