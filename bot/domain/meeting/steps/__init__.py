"""What each fact changes in the state, a file per kind of fact."""
