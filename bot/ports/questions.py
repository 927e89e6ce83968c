"""Numbers as answers, where nothing can be pressed: which choice of which message was meant."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from msgspec import Struct

from bot.domain.folding import plain
from bot.messages.document import Choice
from bot.messages.offers import PressedRequest

FRESH: Final = timedelta(minutes=10)
"""So long a number alone surely answers the newest question of a chat."""
LONGEST_NUMBER: Final = 3
"""Digits; what is longer answers no question."""


class Question(Struct, frozen=True):
    """A message that offers something, and when it was sent."""

    choices: Sequence[Choice]
    at: datetime


def answered(question: Question, text: str, now: datetime | None) -> PressedRequest | None:
    """What such words take of a question: a number, and the words behind it if it asks for some.

    `now` is None for a reply to its very message, which is never too late, and may be those words alone.
    """
    number, _, words = text.strip().partition(" ")
    chosen = _numbered(question.choices, number)
    if chosen is not None and (chosen.asks or not words):
        late = now is not None and now - question.at > FRESH
        return PressedRequest(None if late else chosen.token, words)
    asking = [choice for choice in question.choices if choice.asks]
    if now is None and len(asking) == 1:
        return PressedRequest(asking[0].token, text)
    return None


def _numbered(choices: Sequence[Choice], text: str) -> Choice | None:
    number = plain(text).rstrip(".")
    if not number.isdecimal() or len(number) > LONGEST_NUMBER or not int(number):
        return None
    return next(iter(choices[int(number) - 1 : int(number)]), None)
