"""A relay while everything around it fails, and a model of what must stand in its rooms then."""
