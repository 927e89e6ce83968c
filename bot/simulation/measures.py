"""What a play is judged by: shares, runs, gaps, waits, and whose voices were heard."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from statistics import fmean

from msgspec import Struct

from bot.simulation.playing import PlayedTurn, Record
from bot.simulation.population import Watch
from bot.simulation.scenario import REMOTE


class Measures(Struct, frozen=True):
    """One play's figures; of several plays, the means and the worst."""

    jain: float
    """Jain's index of turns against entitlement: 1 is equal, 1 / groups is one group alone."""
    longest_run: int
    """Turns in a row of one group while another waited."""
    worst_gap: int
    """The most turns by which one of two groups got ahead of the other while both waited."""
    longest_wait: int
    """In turns; those who never got the floor count too, with what they had waited at the end."""
    voices: float
    """How many people were heard for the first time."""
    remote: float
    """The share of remote people among the turns, over their share among those who asked."""
    median_wait: float = 0
    late_wait: float = 0
    """What 95 of 100 waited at most."""
    watched: float | None = None
    """The turns of the watched group, where a population has one."""


def measure(record: Record, watch: Watch | None = None) -> Measures:
    """All figures of one play. What moderators picked is no merit or fault of the rule and is not counted."""
    turns = [turn for turn in record.turns if not turn.picked]
    waits = sorted((*(turn.waited for turn in turns), *record.left_waiting))
    return Measures(
        jain=_jain(record, turns),
        longest_run=max(_runs(record.turns), default=0),
        worst_gap=max((_gap(turns, a, b) for a, b in combinations(_groups(turns), 2)), default=0),
        longest_wait=max(waits, default=0),
        voices=len({turn.ticket.person for turn in record.turns}),
        remote=_remote(record),
        median_wait=_within(waits, 50),
        late_wait=_within(waits, 95),
        watched=None if watch is None else _watched(turns, watch),
    )


def summary(measures: Sequence[Measures]) -> Measures:
    """Of several plays: means of shares and voices, the worst of runs, gaps and waits."""
    watched = [one.watched for one in measures if one.watched is not None]
    return Measures(
        jain=fmean(one.jain for one in measures),
        longest_run=max(one.longest_run for one in measures),
        worst_gap=max(one.worst_gap for one in measures),
        longest_wait=max(one.longest_wait for one in measures),
        voices=fmean(one.voices for one in measures),
        remote=fmean(one.remote for one in measures),
        median_wait=fmean(one.median_wait for one in measures),
        late_wait=fmean(one.late_wait for one in measures),
        watched=fmean(watched) if watched else None,
    )


def _within(waits: Sequence[int], percent: int) -> int:
    """What so many of a hundred waited at most."""
    return waits[(len(waits) * percent - 1) // 100] if waits else 0


def _groups(turns: Iterable[PlayedTurn]) -> list[str | None]:
    return sorted({group for turn in turns for group in turn.groups}, key=str)


def _jain(record: Record, turns: Sequence[PlayedTurn]) -> float:
    """Turns against entitlement: each group to as many as any other, but none to more than it asked for."""
    had = Counter(turn.ticket.attributes[0] for turn in turns)
    picked = Counter(turn.ticket.attributes[0] for turn in record.turns if turn.picked)
    asked = Counter(ticket.attributes[0] for ticket in record.joins)
    asked.subtract(picked)
    entitled = _filled(len(turns), {group: count for group, count in asked.items() if count > 0})
    ratios = [had[group] / turns for group, turns in entitled.items()]
    fakes = sum(ratio * ratio for ratio in ratios)
    return sum(ratios) ** 2 / (len(ratios) * fakes) if fakes else 1.0


def _filled(turns: int, asked: Mapping[str | None, int]) -> dict[str | None, float]:
    """Share out turns equally; what a group does not need goes to the others."""
    entitled: dict[str | None, float] = {}
    left = float(turns)
    for number, (group, count) in enumerate(sorted(asked.items(), key=lambda item: item[1])):
        entitled[group] = min(count, left / (len(asked) - number))
        left -= entitled[group]
    return entitled


def _runs(turns: Iterable[PlayedTurn]) -> Iterator[int]:
    run, last = 0, None
    for turn in turns:
        group = turn.ticket.attributes[0]
        again = run > 0 and group == last and len(turn.groups) > 1 and not turn.picked
        run, last = run + 1 if again else 1, group
        yield run


def _gap(turns: Iterable[PlayedTurn], a: str | None, b: str | None) -> int:
    ahead = least = most = worst = 0
    for turn in turns:
        if a not in turn.groups or b not in turn.groups:
            ahead = least = most = 0
            continue
        ahead += (turn.ticket.attributes[0] == a) - (turn.ticket.attributes[0] == b)
        least, most = min(least, ahead), max(most, ahead)
        worst = max(worst, most - least)
    return worst


def _remote(record: Record) -> float:
    asked = fmean([ticket.attributes[1] == REMOTE for ticket in record.joins] or [0])
    heard = fmean([turn.ticket.attributes[1] == REMOTE for turn in record.turns] or [0])
    return heard / asked if asked else 1.0


def _watched(turns: Sequence[PlayedTurn], watch: Watch) -> int:
    window = turns[watch.first : watch.first + watch.turns]
    return sum(turn.ticket.attributes[0] == watch.group for turn in window)
