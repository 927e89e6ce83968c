"""Telling the log of a failure that nobody foresaw, without telling it anything about people."""


class Mishap(Exception):
    """Stands in the log for an exception, by the name of its kind."""


def wordless(problem: Exception) -> Mishap:
    """What failed and where, without the exception's own text: it may hold what somebody wrote."""
    return Mishap(type(problem).__name__).with_traceback(problem.__traceback__)
