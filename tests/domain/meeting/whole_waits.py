"""How long tickets wait in a whole meeting: the turns that stand, and what was so when each was decided."""

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from bot.domain.changing import replace
from bot.domain.meeting.events import Absent, CalledNext, FloorGiven
from bot.domain.meeting.fold import evolve
from bot.domain.meeting.rule import tickets
from bot.domain.meeting.state import Meeting
from tests.domain.meeting.history import History, standing

Group = str | None


class Decision(Struct, frozen=True):
    """Who was called by the rule, and what was so when that was decided."""

    called: int
    groups: Mapping[int, Group]
    """The group of every statement that waits, by its ticket."""
    waiting: frozenset[int]
    """Those of them who can be called, and let nobody pass."""
    absences: int = 0
    """How many speakers were absent between the turn before and this one."""


class Wait(Struct, frozen=True):
    """What a ticket has waited for so far, and all that counts for how long that may be."""

    turns: int = 0
    ahead: frozenset[int] = frozenset()
    groups: frozenset[Group] = frozenset()
    absences: int = 0


def decisions(history: History) -> list[Decision]:
    """Of every turn that the rule gave, that was not taken back, and whose speaker was there."""
    meeting, found, absences = Meeting(history.plan), list[Decision](), 0
    called: Decision | None = None
    for record in standing(history.records):
        match record.event:
            case CalledNext(int(person)):
                called = _seen(meeting, person)
            case FloorGiven(person, manner="rule"):
                seen = called if meeting.on_deck and called else _seen(meeting, person)
                found.append(replace(seen, absences=absences))
                absences = 0
            case Absent() if meeting.floor is not None and meeting.floor.given.manner == "rule":
                absences = found.pop().absences + 1
            case _:
                pass
        meeting = evolve(meeting, record)
    return found


def _seen(meeting: Meeting, person: int) -> Decision:
    ticket = meeting.ticket(person)
    assert ticket is not None
    statements = {w.ticket: w for w in meeting.queue if not w.aside}
    there = [each for each in tickets(meeting) if each.joined in statements]
    return Decision(
        ticket.ticket,
        {each.joined: each.attributes[0] for each in there},
        frozenset(each.joined for each in there if not each.held and not statements[each.joined].passing),
    )


def waits(taken: Sequence[Decision]) -> Iterator[Wait]:
    """Of each ticket, whenever a turn has gone before it; whoever cannot be called, or moves, begins anew."""
    known: dict[int, tuple[Group, Wait]] = {}
    for decision in taken:
        now: dict[int, tuple[Group, Wait]] = {}
        about = frozenset(decision.groups[ticket] for ticket in decision.waiting)
        for ticket in decision.waiting - {decision.called}:
            group, before = known.get(ticket, (None, Wait()))
            own = decision.groups[ticket]
            before = before if group == own and ticket in known else Wait()
            ahead = {other for other, theirs in decision.groups.items() if theirs == own and other < ticket}
            wait = Wait(
                before.turns + 1,
                before.ahead | ahead,
                before.groups | about,
                before.absences + (decision.absences if before.turns else 0),
            )
            now[ticket] = own, wait
            yield wait
        known = now
