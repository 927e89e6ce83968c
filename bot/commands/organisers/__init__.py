"""Commands of organisers, before there is a meeting."""
