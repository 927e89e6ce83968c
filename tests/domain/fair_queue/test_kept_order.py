"""What is kept of an order, and gone on with, is what ordering everybody anew gives."""

from collections.abc import Mapping, Sequence

from hypothesis import strategies as st
from msgspec import Struct, field

from bot.domain.changing import replace
from bot.domain.fair_queue import (
    Call,
    CallingOrder,
    KeptOrder,
    Ledger,
    Rule,
    Ticket,
    Turn,
    charge,
    order,
    select,
)
from bot.domain.fair_queue.ordering.calling_order import CALLS_APART
from tests.domain.fair_queue.strategies import EXAMPLES, attributes, holds, rules

CROWD = 200
"""More than are called between two copies of the accounts."""

CHANGES = ("come", "come", "come", "leave", "hold", "move", "speak", "decide", "rule")


class Waiter(Struct, frozen=True):
    """Somebody who waits, known by their number alone."""

    person: int


class Crowd(Struct):
    """A full queue that is asked after each change, and answers from what it kept."""

    rule: Rule
    ledger: Ledger = field(default_factory=Ledger)
    tickets: dict[int, Ticket] = field(default_factory=dict)
    on_deck: Call | None = None
    kept: KeptOrder = field(default_factory=KeptOrder)

    def values(self, number: int) -> tuple[str | None, ...]:
        return attributes(number % 75, len(self.rule.dims))

    def fill(self) -> "Crowd":
        for person in range(0, CROWD, 2):
            self.tickets[person] = Ticket(person, self.values(person), person)
        return self

    def change(self, what: str, number: int) -> None:
        person = number % CROWD
        there = self.tickets.get(person)
        match what:
            case "come":  # also with an earlier join number than others, as after an undo
                self.tickets.setdefault(person, Ticket(person, self.values(number), person))
            case "speak":
                self.speak()
            case "rule":
                self.rule = replace(self.rule, weights={"group": {"A": number % 5 + 1}})
            case "decide":
                self.on_deck = select(self.rule, self.ledger, self.tickets.values())
            case "leave" if there:
                self.forget(person)
            case "hold" if there:
                self.tickets[person] = replace(there, held=not there.held)
            case "move" if there and not self.is_on_deck(person):
                self.tickets[person] = replace(there, attributes=self.values(number // 2))

    def is_on_deck(self, person: int) -> bool:
        return self.on_deck is not None and self.on_deck.ticket.person == person

    def forget(self, person: int) -> None:
        del self.tickets[person]
        self.on_deck = None if self.is_on_deck(person) else self.on_deck

    def speak(self) -> None:
        call = self.on_deck or select(self.rule, self.ledger, self.tickets.values())
        if call is not None:
            ticket = call.ticket
            turn = Turn(ticket.person, ticket.attributes, "rule", call.front, call.forced)
            self.ledger = charge(self.rule, self.ledger, turn)
            self.forget(ticket.joined)

    def check(self, number: int) -> None:
        """A few who come first, one's own place, and sometimes everybody."""
        plain = order(self.rule, self.ledger, self.tickets.values(), self.on_deck)
        places = {ticket.joined: place for place, ticket in enumerate(plain)}
        few = number % 7

        def question(found: CallingOrder) -> None:
            assert list(found.first(few)) == plain[:few]
            assert found.place(number % CROWD) == places.get(number % CROWD)
            assert number % 5 or list(found.all()) == plain

        self.kept.ask((self.rule, self.ledger, self.on_deck), tuple(self.tickets.values()), question)


def check_kept(drawn: tuple[Rule, list[tuple[str, int]]]) -> None:
    rule, changes = drawn
    crowd = Crowd(rule).fill()
    crowd.check(1)
    for what, number in changes:
        crowd.change(what, number)
        crowd.check(number)


def test_any_changes() -> None:
    changes = st.lists(st.tuples(st.sampled_from(CHANGES), st.integers(0, 10_000)), min_size=1, max_size=40)
    holds(check_kept, st.tuples(rules(), changes), examples=EXAMPLES * 4)


def test_only_what_changed_is_worked_out_again() -> None:
    """The newest of a large group: all who come before are called as they were."""
    tickets = [Ticket(n, ("A" if n % 3 else "B", None, None), n) for n in range(300)]
    before = CallingOrder(Rule(), Ledger(), tickets)
    before.all()
    after = before.changed([], [Ticket(300, ("A", None, None), 300)])
    assert after.known >= 300 - CALLS_APART
    assert after.place(300) == 300


def alike(numbers: range) -> list[Ticket]:
    return [Ticket(number, ("A", None, None), number) for number in numbers]


def test_those_who_have_spoken_are_not_alike() -> None:
    """Somebody new comes before them, though they joined earlier and share every value."""
    new, old = range(CALLS_APART), range(CALLS_APART, 3 * CALLS_APART)
    before = CallingOrder(Rule(), Ledger(said=dict.fromkeys(old, 1)), alike(range(3 * CALLS_APART)))
    before.all()
    after = before.changed([], alike(range(1000, 1001)))
    assert [ticket.joined for ticket in after.all()] == [*new, 1000, *old]


def test_the_last_before_a_copy() -> None:
    """The call before the copy changes: it is not among those that were kept."""
    early, late = range(CALLS_APART - 1), range(1000, 1020)
    before = CallingOrder(Rule(), Ledger(), [*alike(early), *alike(late)])
    before.all()
    after = before.changed([], alike(range(CALLS_APART, CALLS_APART + 1)))
    assert [ticket.joined for ticket in after.all()] == [*early, CALLS_APART, *late]


def test_what_was_only_equal_is_the_same_at_a_glance_the_next_time() -> None:
    """In a rush hundreds wait whose sources were made anew: none is compared deeply twice."""
    compared: list[int] = []

    class Source:
        person = 1

        def __eq__(self, other: object) -> bool:
            compared.append(1)
            return isinstance(other, Source)

        def __hash__(self) -> int:
            return 1

    kept, made = KeptOrder(), [Ticket(number, (None,), number) for number in range(3)]
    alone, beside, people = [Source()], [Source(), Source()], {1: ""}
    assert kept.tickets("", alone, people, lambda _: made[0]) == (made[0],)
    assert [kept.tickets("", beside, people, lambda _: made[1]) for _ in range(3)] == [(made[0], made[1])] * 3
    assert len(compared) == 1
    assert kept.tickets("another basis", beside, people, lambda _: made[2]) == (made[2], made[2])


def test_a_ticket_is_made_anew_where_its_person_is_another() -> None:
    """Also between others that stay, where somebody came and somebody went."""
    kept, made = KeptOrder(), list[int]()

    def told(waiting: Sequence[Waiter], people: Mapping[int, str]) -> str:
        def make(waiter: Waiter) -> Ticket:
            made.append(waiter.person)
            return Ticket(waiter.person, (people[waiter.person],), waiter.person)

        made.clear()
        tickets = kept.tickets("", waiting, people, make)
        return " ".join(f"{each.person}{each.attributes[0]}" for each in tickets)

    waiters, people = [Waiter(person) for person in range(8)], dict.fromkeys(range(8), "a")
    assert told(waiters[:6], people) == "0a 1a 2a 3a 4a 5a"
    people = {**people, 2: "b"}
    assert told((*waiters[1:6], waiters[7]), people) == "1a 2b 3a 4a 5a 7a"
    people = {**people, 2: "c", 4: "b", 6: "b"}
    assert told((*waiters[1:6], waiters[7]), people) == "1a 2c 3a 4b 5a 7a"
    assert made == [2, 3, 4]


def test_what_follows_a_turn_is_not_worked_out_again() -> None:
    """Where it was given to whom the order had first, and whoever is on deck is the second."""
    rule, tickets = Rule(), [Ticket(n, attributes(n, 3), n) for n in range(100)]
    before = CallingOrder(rule, Ledger(), tickets)
    names = list(before.all())
    ledger, on_deck = charged(rule, Ledger(), tickets, names[0])
    assert on_deck is not None
    found = before.after_turns(ledger, on_deck)
    assert found is not None
    after, called = found
    assert (called, after.known) == (names[:1], 99)
    assert list(after.all()) == names[1:] == order(rule, ledger, tickets[1:], on_deck)
    assert before.after_turns(*charged(rule, Ledger(), tickets, names[1])) is None
    assert before.after_turns(ledger, replace(on_deck, forced=True)) is None
    assert before.after_turns(replace(ledger, said={}), on_deck) is None


def test_a_kept_order_follows_the_turns() -> None:
    """Whoever asks after a turn finds all that was known before it."""
    rule, tickets, kept = Rule(), [Ticket(n, attributes(n, 3), n) for n in range(100)], KeptOrder()
    first = kept.ask((rule, Ledger(), None), tickets, lambda found: list(found.all()))[0]
    ledger, on_deck = charged(rule, Ledger(), tickets, first)
    left = [ticket for ticket in tickets if ticket != first]
    assert kept.ask((rule, ledger, on_deck), left, lambda found: found.known) == 99


def test_who_has_spoken_comes_back_to_an_order_that_went_on() -> None:
    """Their next turn costs more than the one that they have had, also where it is only foreseen."""
    rule = Rule(dims=("group",), repeat_cost=3, debt=5, max_run=0)
    begun = Ledger(said={90: 1, 95: 1})
    new = [Ticket(n, ("B" if n % 4 else "A",), n) for n in range(80)]
    tickets = [*new, Ticket(90, ("A",), 90), Ticket(95, ("A",), 95)]
    before = CallingOrder(rule, begun, tickets)
    before.all()
    ledger, on_deck = charged(rule, begun, tickets, tickets[0])
    found = before.after_turns(ledger, on_deck)
    assert found is not None
    again = Ticket(0, ("A",), 92)
    assert list(found[0].changed([], [again]).all()) == order(rule, ledger, [*tickets[1:], again], on_deck)


def charged(
    rule: Rule, ledger: Ledger, tickets: Sequence[Ticket], speaker: Ticket
) -> tuple[Ledger, Call | None]:
    """The accounts after somebody's turn, and who is on deck then."""
    after = charge(rule, ledger, Turn(speaker.person, speaker.attributes))
    return after, select(rule, after, [ticket for ticket in tickets if ticket != speaker])
