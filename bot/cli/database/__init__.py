"""The verbs that look after the database."""
