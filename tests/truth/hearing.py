"""One message as somebody hears it: its sentences are found, and the claim of each is looked at."""

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import datetime
from functools import cache
from itertools import zip_longest

from msgspec import Struct, field

from bot.domain.meeting.events import FloorGiven
from tests.truth.world import World

SPAN = r"\d+ (?:day|hour|minute|second)s?(?: \d+ (?:hour|minute|second)s?)*"
"""A length of time."""
FIELDS: Mapping[str, str] = {
    "who": r"[^\n()]+ \([^\n()]+\)(?:, (?:direct response|point of order))?",
    "name": r"[^\n()]+?",
    "group": r'"?[^\n(),;:."]+?"?',
    "people": r"[^\n]+?",
    "title": r"[^\n]+?",
    "text": r"[^\n]+?",
    "lines": r"[^\n]+(?:\n[^\n]+)*",
    "rest": r"[\s\S]*",
    "rows": r"(?:[^\n]+; \d+ waiting[^\n]*\n)+",
    "time": SPAN,
    "own": rf"no turn|(?:one turn|\d+ turns), {SPAN}",
    "all": rf"no turn|(?:one turn|\d+ turns), {SPAN}",
    "at": r"[^\n]*?\d\d:\d\d UTC(?:[+-]\d\d(?::\d\d)?)?",
    "n": r"\d+",
    "m": r"\d+",
}
"""What may stand in the gaps of a sentence."""

UNITS = {"day": 86400, "hour": 3600, "minute": 60, "second": 1}


class Hearing(Struct, frozen=True):
    """What a message is compared with."""

    world: World
    """The meeting as it is once everything has happened that was told at the same time."""
    now: datetime
    names: Mapping[str, Collection[int]]
    """Who goes by a name."""
    labels: Mapping[str, str | None]
    """Which value of the first dimension goes by a name."""
    person: int | None = None
    """To whom it is said, if to one alone."""
    event: FloorGiven | None = None
    """The turn that it tells of, and what was so when it was given."""
    call: World | None = None
    before: World | None = None
    """What was so before all that was told at the same time."""
    texts: Mapping[str, str] = field(default_factory=dict)

    def is_called(self, name: str, person: int) -> bool:
        return person in self.names.get(name, ())

    def is_group(self, label: str, value: str | None) -> bool:
        named = label.strip('"')
        return named in self.labels and self.labels[named] == value

    def is_shown(self, who: str, person: int, group: str | None) -> bool:
        """Whether it is this person with this group in brackets."""
        name, _, rest = who.rpartition(" (")
        return self.is_called(name, person) and self.is_group(rest.removesuffix(")"), group)


Holds = Callable[[Hearing, Mapping[str, str]], bool]


class Claim(Struct, frozen=True):
    """A sentence, and whether it is so."""

    words: str
    holds: Holds = lambda _, __: True

    def match(self, text: str, start: int) -> re.Match[str] | None:
        return _pattern(self.words).match(text, start)


Slot = Sequence[Claim]
"""Sentences of which one stands at a place of a message."""


@cache
def _pattern(words: str) -> re.Pattern[str]:
    parts = re.split(r"\{(\w+)\}", words)
    gaps = (f"(?P<{name}>{FIELDS[name]})" for name in parts[1::2])
    words_between = (re.escape(part) for part in parts[::2])
    pieces = (piece for pair in zip_longest(words_between, gaps, fillvalue="") for piece in pair)
    return re.compile(r"\s*" + "".join(pieces))


def problems(text: str, slots: Sequence[Slot], hearing: Hearing, said: set[str]) -> Iterator[str]:
    """What is not so in a text, or not known to the tests; `said` collects the sentences that were found."""
    start = 0
    for slot in slots:
        found = next(((claim, match) for claim in slot if (match := claim.match(text, start))), None)
        if found is None:
            yield f"no sentence that the tests know: {text[start:]!r}"
            return
        claim, match = found
        said.add(claim.words)
        if not claim.holds(hearing, match.groupdict()):
            yield f"not so: {match[0].strip() or 'saying nothing'!r}, said in {text!r}"
        start = match.end()
    if text[start:].strip():
        yield f"no sentence that the tests know: {text[start:]!r}"


def seconds(span: str) -> int:
    """A length of time as it is said."""
    return sum(int(n) * UNITS[unit] for n, unit in re.findall(r"(\d+) (\w+?)s?\b", span))


def several(people: str) -> list[str]:
    """The parts of a list in a sentence; what somebody has raised stays with the name."""
    return [part for part in re.split(r"(?:, and | and |, )(?!direct|point of)", people) if part]
