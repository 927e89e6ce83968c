"""When somebody who has joined is written to in private, so that closed messages are noticed in time."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from bot.domain.meeting.events import Event, Joined
from bot.domain.meeting.state import Meeting
from bot.ports.store import INTRODUCTION, Transaction

AFTER: Final = timedelta(seconds=20)
"""Whoever only tries the button is out again by then."""
APART: Final = timedelta(seconds=6)
"""Discord shuts out bots that open many chats at once; a rush is written to one after another."""


def remember_introductions(tx: Transaction, meeting: Meeting, events: Sequence[Event], now: datetime) -> None:
    """A moment for each who raised a hand, behind those who have just done so before them."""
    for event in events:
        if isinstance(event, Joined) and event.by is None:
            earlier = sum(1 for each in meeting.queue if now - each.since < APART * 10) - 1
            at = now + AFTER + APART * max(0, earlier)
            tx.timers.set(INTRODUCTION, f"{meeting.plan.id} {event.person}", at)
