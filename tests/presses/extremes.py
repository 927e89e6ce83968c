"""The longest of everything: a meeting file, names, words, and what may stand in the gap of a text."""

import itertools
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Final

from fluent.syntax.ast import Pattern

from bot.commands.free_text import LONGEST_TEXT
from bot.domain.changing import replace
from bot.domain.identity import Identity, Place
from bot.domain.meeting.names import LONGEST_NAME
from bot.domain.message import (
    Argument,
    CommandText,
    Label,
    Listing,
    Message,
    Moment,
    Name,
    Offer,
    PlanText,
    RoomRef,
    TextRef,
    say,
)
from bot.domain.plan import Choice, Dimension, Plan
from bot.messages.render import Shown
from tests.messages.checker import CATEGORIES, choices, variables
from tests.support.plans import NOT_SAID, plan

WILD: Final = "*_~`|[a](https://x)<@1>@everyone\N{RIGHT-TO-LEFT OVERRIDE}\u200b\u6587"
"""What markup is made of, other scripts, what has no width, and what turns the direction."""
SHOWN: Final = Shown((WILD * 9)[:LONGEST_NAME], mention=Identity("discord", "1" * 19))
NOTE: Final = ("\u6587" * (LONGEST_TEXT // 2) + WILD * LONGEST_TEXT)[:LONGEST_TEXT]


def wild(length: int) -> str:
    return (WILD * length)[:length]


def longest_plan(number: int, length: int = 300) -> Plan:
    """So many choices of a dimension, and texts of that length; a meeting file sets no limit to either."""
    usual = plan("meeting-" * 40)
    groups = [
        *(Choice(code, {"en": wild(length)}) for code in ("cs", "ps", "gov")),
        *(Choice(f"{n:x>20}", {"en": f"{n} {wild(length)}"}) for n in range(number)),
        NOT_SAID,
    ]
    dimension = Dimension("group", {"en": wild(length)}, tuple(groups))
    phases = tuple(
        replace(each, title={"en": wild(length)}, text={"en": wild(length)}) for each in usual.phases
    )
    rooms = tuple(replace(each, name={"en": wild(length)}) for each in usual.rooms)
    return replace(
        usual,
        title={"en": wild(length)},
        description={"en": wild(length)},
        phases=phases,
        rooms=rooms,
        dimensions=(dimension, *usual.dimensions[1:]),
    )


BIG: Final[tuple[Argument, ...]] = (
    TextRef("note"),
    PlanText(("title",)),
    Listing((Name(1, mention=True), Label("group", "cs")) * 3),
    Listing((Name(1, mention=True), PlanText(("title",)), TextRef("note")), lines=True),
    CommandText("identify " + "very-long-codes " * 60),
    Moment(datetime(2026, 12, 3, 9, 30, tzinfo=UTC), "date"),
    RoomRef(Place("discord", "1" * 19), wild(200)),
)
"""One of each kind that a gap may be filled with."""

OFFERS: Final[tuple[tuple[Offer, ...], ...]] = (
    (),
    tuple(Offer(f"walkup {n}", Label("group", "cs"), drawn="f99999", asks=n < 4) for n in range(10)),
    (
        *(Offer(f"identify 1:{n:x>20}", PlanText(("title",))) for n in range(25)),
        *(Offer(f"pick ={n}", say("offer-call"), "main", "f99999", asks=True) for n in range(4)),
        *(Offer(f"waiting {n}", say("offer-more-people"), "danger", "n99999.99999") for n in range(7)),
    ),
)
"""None; as many as buttons are made of; a whole page with what may stand beside it."""


def cases(key: str, pattern: Pattern) -> Iterator[Message]:
    """The text with every case of its choices and each kind of filling."""
    decided = {name: keys for names, keys in choices(pattern) for name in names}
    ways: dict[str, Sequence[Argument]] = {
        name: [1, 99_999] if keys <= CATEGORIES else sorted(keys) for name, keys in decided.items()
    }
    gaps = sorted(variables(pattern) - ways.keys())
    combinations = list(itertools.product(*ways.values()))
    for number in range(max(len(combinations), len(BIG))):
        chosen: Mapping[str, Argument] = dict(
            zip(ways, combinations[number % len(combinations)], strict=True)
        )
        filled = {gap: BIG[(number + place) % len(BIG)] for place, gap in enumerate(gaps)}
        yield Message(key, {**chosen, **filled}, OFFERS[number % len(OFFERS)])
