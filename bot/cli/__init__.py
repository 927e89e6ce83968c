"""The command line: a file per verb, and the only place where everything is wired together."""
