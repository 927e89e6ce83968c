"""The catalogues, and how a message becomes a document."""
