"""What waits for an answer or a moment: codes that join accounts, a yes to that, a command sent again."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Final, TypeVar

from msgspec import Struct

from bot.domain.meeting.events import Question

VALID_FOR: Final = timedelta(minutes=10)
"""How long a code is good, and how long its owner can answer."""


class Recent(Struct, frozen=True):
    """The latest thing that a moderator did, so that the other one's same word is not taken for a second."""

    name: str
    by: int
    at: datetime


class Code(Struct, frozen=True):
    """A code that joins another account, or a walk-up, with a person for ten minutes."""

    person: int
    at: datetime
    by: int | None = None
    """The moderator who gave it out for a walk-up; None if its owner asked for it."""


class LinkRequest(Struct, frozen=True):
    """Somebody sent the code of another account, whose yes is waited for."""

    sender: int
    at: datetime


class Asked(Struct, frozen=True):
    """A question to a moderator that waits for the same command again."""

    what: Question
    at: datetime


Dated = TypeVar("Dated", Code, LinkRequest)
Key = TypeVar("Key", str, int)


def valid(dated: Code | LinkRequest, now: datetime) -> bool:
    """Whether there is time left; none where the clock was set back: nobody knows how much has passed."""
    return dated.at <= now <= dated.at + VALID_FOR


def without_future(dated: Mapping[Key, Dated], now: datetime) -> Mapping[Key, Dated]:
    """Without those that are of a time to come: the clock was set back, and they would be good for longer."""
    if all(each.at <= now for each in dated.values()):
        return dated
    return {key: each for key, each in dated.items() if each.at <= now}
