"""Taking part, saying where one belongs, and choosing a name."""

import re
import unicodedata
from collections.abc import Collection, Mapping

from bot.domain.meeting.facts import Admitted, Fact, Identified
from bot.domain.meeting.state import Meeting
from bot.domain.message import Refusal, refuse
from bot.domain.plan import HALL

LONGEST_NAME = 40
BADGE = re.compile(r"(guest|hall)\s*\d+", re.IGNORECASE)
"""How those without a name are called; nobody else may go by it."""


def admit(meeting: Meeting, mode: str) -> Admitted:
    """A new participant, with the next free number."""
    counters = meeting.counters
    badge = (counters.hall if mode == HALL else counters.guests) + 1
    return Admitted(counters.people + 1, mode, badge)


def identify(meeting: Meeting, person: int, values: Mapping[str, str | None]) -> tuple[Fact, ...] | Refusal:
    """Where somebody belongs, until their first turn; then a moderator has to change it."""
    participant = meeting.participants[person]
    alternating = meeting.plan.dimensions[0].id
    known = participant.values.get(alternating)
    if participant.spoke and values.get(alternating, known) != known:
        return refuse("refused-group-locked")
    return (Identified(person, values),)


def tidy_name(text: str) -> str | None:
    """A name fit for a screen: one line, nothing invisible or direction-changing; None if nothing is left."""
    kept = "".join(
        c if unicodedata.category(c)[0] != "C" else " " for c in unicodedata.normalize("NFC", text)
    )
    name = re.sub(r"\s+", " ", kept).strip()[:LONGEST_NAME].strip()
    return None if not name or BADGE.fullmatch(name) else name


def distinct(name: str, taken: Collection[str]) -> str:
    """The name, with a number behind it if somebody goes by one that looks the same."""
    looks = {_look(other) for other in taken}
    if _look(name) not in looks:
        return name
    return next(f"{name} ({n})" for n in range(2, len(taken) + 3) if _look(f"{name} ({n})") not in looks)


def _look(name: str) -> str:
    """What a reader sees at a glance: without case, accents, width or spacing."""
    decomposed = unicodedata.normalize("NFKD", name.casefold())
    return "".join(c for c in decomposed if c.isalnum() or c in "()")
