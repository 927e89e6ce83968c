"""Whom somebody means: by place in the queue, badge ("Guest 12"), mention, or name."""

import re

from bot.commands.model import Request
from bot.domain.meeting.standing import calling_order
from bot.domain.meeting.state import Meeting
from bot.domain.message import Name, Refusal, Words, refuse
from bot.domain.plan import HALL

BADGE = re.compile(r"(guest|hall)\s*(\d+)", re.IGNORECASE)


def whom(meeting: Meeting, request: Request, parameter: str) -> int | Refusal:
    """The participant that an argument names; a name may be cut short as long as it fits one alone."""
    text = request.text(parameter) or ""
    found = _by_place(meeting, text) or _by_badge(meeting, text) or _by_name(request, text)
    there = [person for person in found if person in meeting.participants]
    if len(there) > 1:
        return refuse("refused-several", text=Words(text), one=Name(there[0]), other=Name(there[1]))
    return there[0] if there else refuse("refused-nobody", text=Words(text))


def _by_place(meeting: Meeting, text: str) -> list[int]:
    place = int(text) if text.isdecimal() and len(text) < 5 else 0
    return list(calling_order(meeting)[place - 1 : place]) if place else []


def _by_badge(meeting: Meeting, text: str) -> list[int]:
    match = BADGE.fullmatch(text)
    if match is None:
        return []
    hall, badge = match[1].casefold() == "hall", int(match[2])
    return [p.person for p in meeting.participants.values() if p.badge == badge and (p.mode == HALL) == hall]


def _by_name(request: Request, text: str) -> list[int]:
    wanted = text.lstrip("@").casefold()
    names = [(person, name.casefold()) for person, called in request.roster.items() for name in called]
    exact = {person for person, name in names if name == wanted}
    return sorted(exact or {person for person, name in names if wanted and name.startswith(wanted)})
