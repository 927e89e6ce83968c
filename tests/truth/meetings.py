"""Meetings by chance: several rules, agendas and zones; and what people type in them, each from a seed."""

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import timedelta
from fractions import Fraction
from itertools import accumulate, islice

from bot.domain.changing import replace
from bot.domain.fair_queue import Rule
from bot.domain.fair_queue.presets import PRESETS
from bot.domain.plan import Listed, Notices, Phase, Plan
from tests.support.plans import asking, dimension, phase, plan
from tests.truth.scenes import BEGINNINGS, SCENES

PEOPLE = tuple(f"p{chr(97 + n)}" for n in range(13))
MODERATORS = ("vera", "ivo")


def _short(kinds: str, minutes: int, *, advances: bool = False) -> tuple[Phase, ...]:
    """An agenda of presentations (p) and discussions (d)."""
    named = {"p": "presentation", "d": "discussion"}
    return tuple(
        phase(f"Part {n}", named[kind], minutes, advances=advances) for n, kind in enumerate(kinds, 1)
    )


def _alone() -> Plan:
    asked = asking(plan(), dimension("country", "Country", no="Norway", ke="Kenya"))
    return replace(asked, phases=_short("dp", 20))


USUAL = plan()
PLANS: Mapping[str, Plan] = {
    "usual": USUAL,
    "long": replace(
        USUAL,
        rule=Rule(bypass=2),
        phases=_short("dd", 240),
        people=(*USUAL.people, Listed("Cy", "speaker", {"group": "ps"})),
    ),
    "short phases": replace(USUAL, phases=_short("dpddd", 6, advances=True)),
    "one question": _alone(),
    "airtime": replace(USUAL, rule=Rule(unit="seconds"), phases=_short("dd", 120)),
    "weights": replace(
        USUAL, rule=Rule(weights={"group": {"cs": 3, "gov": Fraction(1, 2)}}), phases=_short("dd", 120)
    ),
    "weights, long runs": replace(
        USUAL,
        rule=Rule(weights={"group": {"cs": 4}}, max_run=2, bypass=1, credit=1),
        phases=_short("dd", 120),
    ),
    "microphones": replace(
        USUAL, rule=Rule(dims=("group",), bypass=0), remote_is_a_group=True, phases=_short("dd", 60)
    ),
    "microphones by shares": replace(
        USUAL,
        rule=Rule(dims=("group",), weights={"group": {"cs": 3}}, bypass=1),
        remote_is_a_group=True,
        phases=_short("dd", 120),
    ),
    "microphones, first voices": replace(
        USUAL,
        rule=replace(PRESETS["first-voices"].rule, dims=("group",), bypass=2),
        remote_is_a_group=True,
        phases=_short("dd", 120),
    ),
    "open mic": replace(USUAL, rule=Rule(repeat_cost=2, bypass=2), phases=_short("dd", 120)),
    "first voices": replace(
        USUAL, rule=replace(PRESETS["first-voices"].rule, bypass=2), phases=_short("dd", 120)
    ),
    "past midnight": replace(
        USUAL,
        zone="Asia/Kolkata",
        start=USUAL.start + timedelta(hours=8, minutes=50),
        phases=_short("ddd", 25),
        notices=Notices(invitation=None, reminder=600, opening=300),
    ),
}

Line = Callable[[random.Random], str]

CODES = ("cs", "ps", "gov", "pns", "cs af", "ps ap", "gov af", "cs ap", "cs pns", "af", "no", "ke")
SAID: Sequence[tuple[int, str, Line]] = (
    (26, "everyone", lambda r: r.choice(("join", "join", "join", "q+", "join I would say something"))),
    (5, "everyone", lambda r: r.choice(("join reply", "join point-of-order", "join reply Yes, but"))),
    (4, "everyone", lambda r: r.choice(("withdraw", "withdraw reply", "withdraw point-of-order"))),
    (5, "everyone", lambda _: "later"),
    (6, "everyone", lambda _: "ready"),
    (3, "everyone", lambda _: "away"),
    (14, "everyone", lambda r: f"identify {r.choice(CODES)}"),
    (2, "everyone", lambda r: r.choice(("name guest", f"name Nomi {chr(65 + r.randrange(26))}son"))),
    (6, "everyone", lambda _: "position"),
    (8, "everyone", lambda _: "why"),
    (5, "everyone", lambda r: r.choice(("queue", "queue", "agenda"))),
    (6, "speaker", lambda _: "done"),
    (1, "everyone", lambda _: "done"),
    (2, "everyone", lambda r: r.choice(("stay", "unstay"))),
    (2, "linking", lambda _: "link"),
    (26, "moderators", lambda _: "next"),
    (4, "moderators", lambda _: "absent"),
    (3, "moderators", lambda _: "skip"),
    (1, "moderators", lambda _: "start"),
    (4, "moderators", lambda r: f"pick {r.randint(1, 6)} | because"),
    (3, "moderators", lambda r: f"speaker {r.choice(('Bo Ek', 'Ana Lindholm 5m', 'Cy', 'Cy 45s'))}"),
    (2, "moderators", lambda r: f"more {r.choice(('30s', '1m'))}"),
    (2, "moderators", lambda r: f"remove {r.randint(1, 6)}"),
    (2, "moderators", lambda r: f"q+ {r.choice(PEOPLE)}"),
    (3, "moderators", lambda r: f"queue {r.choice(('close', 'open', 'open'))}"),
    (3, "moderators", lambda r: f"regroup {r.randint(1, 6)} | {r.choice(CODES)}"),
    (
        5,
        "moderators",
        lambda r: f"phase {r.choice(('next', 'previous', 'extend 3m', 'pause', 'resume', 'resume'))}",
    ),
    (4, "moderators", lambda r: f"walkup {r.choice(('cs', 'ps gov', 'gov af', ''))}"),
    (2, "moderators", lambda r: f"rule {r.choice(tuple(PRESETS))}"),
    (5, "moderators", lambda _: "undo"),
    (18, "the clock", lambda r: str(r.choice((1, 4, 10, 30, 60, 125, 400)))),
)
"""What is typed, by whom, and how often beside the rest; seconds where nobody types."""


def lines(chance: random.Random, length: int) -> Iterator[tuple[str, str]]:
    """Who says what, one after the other; an ending comes on top of the length."""
    yield from (("the clock", "200"), ("vera", "open"), ("vera", "start"))
    if chance.random() < 0.8:
        yield "ivo", "phase next"
    crowd = PEOPLE[: chance.choice((3, 6, 13))]
    yield from islice(_talk(crowd, chance), length)
    if chance.random() < 0.5:
        yield from _ending(chance.sample(crowd, 2), crowd)


def _talk(crowd: Sequence[str], chance: random.Random) -> Iterator[tuple[str, str]]:
    """Anybody anything, and now and then what many do together."""
    weights = list(accumulate(weight for weight, _, _ in SAID))
    yield from chance.choice(BEGINNINGS)(crowd, chance)
    while True:
        if chance.random() < 0.03:
            yield from chance.choice(SCENES)(crowd, chance)
        [(_, role, line)] = chance.choices(SAID, cum_weights=weights)
        yield _whose(role, crowd, chance), line(chance)


def _whose(role: str, crowd: Sequence[str], chance: random.Random) -> str:
    """Who types it: two people where their accounts are joined."""
    match role:
        case "everyone":
            return chance.choice(crowd)
        case "linking":
            return "+".join(chance.sample(crowd, 2))
        case "moderators":
            return chance.choice(MODERATORS)
        case _:
            return role


def _ending(early: Sequence[str], crowd: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Some stay before there is a channel, others after."""
    yield from (("ivo", "close"), ("the clock", "4"), ("ivo", "close"))
    yield from ((who, "stay") for who in early)
    yield "the bot", "opens a channel"
    yield from ((who, "stay") for who in crowd)
