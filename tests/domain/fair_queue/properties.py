"""The guarantees of the fair queue, each as a check of one history."""

from collections import Counter
from collections.abc import Iterable, Iterator
from fractions import Fraction
from itertools import combinations, pairwise

from bot.domain.fair_queue import order, select
from tests.domain.fair_queue.history import History, Step


def stretches(steps: list[Step], *groups: str | None) -> Iterator[list[Step]]:
    """The longest stretches in which all these groups have callable people at every decision."""
    stretch: list[Step] = []
    for step in steps:
        if step.callable.issuperset(groups):
            stretch.append(step)
        elif stretch:
            yield stretch
            stretch = []
    if stretch:
        yield stretch


def groups_of(history: History) -> list[str | None]:
    return sorted({attributes[0] for attributes in history.people}, key=str)


def alternation(history: History) -> None:
    """T1: while two groups both wait, their turns strictly interleave."""
    for a, b in combinations(groups_of(history), 2):
        for stretch in stretches(history.steps, a, b):
            turns = [step.group for step in stretch if step.group in (a, b)]
            assert all(x != y for x, y in pairwise(turns)), (a, b, turns)


def coverage(history: History) -> None:
    """T2: between two turns of a waiting group every other group speaks at most once."""
    for group in groups_of(history):
        for stretch in stretches(history.steps, group):
            between: Counter[str | None] = Counter()
            for step in stretch:
                if step.group == group:
                    between.clear()
                    continue
                between[step.group] += 1
                assert between[step.group] == 1, (group, step.group)


def everybody_once(history: History) -> None:
    """T2: with m slots left and G groups waiting (and no other coming), min(m, G) of them are heard."""
    for start, first in enumerate(history.steps):
        unheard = set(first.callable)
        for step in history.steps[start:]:
            if not unheard or not unheard <= step.callable <= first.callable:
                break
            assert step.group in unheard
            unheard.remove(step.group)


def runs(history: History) -> None:
    """T3: with max_run=1 the rule never calls the same group twice in a row while another waits."""
    for before, step in pairwise(history.steps):
        if step.turn.kind == "rule" and len(step.callable) > 1:
            assert step.group != before.group


def longest_waiters(history: History) -> None:
    """T4: every bypass + 1 turns of a group include its longest waiter."""
    passed: Counter[str | None] = Counter()
    for step in history.steps:
        queue = [t for t in step.tickets if t.attributes[0] == step.group and not t.held]
        front = step.ticket.joined == min(ticket.joined for ticket in queue)
        assert front == step.turn.front
        passed[step.group] = 0 if front else passed[step.group] + 1
        assert passed[step.group] <= history.rule.bypass


def no_starvation(history: History) -> None:
    """T4: with a people of the group ahead and G groups, at most (a+1)(bypass+1)G - 1 turns go before.

    Whoever joined before and comes into the group is ahead too; whoever changes groups begins anew there.
    """
    for joined in {ticket.joined for step in history.steps for ticket in step.tickets}:
        ahead: set[int] = set()
        groups: set[str | None] = set()
        waited, group = 0, None
        for step in history.steps:
            own = next((ticket for ticket in step.tickets if ticket.joined == joined), None)
            if own is None or own.held or own.attributes[0] != group:  # on hold is not waiting
                ahead, groups, waited = set(), set(), 0
            if own is None or own.held:
                continue
            group = own.attributes[0]
            same = (t.joined for t in step.tickets if t.attributes[0] == own.attributes[0])
            ahead |= {other for other in same if other < joined}
            groups |= step.callable
            assert waited <= (len(ahead) + 1) * (history.rule.bypass + 1) * len(groups) - 1
            waited += 1


def oldest_turn(history: History) -> None:
    """T5: the group whose last turn is longest ago is called; of the never heard, the longest waiting."""
    assert_oldest(history, range(len(history.steps)))


def picks_are_forgotten(history: History) -> None:
    """After picks, T5 holds again as soon as the rotation has come forward by the greatest debt."""
    since = Fraction(0)
    settled = []
    for number, step in enumerate(history.steps):
        if step.turn.kind == "rule" and step.before.clock >= since and not step.turn.forced:
            settled.append(number)
        if step.turn.kind == "override" or step.turn.forced:
            since = step.after.clock + history.rule.units * Fraction(history.rule.debt)
    assert_oldest(history, settled)


def assert_oldest(history: History, numbers: Iterable[int]) -> None:
    for number in numbers:
        step = history.steps[number]
        last = {before.group: index for index, before in enumerate(history.steps[:number])}
        heads: dict[str | None, int] = {}
        for ticket in sorted((t for t in step.tickets if not t.held), key=lambda t: t.joined):
            heads.setdefault(ticket.attributes[0], ticket.joined)
        assert step.group in heads, "somebody on hold was called"
        oldest = min(heads, key=lambda group: (last.get(group, -1), heads[group]))
        assert step.group == oldest, (number, step.group, oldest)


def shares(history: History, earlier: bool = True) -> None:
    """T6: while two groups wait, what they get over their weights differs by no more than a turn of each.

    It is the dearest turn that each has had up to then, also before both waited (`earlier`).
    """
    rule = history.rule
    weights = rule.weights.get(rule.dims[0], {})

    def served(step: Step) -> Fraction:
        seconds = step.turn.seconds or 0
        cost = Fraction(seconds, rule.slot) if rule.unit == "seconds" else Fraction(1)
        if step.turn.person in step.before.said:
            assert rule.repeat_cost != "rising"
            cost *= rule.repeat_cost
        return cost / weights.get(step.group or "(undisclosed)", 1)

    for a, b in combinations(groups_of(history), 2):
        for stretch in stretches(history.steps, a, b):
            before = [s for s in history.steps if s.before.turns <= stretch[-1].before.turns]
            before = before if earlier else stretch
            most = [max((served(s) for s in before if s.group == g), default=Fraction(0)) for g in (a, b)]
            ahead = [Fraction(0)]
            for step in stretch:
                ahead.append(ahead[-1] + (served(step) if step.group == a else 0))
                ahead[-1] -= served(step) if step.group == b else 0
            assert max(ahead) - min(ahead) <= sum(most), (a, b)


def steady_order(history: History) -> None:
    """T7: calling the first of order() leaves the rest of order() unchanged."""
    positions = order(history.rule, history.ledger, history.tickets.values())
    for done in range(len(positions)):
        history.next(history.rule.slot)
        assert history.steps[-1].ticket == positions[done]
        assert order(history.rule, history.ledger, history.tickets.values()) == positions[done + 1 :]


def free_turns(history: History, same_without: History) -> None:
    """T8: replies and points of order leave no trace: nothing is different without them."""
    assert history.ledger == same_without.ledger
    assert history.steps == same_without.steps


def first_is_next(history: History) -> None:
    """The first of all positions is whom select calls."""
    tickets = list(history.tickets.values())
    positions = order(history.rule, history.ledger, tickets)
    call = select(history.rule, history.ledger, tickets)
    assert positions[:1] == ([] if call is None else [call.ticket])
