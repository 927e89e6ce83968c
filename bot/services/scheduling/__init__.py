"""What happens by the clock alone, and how those who wait for it are woken."""
