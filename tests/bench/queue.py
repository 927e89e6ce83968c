"""The fair queue: the next one and all positions, against sorting the same tickets by a key like its own."""

import math
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from random import Random

from bot.domain.fair_queue import Attributes, Ledger, Rule, Ticket, Turn, charge, order, select
from bot.domain.fair_queue.ledger_builder import LedgerBuilder
from tests.bench.figures import Figure, milliseconds

RULE = Rule()
SIZES = (100, 1_000, 10_000)
GROUPS = (6, 60)


def bench() -> Iterator[Figure]:
    """For each number of groups and of people waiting, and how the time grows with the latter."""
    for groups in GROUPS:
        times = []
        for size in SIZES:
            sort, following, positions = _measure(*_meeting(Random(size), groups, size))
            name = f"{size} waiting in {groups} groups"
            yield Figure(f"queue next, {name}", following, "ms", sort, aim=1)
            yield Figure(
                f"queue all positions, {name}", positions, "ms", sort, aim=8 if size == 10_000 else None
            )
            times.append((size, positions))
        (small, before), (large, after) = times[-2:]
        fair = before * large * math.log(large) / (small * math.log(small))
        yield Figure(
            f"queue growth from {small} to {large} in {groups} groups, against N log N", after, "ms", fair, 1
        )


def _meeting(random: Random, groups: int, size: int) -> tuple[Ledger, list[Ticket]]:
    """Sixty turns behind it, and everybody waiting in no particular order."""
    ledger = Ledger()
    for person in range(60):
        turn = Turn(person, _attributes(random, groups), front=random.random() < 0.5)
        ledger = charge(RULE, ledger, turn)
    tickets = [Ticket(person, _attributes(random, groups), person) for person in range(size)]
    random.shuffle(tickets)
    return ledger, tickets


def _attributes(random: Random, groups: int) -> Attributes:
    mode = random.choice(("hall", "remote", None))
    return f"group {random.randrange(groups)}", mode, f"region {random.randrange(6)}"


def _measure(ledger: Ledger, tickets: Sequence[Ticket]) -> tuple[float, ...]:
    return milliseconds(
        _sort(ledger, tickets),
        partial(select, RULE, ledger, tickets),
        partial(order, RULE, ledger, tickets),
        calls=max(1, 2_000 // len(tickets)),
    )


def _sort(ledger: Ledger, tickets: Sequence[Ticket]) -> Callable[[], object]:
    """By all that the rule compares, of groups and of people; every part is there and only looked up."""
    builder = LedgerBuilder(RULE, ledger)
    by_age = sorted(tickets, key=lambda ticket: ticket.joined, reverse=True)
    heads = {ticket.attributes[0]: ticket.joined for ticket in by_age}
    groups = {group: builder.key(group, head) for group, head in heads.items()}
    mode, region = (balance.counted for balance in builder.balances)
    said = ledger.said

    def key(ticket: Ticket) -> tuple[object, ...]:
        values = ticket.attributes
        return groups[values[0]], ticket.person in said, (mode[values[1]], region[values[2]]), ticket.joined

    return lambda: sorted(tickets, key=key)
