"""Rules that are wrong on purpose, each in a way that is easy to get wrong: the properties must notice."""

from collections.abc import Callable, Iterable

from bot.domain.changing import replace
from bot.domain.fair_queue import Call, Ledger, Rule, Ticket, Turn, charge, select
from bot.domain.fair_queue.ledger import Share
from tests.domain.fair_queue.history import Engine


def under(change: Callable[[Rule], Rule]) -> Engine:
    """Other settings than those the history believes in."""

    def other_select(rule: Rule, ledger: Ledger, waiting: Iterable[Ticket]) -> Call | None:
        return select(change(rule), ledger, waiting)

    def other_charge(rule: Rule, ledger: Ledger, turn: Turn) -> Ledger:
        return charge(change(rule), ledger, turn)

    return Engine(other_select, other_charge)


def charging(change: Callable[[Turn], Turn]) -> Engine:
    """What a turn was is recorded wrongly."""

    def other(rule: Rule, ledger: Ledger, turn: Turn) -> Ledger:
        return charge(rule, ledger, change(turn))

    return Engine(charge=other)


def undisclosed_but_for_group(turn: Turn) -> Turn:
    """The later dimensions are not looked at."""
    return replace(turn, attributes=(turn.attributes[0], *(None for _ in turn.attributes[1:])))


def first_come() -> Engine:
    """The longest waiter of all, whatever the group."""

    def other(_: Rule, __: Ledger, waiting: Iterable[Ticket]) -> Call | None:
        ticket = min((t for t in waiting if not t.held), key=lambda t: t.joined, default=None)
        return None if ticket is None else Call(ticket, front=True, forced=False)

    return Engine(other)


def last_come() -> Engine:
    """Of the right group, whoever came last."""

    def other(rule: Rule, ledger: Ledger, waiting: Iterable[Ticket]) -> Call | None:
        waiting = list(waiting)
        call = select(rule, ledger, waiting)
        if call is None:
            return None
        queue = [t for t in waiting if t.attributes[0] == call.ticket.attributes[0] and not t.held]
        last = max(queue, key=lambda ticket: ticket.joined)
        return replace(call, ticket=last, front=len(queue) == 1)

    return Engine(other)


def seeing(**changes: int) -> Engine:
    """The accounts of the groups are looked at with something else in them."""

    def other(rule: Rule, ledger: Ledger, waiting: Iterable[Ticket]) -> Call | None:
        groups = {group: share._replace(**changes) for group, share in ledger.groups.items()}
        return select(rule, replace(ledger, groups=groups), waiting)

    return Engine(other)


def newcomers_last() -> Engine:
    """Who was never heard counts as just heard."""

    def other(rule: Rule, ledger: Ledger, waiting: Iterable[Ticket]) -> Call | None:
        waiting = list(waiting)
        new = {ticket.attributes[0]: Share(ledger.clock, ledger.turns) for ticket in waiting}
        return select(rule, replace(ledger, groups={**new, **ledger.groups}), waiting)

    return Engine(other)


def picks_end_no_run() -> Engine:
    """A turn picked by a moderator is left out of the run of turns."""

    def other(rule: Rule, ledger: Ledger, turn: Turn) -> Ledger:
        after = charge(rule, ledger, turn)
        if turn.kind == "override":
            return replace(after, run=ledger.run, run_group=ledger.run_group)
        return after

    return Engine(charge=other)


def picks_are_dear() -> Engine:
    """A pick puts its group six turns ahead, however large the debt may be."""

    def other(rule: Rule, ledger: Ledger, turn: Turn) -> Ledger:
        after = charge(rule, ledger, turn)
        if turn.kind != "override":
            return after
        group = turn.attributes[0]
        share = after.groups[group]._replace(progress=after.clock + 6 * rule.units)
        return replace(after, groups={**after.groups, group: share})

    return Engine(charge=other)


def phases_start_over() -> Engine:
    """A new phase forgets the rotation too."""
    return Engine(new_phase=lambda _: Ledger())


def held_are_called() -> Engine:
    """Being on hold is forgotten."""

    def other(rule: Rule, ledger: Ledger, waiting: Iterable[Ticket]) -> Call | None:
        return select(rule, ledger, [replace(ticket, held=False) for ticket in waiting])

    return Engine(other)


def front_of_all(front: bool = True) -> Engine:
    """The findings are taken for granted: everybody was the longest waiter (or nobody was)."""

    def other(rule: Rule, ledger: Ledger, waiting: Iterable[Ticket]) -> Call | None:
        call = select(rule, ledger, waiting)
        return call and replace(call, front=front)

    return Engine(other)


def free_turns_count_as_spoken() -> Engine:
    """Whoever replied is no first-time speaker any more."""

    def other(rule: Rule, ledger: Ledger, turn: Turn) -> Ledger:
        return replace(charge(rule, ledger, turn), said={**ledger.said, turn.person: 1})

    return Engine(charge=other)


def unweighted() -> Engine:
    """The first dimension's weights are ignored when a turn is charged."""

    def other(rule: Rule, ledger: Ledger, turn: Turn) -> Ledger:
        # The unit of account stays as it is: a heavy nobody keeps it divisible by what the weights were.
        equal = {**dict.fromkeys(rule.weights.get(rule.dims[0], {}), 1), "nobody": 210}
        return charge(replace(rule, weights={rule.dims[0]: equal}), ledger, turn)

    return Engine(charge=other)


def everybody_has_spoken() -> Engine:
    """Nobody counts as a first-time speaker."""

    def other(rule: Rule, ledger: Ledger, waiting: Iterable[Ticket]) -> Call | None:
        waiting = list(waiting)
        return select(rule, replace(ledger, said={ticket.person: 1 for ticket in waiting}), waiting)

    return Engine(other)


def first_voices_before_all() -> Engine:
    """While there are any, nobody else is called."""

    def other(rule: Rule, ledger: Ledger, waiting: Iterable[Ticket]) -> Call | None:
        waiting = list(waiting)
        first = [ticket for ticket in waiting if ticket.person not in ledger.said]
        return select(rule, ledger, first) or select(rule, ledger, waiting)

    return Engine(other)
