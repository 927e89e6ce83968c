"""Random histories: two bytes a step say what is asked and by whom, so that a failure shrinks well."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime

from hypothesis import note
from hypothesis import strategies as st

from bot.domain.changing import replace
from bot.domain.fair_queue.presets import PRESETS
from bot.domain.meeting.waiting.ticket import Waiting
from bot.domain.plan import Listed, Notices, Phase, Plan
from tests.domain.meeting.history import Decided, History
from tests.support.plans import asking, dimension, phase, plan

START = datetime(2026, 12, 3, 9, 30, tzinfo=UTC)
MODERATORS = (100, 101)
WAITS = (0, 1, 2, 10, 45, 100, 130, 700, 4000)

Step = Callable[[History, int], Decided | None]


def _one_dimension() -> Plan:
    asked = asking(plan(), dimension("country", "Country", no="Norway", ke="Kenya"))
    return replace(asked, phases=(phase("Talk", "discussion", 20),))


def _advancing(kind: str) -> tuple[Phase, ...]:
    return tuple(phase(title, kind, 5, advances=True) for title in ("First", "Second", "Third"))


PLANS: Mapping[str, Plan] = {
    "usual": plan(),
    "advancing": replace(
        plan(), phases=_advancing("discussion"), notices=Notices(opening=600, phase_warning=60)
    ),
    "one dimension": _one_dimension(),
    "first voices": replace(
        plan(), rule=PRESETS["first-voices"].rule, preset="first-voices", phases=_advancing("discussion")
    ),
    "presentations": replace(plan(), phases=_advancing("presentation")),
    "airtime": replace(
        plan(),
        rule=replace(plan().rule, unit="seconds"),
        remote_is_a_group=True,
        people=(
            Listed("Robin", "speaker", {"group": "cs", "region": "af"}),
            Listed("Kim", "organiser", {"group": "gov"}),
        ),
    ),
}

VALUES: Mapping[str, tuple[dict[str, str | None], ...]] = {
    "group": ({"group": "cs"}, {"group": "ps", "region": "af"}, {"group": "gov"}, {"group": "pns"}),
    "country": ({"country": "no"}, {"country": "ke"}, {"country": "pns"}, {"country": None}),
}


def values(history: History, number: int) -> dict[str, str | None]:
    offered = VALUES[history.plan.dimensions[0].id]
    return offered[number % len(offered)]


def somebody(history: History, number: int) -> int:
    """Anyone who takes part, also people of the hall."""
    people = sorted(history.meeting.participants)
    return people[number % len(people)]


def _ticket(history: History, number: int) -> Waiting | None:
    """One of the tickets of whoever is to be removed, or all."""
    theirs = [None, *history.meeting.tickets_of(somebody(history, number // 2))]
    return theirs[number % len(theirs)]


def _by(number: int) -> int:
    return MODERATORS[number % 2]


def _wait(history: History, number: int) -> None:
    history.wait(WAITS[number % len(WAITS)])


STEPS: Mapping[str, Step] = {
    "wait": _wait,
    "tick": lambda h, _: h.tick(),
    "join": lambda h, n: h.join(n % 12, "text" if n % 3 == 0 else None),
    "join again": lambda h, n: h.join(n % 12),
    "reply": lambda h, n: h.join(n % 12, form="point-of-order" if n % 3 else "reply"),
    "raise hand": lambda h, n: h.raise_hand(n % 12, f"{n % 12} {n // 64}"),
    "lower hand": lambda h, n: h.lower_hand(n % 12, f"{n % 12} {n // 64}"),
    "later": lambda h, n: h.later(n % 12),
    "away": lambda h, n: h.away(n % 12),
    "ready": lambda h, n: h.ready(n % 12),
    "link": lambda h, n: h.link(n % 12, somebody(h, n // 12)),
    "absent": lambda h, n: h.absent(_by(n)),
    "absent by name": lambda h, n: h.absent(_by(n), somebody(h, n // 2)),
    "leave the stage": lambda h, n: h.leave_stage(n % 12),
    "come to the stage": lambda h, n: h.come_to_stage(n % 12),
    "skip": lambda h, n: h.skip(_by(n)),
    "pick": lambda h, n: h.pick(_by(n), somebody(h, n // 2)),
    "speaker": lambda h, n: h.speaker(_by(n), n // 2),
    "more": lambda h, n: h.more(_by(n), n * 10),
    "regroup": lambda h, n: h.regroup(_by(n), somebody(h, n // 2), **values(h, n)),
    "rule": lambda h, n: h.rule(_by(n), tuple(PRESETS)[n // 2 % len(PRESETS)]),
    "withdraw": lambda h, n: h.withdraw(n % 12),
    "take back": lambda h, n: h.withdraw(n % 12, ("reply", "point-of-order", "statement")[n % 3]),
    "add": lambda h, n: h.add(_by(n), somebody(h, n // 2)),
    "remove": lambda h, n: h.remove(_by(n), somebody(h, n // 2), _ticket(h, n)),
    "clear": lambda h, n: h.clear(_by(n)),
    "close queue": lambda h, n: h.close_queue(_by(n)),
    "open queue": lambda h, n: h.open_queue(_by(n)),
    "identify": lambda h, n: h.identify(n % 12, **values(h, n // 12)),
    "done": lambda h, n: h.done(n % 12),
    "stay": lambda h, n: h.stay(n % 12),
    "unstay": lambda h, n: h.unstay(n % 12),
    "walk up": lambda h, n: h.walk_up(_by(n), *(values(h, n // 2 + k) for k in range(n % 3 + 1))),
    "next": lambda h, n: h.next(_by(n)),
    "next again": lambda h, n: h.next(_by(n)),
    "start": lambda h, n: h.start(_by(n)),
    "phase next": lambda h, n: h.move(_by(n), 1),
    "phase previous": lambda h, n: h.move(_by(n), -1),
    "extend": lambda h, n: h.extend(_by(n), n * 7),
    "pause": lambda h, n: h.pause(_by(n)),
    "resume": lambda h, n: h.resume(_by(n)),
    "unlink": lambda h, n: h.unlink(n % 12),
    "undo": lambda h, n: h.undo(_by(n)),
    "close": lambda h, n: h.close(_by(n)),
}

plans = st.sampled_from(sorted(PLANS, reverse=True))
history_bytes = st.one_of(st.binary(max_size=60), st.binary(min_size=60, max_size=240))


def opened(name: str) -> History:
    """A meeting that is open and has started, the usual ground for what follows."""
    history = History(PLANS[name], START)
    history.open(MODERATORS[0])
    history.start(MODERATORS[0])
    return history


def steps(tape: bytes, without: tuple[str, ...] = ()) -> list[tuple[str, int]]:
    """What the tape says, step by step."""
    names = [name for name in STEPS if name not in without]
    return [(names[what % len(names)], number) for what, number in zip(tape[::2], tape[1::2], strict=False)]


def play(history: History, name: str, number: int) -> None:
    """One step; a closed meeting is left alone but for staying."""
    if history.meeting.status == "closed" and name not in ("wait", "tick", "stay", "unstay"):
        return
    note(f"{name} {number} at {history.now:%H:%M:%S}")
    STEPS[name](history, number)
