"""Small values for the suite."""

from datetime import UTC, datetime, timedelta

from bot.ports.store import Delivery, EventRow

NOON = datetime(2026, 5, 4, 12, 0, tzinfo=UTC)


def after_noon(seconds: float) -> datetime:
    return NOON + timedelta(seconds=seconds)


def row(seq: int, *, cause: str = "console:1") -> EventRow:
    return EventRow(seq, after_noon(seq), "joined", {"text": None, "person": seq}, cause)


def delivery(key: str, destination: str = "console:hall", *, meeting: str = "m") -> Delivery:
    return Delivery(key, destination, meeting, "post", {"message": key}, NOON)
