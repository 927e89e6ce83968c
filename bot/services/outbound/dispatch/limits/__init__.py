"""What a platform takes of what is sent, and when."""
