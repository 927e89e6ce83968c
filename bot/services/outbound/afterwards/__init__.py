"""The channels in which groups go on after their meetings."""
