"""For what reason somebody is called: found once more, to compare the words that were recorded."""

from collections.abc import Sequence

from bot.domain.fair_queue import Call, Rule, Ticket
from tests.domain.fair_queue.literal import Literal
from tests.truth.found import attributes, books, decided, tickets
from tests.truth.world import World


def grounds(world: World) -> tuple[str, str]:
    """The words for the group and for the person whom the rule calls now."""
    call = decided(world)
    assert call is not None
    return group_ground(world, call), person_ground(world, call)


def waiting_groups(world: World) -> set[str | None]:
    """Of everybody who waits, whether they can be called or not."""
    return {attributes(world, hand.person)[0] for hand in world.queue}


def callable_groups(world: World) -> set[str | None]:
    """Of the statements that can be called."""
    return {ticket.attributes[0] for ticket in tickets(world)}


def group_ground(world: World, call: Call) -> str:
    group, there, accounts = call.ticket.attributes[0], callable_groups(world), books(world).accounts
    if waiting_groups(world) == {group}:
        return "only_group"
    if there == {group}:
        return "only_callable"
    if call.forced:
        return "first_voice" if world.rule.rest == "soft" else "rest"
    if accounts.last[group] < 0:
        return "never_heard"
    if in_turn(world.rule) and is_oldest(accounts, group, there):
        return "oldest_turn"
    return "furthest_behind"


def in_turn(rule: Rule) -> bool:
    """Whether groups take turns: no shares, no minutes, nothing saved up."""
    alike = all(weight == 1 for weight in rule.weights.get(rule.dims[0], {}).values())
    return rule.unit == "turns" and alike and rule.credit == 0


def is_oldest(accounts: Literal, group: str | None, there: set[str | None]) -> bool:
    return all(accounts.last[group] <= accounts.last[other] for other in there)


def ranked(world: World) -> list[str | None]:
    """The groups that can be called, the furthest behind first."""
    accounts, heads = books(world).accounts, dict[str | None, int]()
    for ticket in tickets(world):
        heads.setdefault(ticket.attributes[0], ticket.joined)
    return sorted(heads, key=lambda group: (accounts.tag(group), accounts.last[group], heads[group]))


def person_ground(world: World, call: Call) -> str:
    """Compared with whoever of the group waits longest and can be called."""
    queue = of_group(world, call.ticket.attributes[0])
    accounts = books(world).accounts
    if len(queue) == 1:
        return "only_one"
    if owed(accounts, call.ticket.attributes[0]):
        return "longest_waiting" if came_first(world, call.ticket) else "longest_callable"
    if call.ticket.joined == queue[0].joined:
        return "came_first" if came_first(world, call.ticket) else "first_callable"
    return "first_time" if is_new(accounts, call.ticket, queue[0]) else "balance"


def of_group(world: World, group: str | None) -> Sequence[Ticket]:
    return [ticket for ticket in tickets(world) if ticket.attributes[0] == group]


def owed(accounts: Literal, group: str | None) -> bool:
    return accounts.bypassed[group] >= accounts.rule.bypass


def came_first(world: World, ticket: Ticket) -> bool:
    """Whether nobody of the group came before, not even somebody who cannot be called now."""
    group = ticket.attributes[0]
    theirs = [hand.number for hand in world.queue if attributes(world, hand.person)[0] == group]
    return ticket.joined == min(theirs)


def is_new(accounts: Literal, called: Ticket, before: Ticket) -> bool:
    """Has not spoken in this phase, and whoever waits longer has."""
    return called.person not in accounts.said and before.person in accounts.said
