"""What the sentences on why somebody is called claim."""

from collections.abc import Callable, Mapping, Sequence

from bot.domain.fair_queue import Ticket
from bot.domain.meeting.events import FloorGiven
from bot.domain.plan import REMOTE
from tests.domain.fair_queue.literal import Literal
from tests.truth.found import books, decided
from tests.truth.grounds import (
    callable_groups,
    came_first,
    grounds,
    in_turn,
    is_new,
    is_oldest,
    of_group,
    owed,
    ranked,
    waiting_groups,
)
from tests.truth.hearing import Claim, Hearing, Slot
from tests.truth.world import World

Fields = Mapping[str, str]


def astray(hearing: Hearing) -> str | None:
    """What is wrong with who was called: neither the rule's choice nor whoever was told to be next."""
    event, call = turn(hearing)
    today = decided(call)
    if event.manner != "rule" or (today is not None and today.ticket.person == event.person):
        return None
    if call.deck is not None and call.deck.person == event.person:
        return None
    return f"called: {event.person}, who is neither the rule's choice nor was told to be next"


def turn(hearing: Hearing) -> tuple[FloorGiven, World]:
    """The turn that is told of, and what was so when it was given."""
    assert hearing.event is not None
    assert hearing.call is not None
    return hearing.event, hearing.call


def expected(hearing: Hearing) -> tuple[str, ...]:
    """The words that the turn should have been recorded with."""
    event, call = turn(hearing)
    if event.manner != "rule":
        word = {"override": "picked"}.get(event.manner, event.manner)
        return (word, word)
    moment = when(hearing)
    return grounds(moment) if moment is call else (*grounds(moment), "earlier")


def when(hearing: Hearing) -> World:
    """What was so when it was decided for the reason that is told: now, if that still holds."""
    event, call = turn(hearing)
    today = decided(call)
    if (today is not None and today.ticket.person == event.person) or call.deck is None:
        return call
    return call.deck.found


def _group(test: Callable[[World, Literal, str | None], bool]) -> Callable[[Hearing, Fields], bool]:
    """A claim about the group for which it was decided, named or not."""

    def holds(hearing: Hearing, fields: Fields) -> bool:
        event, _ = turn(hearing)
        group, moment = event.attributes[0], when(hearing)
        named = fields.get("group")
        right = named is None or _is_named(hearing, named, group)
        return right and event.manner == "rule" and test(moment, books(moment).accounts, group)

    return holds


def _is_named(hearing: Hearing, named: str, group: str | None) -> bool:
    if hearing.world.plan.remote_is_a_group and group == REMOTE:
        return named.lower() == "the group of those online"
    return hearing.is_group(named, group)


def _manner(manner: str) -> Callable[[Hearing, Fields], bool]:
    return lambda hearing, _: hearing.event is not None and hearing.event.manner == manner


_only = _group(lambda world, _, group: waiting_groups(world) == {group})
_only_callable = _group(
    lambda world, _, group: callable_groups(world) == {group} and waiting_groups(world) != {group}
)
_never = _group(lambda _, accounts, group: accounts.last[group] < 0)
_oldest = _group(
    lambda world, accounts, group: (
        in_turn(accounts.rule) and is_oldest(accounts, group, callable_groups(world))
    )
)
_furthest = _group(lambda world, _, group: ranked(world)[0] == group)
_rests = _group(
    lambda world, accounts, group: (
        accounts.rule.rest == "hard"
        and bool((call := decided(world)) and call.forced)
        and accounts.run[0] != group
        and accounts.run[0] in callable_groups(world)
    )
)

_voice = _group(
    lambda world, accounts, group: (
        accounts.rule.rest == "soft"
        and bool((call := decided(world)) and call.forced)
        and any(ticket.person not in accounts.said for ticket in of_group(world, group))
    )
)

GROUP: Slot = (
    Claim("Only one group is waiting", _only),
    Claim("Only one group can be called now", _only_callable),
    Claim("The group ahead had the last turn in the queue, so another one comes next", _rests),
    Claim("A group with somebody who has had no turn in the queue in this phase comes first", _voice),
    Claim("A group that has had no turn in the queue yet comes first", _never),
    Claim("The group whose last turn in the queue is longest ago comes first", _oldest),
    Claim("The group furthest behind its share comes first", _furthest),
    Claim("Only {group} is waiting", _only),
    Claim("Only {group} can be called now", _only_callable),
    Claim("{group} comes next, since the group ahead of it had the last turn in the queue", _rests),
    Claim("{group} comes next, since it has somebody who has had no turn in the queue in this phase", _voice),
    Claim("{group} has had no turn in the queue yet", _never),
    Claim("{group} had its last turn in the queue longest ago", _oldest),
    Claim("{group} is furthest behind its share", _furthest),
    Claim("Points of order come first", _manner("point-of-order")),
    Claim("Direct responses come before new statements", _manner("reply")),
    Claim("Picked by a moderator", _manner("override")),
    Claim("A speaker of the programme", _manner("speaker")),
)


def _person(test: Callable[[World, Literal, Ticket, Ticket], bool]) -> Callable[[Hearing, Fields], bool]:
    """A claim about the person, beside the longest waiter of the group who could be called too."""

    def holds(hearing: Hearing, _: Fields) -> bool:
        (event, _call), moment = turn(hearing), when(hearing)
        queue = of_group(moment, event.attributes[0])
        called = next(ticket for ticket in queue if ticket.person == event.person)
        return len(queue) > 1 and test(moment, books(moment).accounts, called, queue[0])

    return holds


def _balanced(_: World, accounts: Literal, called: Ticket, before: Ticket) -> bool:
    """Neither whether they have spoken nor who came first tells the two apart, but the other answers do."""
    new = called.person in accounts.said, before.person in accounts.said
    return new[0] == new[1] and accounts.person(called) < accounts.person(before) and called != before


def _owed_turn(every: int | None, *, alone: bool) -> Callable[[Hearing, Fields], bool]:
    """The longest waiter, of all in the group or of those who can be called, has been passed over enough."""
    return _person(
        lambda world, accounts, called, before: (
            every in (None, accounts.rule.bypass + 1)
            and owed(accounts, called.attributes[0])
            and called == before
            and came_first(world, called) == alone
        )
    )


TURNS: Sequence[tuple[int | None, str, str]] = (
    (None, "it was the turn of", ""),
    (1, "", " is next"),
    (2, "one turn in 2 goes to", ""),
    (3, "one turn in 3 goes to", ""),
    (4, "every fourth turn goes to", ""),
)
PERSON: Slot = (
    Claim(
        ". Within it, those who have had no turn in the queue in this phase come first.",
        _person(lambda _, accounts, called, before: is_new(accounts, called, before)),
    ),
    Claim(". Within it, the other answers are balanced.", _person(_balanced)),
    *(
        Claim(
            f". Within it, {turn}{' ' * bool(turn)}whoever has waited longest{of}{end}.",
            _owed_turn(every, alone=not of),
        )
        for every, turn, end in TURNS
        for of in ("", " of those who can be called")
    ),
    Claim(
        ". Within it, whoever came first is next.",
        _person(lambda world, _, called, before: called == before and came_first(world, called)),
    ),
    Claim(
        ". Within it, whoever came first of those who can be called is next.",
        _person(lambda world, _, called, before: called == before and not came_first(world, called)),
    ),
    Claim(".", lambda h, _: _needs_no_more(h)),
)


def _needs_no_more(hearing: Hearing) -> bool:
    event, _ = turn(hearing)
    return event.manner != "rule" or len(of_group(when(hearing), event.attributes[0])) == 1


def _earlier(hearing: Hearing) -> bool:
    """It was decided before, for this person, and what the rule would decide now is something else."""
    event, call = turn(hearing)
    told = call.deck is not None and call.deck.person == event.person
    return event.manner == "rule" and told and when(hearing) is not call


def _now(hearing: Hearing, _: Fields) -> bool:
    event, call = turn(hearing)
    return event.manner != "rule" or when(hearing) is call


EARLIER: Slot = (
    Claim(
        "This was decided when {name} was told to be next.",
        lambda h, f: _earlier(h) and h.is_called(f["name"], turn(h)[0].person),
    ),
    Claim("", _now),
)
SINCE: Slot = (
    Claim("What changed since then counts from the next turn on.", lambda h, _: _earlier(h)),
    Claim("", _now),
)
REASON: tuple[Slot, ...] = (EARLIER, GROUP, PERSON, SINCE)
