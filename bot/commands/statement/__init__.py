"""Writing a text together: its versions, what people say of it, and who signs it."""
