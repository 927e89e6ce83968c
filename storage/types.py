"""Column types that read and write alike on every database."""

import json
from datetime import UTC, datetime

from sqlalchemy import DateTime, Dialect, Integer, Text
from sqlalchemy.types import TypeDecorator

from bot.ports.store import Json, NameKind


class UtcTime(TypeDecorator[datetime]):
    """A moment, aware and in UTC on the way in and out, so that no zone can be forgotten."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        """Into the database; ValueError for a time without a zone."""
        if value is not None and value.tzinfo is None:
            raise ValueError(f"a time without a zone cannot be kept: {value.isoformat()}")
        return None if value is None else value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        """Out of the database, which may not know zones."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class JsonText(TypeDecorator[Json]):
    """A JSON object as text with sorted keys, so that the same value is always the same bytes."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Json | None, _dialect: Dialect) -> str | None:
        """Into the database; ValueError for what JSON does not have, such as NaN."""
        if value is None:
            return None
        return json.dumps(value, sort_keys=True, separators=(",", ":"), allow_nan=False)

    def process_result_value(self, value: str | None, _dialect: Dialect) -> Json | None:
        """Out of the database."""
        if value is None:
            return None
        loaded: Json = json.loads(value)
        return loaded


class Flag(TypeDecorator[bool]):
    """Yes or no, as a number that every database and every file has."""

    impl = Integer
    cache_ok = True

    def process_bind_param(self, value: bool | None, _dialect: Dialect) -> int | None:
        """Into the database."""
        return None if value is None else int(value)

    def process_result_value(self, value: int | None, _dialect: Dialect) -> bool | None:
        """Out of the database."""
        return None if value is None else bool(value)


class FreeText(TypeDecorator[str]):
    """What people type. Characters that a database refuses (NUL, half a surrogate pair) are replaced."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, _dialect: Dialect) -> str | None:
        """Into the database, as well-formed text."""
        return None if value is None else kept(value)


def kept(text: str) -> str:
    """What people type as a database keeps it."""
    return text.replace("\0", "\ufffd").encode("utf-16", "surrogatepass").decode("utf-16", "replace")


class KindText(TypeDecorator[NameKind]):
    """The kind of a name, as its word."""

    impl = Text
    cache_ok = True
