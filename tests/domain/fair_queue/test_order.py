"""All positions at once are what calling one after the other gives."""

from collections.abc import Iterable

from bot.domain.fair_queue import Call, Ledger, Rule, Ticket, Turn, charge, order, select
from tests.domain.fair_queue.history import History
from tests.domain.fair_queue.literal import Literal
from tests.domain.fair_queue.strategies import EXAMPLES, everybody_joins, histories, holds, rules


def one_by_one(
    rule: Rule, ledger: Ledger, waiting: Iterable[Ticket], on_deck: Call | None = None
) -> list[Ticket]:
    """The oracle: select, charge, repeat."""
    left = {ticket.person: ticket for ticket in waiting}
    called = []
    call = on_deck or select(rule, ledger, left.values())
    while call is not None:
        ticket = call.ticket
        called.append(ticket)
        del left[ticket.person]
        turn = Turn(ticket.person, ticket.attributes, "rule", call.front, call.forced, rule.slot)
        ledger = charge(rule, ledger, turn)
        call = select(rule, ledger, left.values())
    return called


def literally(history: History) -> list[Ticket]:
    """The rule as it is written down, with accounts of its own from the first turn on."""
    literal = Literal(history.rule)
    for step in history.steps:
        literal.said = dict(step.before.said)
        literal.charge(step.turn)
    literal.said = dict(history.ledger.said)
    left = dict(history.tickets)
    called = []
    while (call := literal.select(left.values())) is not None:
        ticket = call.ticket
        called.append(ticket)
        left = {key: other for key, other in left.items() if other != ticket}
        literal.charge(Turn(ticket.person, ticket.attributes, "rule", call.front, call.forced))
    return called


def by_oldest_turn(history: History) -> list[str | None]:
    """Another oracle, for the groups in default mode: the oldest last turn, then the longest waiting."""
    last = {step.group: number for number, step in enumerate(history.steps)}
    queues: dict[str | None, list[Ticket]] = {}
    for ticket in history.tickets.values():
        if not ticket.held:
            queues.setdefault(ticket.attributes[0], []).append(ticket)
    left = {group: len(queue) for group, queue in queues.items()}
    called: list[str | None] = []
    while left:
        # A group heard in this order has a turn of its own, so join numbers only matter before that.
        heads = {group: min(ticket.joined for ticket in queues[group]) for group in left}
        group = min(left, key=lambda one: (last.get(one, -1), heads[one]))
        called.append(group)
        last[group] = len(history.steps) + len(called)
        left[group] -= 1
        if not left[group]:
            del left[group]
    return called


def check_any_state(history: History) -> None:
    rule, ledger, waiting = history.rule, history.ledger, list(history.tickets.values())
    expected = one_by_one(rule, ledger, waiting)
    assert order(rule, ledger, waiting) == expected
    assert order(rule, ledger, reversed(waiting)) == expected
    for step in history.steps[::8]:
        assert order(rule, step.before, step.tickets) == one_by_one(rule, step.before, step.tickets)


def check_to_the_letter(history: History) -> None:
    assert order(history.rule, history.ledger, history.tickets.values()) == literally(history)


def check_groups(history: History) -> None:
    called = order(history.rule, history.ledger, history.tickets.values())
    assert [ticket.attributes[0] for ticket in called] == by_oldest_turn(history)


def check_on_deck(history: History) -> None:
    """Decided on what was there before the last two came: they do not change who is first."""
    rule, ledger, waiting = history.rule, history.ledger, list(history.tickets.values())
    on_deck = select(rule, ledger, waiting[:-2])
    if on_deck is not None:
        called = order(rule, ledger, waiting, on_deck)
        assert called[0] == on_deck.ticket
        assert called == one_by_one(rule, ledger, waiting, on_deck)


def test_any_state() -> None:
    holds(check_any_state, histories(rules(), picks=True).map(everybody_joins), examples=EXAMPLES * 10)


def test_to_the_letter() -> None:
    """Ties, weights, picks and those who speak again: all of it in plain fractions gives the same order."""
    holds(check_to_the_letter, histories(rules(), picks=True).map(everybody_joins), examples=EXAMPLES * 5)


def test_groups_in_default_mode() -> None:
    holds(check_groups, histories().map(everybody_joins))


def test_with_somebody_on_deck() -> None:
    holds(check_on_deck, histories(rules(), picks=True).map(everybody_joins), examples=EXAMPLES * 3)


def test_nobody_waits() -> None:
    assert order(Rule(), Ledger(), []) == []
    assert select(Rule(), Ledger(), [Ticket(1, (None, None, None), 1, held=True)]) is None


def test_a_large_meeting() -> None:
    """Many alike, many groups, and some who have spoken, so that every branch fills and empties."""
    rule = Rule(dims=("group", "mode"), repeat_cost=2)
    ledger = Ledger()
    for person in range(40):
        ledger = charge(rule, ledger, Turn(person, (f"g{person % 9}", ("hall", "remote", None)[person % 3])))
    waiting = [
        Ticket(person, (f"g{person % 9}", ("hall", "remote", None)[person % 3]), 1000 - 7 * person % 600)
        for person in range(80)
    ]
    assert order(rule, ledger, waiting) == one_by_one(rule, ledger, waiting)


def test_values_that_were_never_heard_tie() -> None:
    """Both modes are new, so the regions decide, whichever branch they stand on."""
    ledger = charge(Rule(), Ledger(), Turn(9, ("B", None, "north")))
    waiting = [Ticket(1, ("A", "hall", "north"), 1), Ticket(2, ("A", "remote", "south"), 2)]
    assert order(Rule(), ledger, waiting) == waiting[::-1]
