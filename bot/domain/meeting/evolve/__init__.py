"""What each event changes in the state, a file per kind of event."""
