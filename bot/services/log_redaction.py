"""Telling the log of a failure that nobody foresaw, without telling it anything about people."""

from typing import Final

STRANGE: Final = (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError)
"""What Python says to a value that nobody foresaw; what a database says is never among it."""


class RedactedError(Exception):
    """Stands in the log for an exception, by the name of its kind."""


def redact(problem: Exception) -> RedactedError:
    """What failed and where, without the exception's own text: it may hold what somebody wrote."""
    return RedactedError(type(problem).__name__).with_traceback(problem.__traceback__)
