"""Joint statements as they are kept: each with its versions, comments and signatures."""

from datetime import datetime

from msgspec import Struct


class Statement(Struct, frozen=True):
    """A text that a group writes together until a deadline; its text is "title"."""

    number: int
    author: int | None
    at: datetime
    deadline: datetime
    zone: str
    whole_day: bool
    version: int = 1
    """The newest."""
    reminded: datetime | None = None
    """When those who wanted it were reminded."""
    final: datetime | None = None
    """When the deadline made it final, if it did."""
    counts: str = ""
    """How many signed the final version (see bot.domain.statement.counts); they stay when people go."""


class StatementVersion(Struct, frozen=True):
    """What a statement said at a time; its texts are "text", and "start" where that is long."""

    number: int
    statement: int
    version: int
    author: int | None
    at: datetime
    length: int
    linked: bool = False
    """True if the text is a link, and stands elsewhere."""


class Comment(Struct, frozen=True):
    """What somebody says of a statement; its text is "text", and that alone knows who wrote it in private."""

    number: int
    statement: int
    author: int | None
    """None where it was given in private."""
    at: datetime


class Signature(Struct, frozen=True):
    """Somebody signs a version, by themselves; its text is "organisation", where they gave one.

    Under a final text those alone are left that count.
    """

    number: int
    statement: int
    version: int
    person: int
    named: bool
    """True if they agreed to stand under it by name."""
    at: datetime


class StatementReminder(Struct, frozen=True):
    """Somebody who wants to be reminded before the deadline."""

    number: int
    statement: int
    person: int
