"""What every platform adapter must do, seen through the eyes of the people on the platform."""
