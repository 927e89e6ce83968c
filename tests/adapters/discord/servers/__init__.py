"""Several of Discord's servers, forums and threads as rooms of meetings."""
