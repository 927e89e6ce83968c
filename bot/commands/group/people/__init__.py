"""Who is in the group and who coordinates it: let in, put out, handed over."""
