"""Offers while somebody types: each choice once, those that fit what is typed so far."""

import re
from collections.abc import Mapping, Sequence
from itertools import islice

from bot.commands.input.badges import badge_of
from bot.commands.input.choices import SEPARATORS
from bot.commands.input.person_lookup import ticket_at
from bot.domain.folding import bare, fold, plain
from bot.domain.meeting.queue_view import calling_order
from bot.domain.meeting.state import Meeting
from bot.domain.plan import Choice, Dimension, Plan
from bot.messages.plantext import chosen

MOST = 25
"""So many people and speakers are offered; more could not be looked over, and Discord takes no more."""


def codes_like(dimensions: Sequence[Dimension], typed: str, language: str) -> list[tuple[str, str]]:
    """(label, value) pairs; the value keeps the codes that are complete already."""
    *whole, last = re.split(r"\s", SEPARATORS.sub(" ", plain(typed)))
    words = [word for word in whole if word]
    before, complete = " ".join(words), {fold(word) for word in words}
    offered: dict[str, str] = {}
    for dimension in dimensions:
        for choice in dimension.choices if dimension.asked else ():
            if _fits(choice, bare(last), language) and fold(choice.code) not in complete:
                offered.setdefault(choice.code, _label(choice, language))
    return [(f"{before} {label}".strip(), f"{before} {code}".strip()) for code, label in offered.items()]


def _fits(choice: Choice, typed: str, language: str) -> bool:
    return any(bare(name).startswith(typed) for name in (choice.code, _label(choice, language)))


def _label(choice: Choice, language: str) -> str:
    return chosen(choice.name, language) or choice.code


def people_like(meeting: Meeting, names: Mapping[int, str | None], typed: str, *, waiting: bool) -> list[int]:
    """Those who wait, in their order, then, unless only they are meant, whoever else takes part."""
    waits = dict.fromkeys(ticket.person for ticket in (*calling_order(meeting), *meeting.queue))
    others = () if waiting else sorted(meeting.participants.keys() - waits.keys())
    wanted, placed = bare(typed).strip().removeprefix("@"), ticket_at(meeting, plain(typed).strip())
    at = placed.person if placed else None

    def fits(person: int) -> bool:
        words = _goes_by(meeting, person, names.get(person))
        return person == at or any(word.startswith(wanted) for word in words)

    return list(islice(filter(fits, (*waits, *others)), MOST))


def _goes_by(meeting: Meeting, person: int, name: str | None) -> tuple[str, ...]:
    """The beginnings under which somebody is looked for."""
    called = bare(name or "")
    return badge_of(meeting.participants[person]), called, *called.split()


def speakers_like(plan: Plan, typed: str) -> list[str]:
    """Names of the programme that have these words in them."""
    wanted = bare(typed).strip()
    return list(dict.fromkeys(each.name for each in plan.people if wanted in bare(each.name)))[:MOST]
