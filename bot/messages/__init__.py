"""How a message becomes text: the language catalogues and the document that adapters render."""
