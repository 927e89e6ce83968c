"""Joining a person's accounts, or a walk-up, by a code; and taking that back."""

from datetime import datetime

from bot.domain.meeting.events import CodeIssued, Event, LinkAsked, LinkDeclined, Linked, Unlinked
from bot.domain.meeting.pending import Code, LinkRequest, valid
from bot.domain.meeting.state import Meeting
from bot.domain.message import Refusal, refuse


def issue(person: int, code: str, by: int | None = None) -> tuple[Event, ...]:
    """A code for somebody, by a moderator or for oneself; whoever sends it in time is the same person."""
    return (CodeIssued(person, code, by),)


def redeem(meeting: Meeting, person: int, code: str, now: datetime) -> tuple[Event, ...] | Refusal:
    """The sender of a code and its owner are one, once the owner says so: a code can be read by others.

    Of somebody in the hall, who has no account that could be asked, a moderator has said so by giving it out.
    """
    found = _code(meeting, code, now)
    if found is None:
        return refuse("refused-code")
    if found.person == person:
        return refuse("refused-own-code")
    if found.by is not None:
        return (Linked(person, found.person),)
    return (LinkAsked(person, found.person),)


def confirm(meeting: Meeting, owner: int | None, now: datetime) -> tuple[Linked, ...] | Refusal:
    """The owner of the code says that its sender is themselves: the sender's number stays."""
    asked = _request(meeting, owner, now)
    if owner is None or asked is None:
        return refuse("refused-no-link")
    return (Linked(asked.sender, owner),)


def decline(meeting: Meeting, owner: int | None, now: datetime) -> tuple[LinkDeclined, ...] | Refusal:
    """The owner of the code says that its sender is somebody else."""
    if owner is None or _request(meeting, owner, now) is None:
        return refuse("refused-no-link")
    return (LinkDeclined(owner),)


def leave(meeting: Meeting, person: int) -> tuple[Unlinked, ...]:
    """One of a person's accounts goes by itself again."""
    return (Unlinked(person, meeting.counters.people + 1, meeting.counters.guests + 1),)


def _code(meeting: Meeting, code: str, now: datetime) -> Code | None:
    """What the code is good for, while it is valid."""
    found = meeting.codes.get(code.strip().upper())
    if found is None or not valid(found, now) or found.person not in meeting.participants:
        return None
    return found


def _request(meeting: Meeting, owner: int | None, now: datetime) -> LinkRequest | None:
    """What the owner of a code is asked, while there is time and both are there."""
    asked = meeting.link_requests.get(owner) if owner is not None else None
    if asked is None or not valid(asked, now):
        return None
    return asked if {owner, asked.sender} <= meeting.participants.keys() else None
