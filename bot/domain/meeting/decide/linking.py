"""Joining a person's accounts, or a walk-up, by a code."""

from datetime import datetime, timedelta

from bot.domain.meeting.events import CodeIssued, Event, Linked
from bot.domain.meeting.state import Meeting
from bot.domain.message import CommandText, Refusal, refuse

VALID_FOR = timedelta(minutes=10)


def issue(person: int, code: str) -> tuple[Event, ...]:
    """A code for somebody; whoever sends it within ten minutes is the same person."""
    return (CodeIssued(person, code),)


def owner(meeting: Meeting, code: str, now: datetime) -> int | None:
    """Whose code it is, while it is valid."""
    found = meeting.codes.get(code.strip().upper())
    if found is None or now - found.at > VALID_FOR or found.person not in meeting.participants:
        return None
    return found.person


def redeem(meeting: Meeting, person: int, code: str, now: datetime) -> tuple[Event, ...] | Refusal:
    """Whoever sends the code and whoever got it are one: the sender's number stays."""
    other = owner(meeting, code, now)
    if other is None:
        return refuse("refused-code", link=CommandText("link"))
    if other == person:
        return refuse("refused-own-code", link=CommandText("link"))
    return (Linked(person, other),)
