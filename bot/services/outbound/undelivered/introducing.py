"""When somebody who has joined is written to in private, so that closed messages are noticed in time."""

from bisect import bisect_right
from collections.abc import Sequence
from datetime import datetime, timedelta
from operator import attrgetter
from typing import Final

from bot.domain.meeting.events import Event, Joined
from bot.domain.meeting.state import Meeting
from bot.ports.store import INTRODUCTION, Transaction

AFTER: Final = timedelta(seconds=20)
"""Whoever only tries the button is out again by then."""
APART: Final = timedelta(seconds=6)
"""Discord shuts out bots that open many chats at once; a rush is written to one after another."""
_SINCE: Final = attrgetter("since")


def remember_introductions(tx: Transaction, meeting: Meeting, events: Sequence[Event], now: datetime) -> None:
    """A moment for each who raised a hand, behind those who have just done so before them."""
    for event in events:
        if isinstance(event, Joined) and event.by is None:
            earlier = len(meeting.queue) - bisect_right(meeting.queue, now - APART * 10, key=_SINCE) - 1
            at = now + AFTER + APART * max(0, earlier)
            tx.timers.set(INTRODUCTION, f"{meeting.plan.id} {event.person}", at)
