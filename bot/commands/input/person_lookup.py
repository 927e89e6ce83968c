"""Whom somebody means: by place in the queue, badge ("Guest 12"), mention, or name."""

from bot.commands.input.badges import badge
from bot.commands.model import Request
from bot.domain.matching import matching
from bot.domain.meeting.queue_view import calling_order
from bot.domain.meeting.state import Meeting
from bot.domain.meeting.waiting.ticket import Waiting
from bot.domain.message import Name, RawText, Refusal, refuse
from bot.domain.plan import HALL


def resolve_person(meeting: Meeting, request: Request, parameter: str) -> int | Refusal:
    """The participant that an argument names; a name may be cut short as long as it fits one alone."""
    text = request.text(parameter) or ""
    found = _by_number(text) or _by_place(meeting, text)
    found = found or _by_account(request, text) or _by_badge(meeting, text)
    if not found and badge(text) is None:  # "Hall 7" never means somebody who goes by such a name
        found = _by_name(request, text)
    there = [person for person in found if person in meeting.participants]
    if len(there) > 1:
        return refuse("refused-several", text=RawText(text), one=Name(there[0]), other=Name(there[1]))
    if not there and request.target is not None:
        return refuse("refused-target")
    return there[0] if there else refuse("refused-nobody", text=RawText(text))


def ticket_at(meeting: Meeting, text: str) -> Waiting | None:
    """The ticket at the place in the queue that a number names."""
    place = int(text) if text.isdecimal() and len(text) < 5 else 0
    return next(iter(calling_order(meeting)[place - 1 : place]), None) if place else None


def _by_number(text: str) -> list[int]:
    """Exactly, as offers name people."""
    number = text.removeprefix("=")
    return [int(number)] if text.startswith("=") and number.isdecimal() and len(number) < 7 else []


def _by_place(meeting: Meeting, text: str) -> list[int]:
    ticket = ticket_at(meeting, text)
    return [ticket.person] if ticket else []


def _by_badge(meeting: Meeting, text: str) -> list[int]:
    named = badge(text)
    if named is None:
        return []
    people = meeting.participants.values()
    return [p.person for p in people if p.badge == named.number and (p.mode == HALL) == named.hall]


def _by_account(request: Request, text: str) -> list[int]:
    """A mention, whole: the beginning of an account must not find whoever chose another name."""
    return [person for person, known in request.roster.items() if text in known.accounts]


def _by_name(request: Request, text: str) -> list[int]:
    names = {person: known.name for person, known in request.roster.items() if known.name}
    return matching(text.removeprefix("@"), names, str.startswith)
