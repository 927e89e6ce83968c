"""People of the hall, whom a moderator adds to the queue."""

from collections.abc import Mapping, Sequence

from bot.commands.choices import pick
from bot.commands.entering import after, enter
from bot.commands.floor import decide
from bot.commands.model import Outcome, Request
from bot.commands.people import unfit_name
from bot.commands.queue import entry
from bot.domain.meeting.decide.queue import walk_up
from bot.domain.meeting.decision import Change, Enrolment
from bot.domain.meeting.facts import Admitted
from bot.domain.meeting.names import tidy_name
from bot.domain.meeting.state import Meeting
from bot.domain.message import Label, Listing, Refusal, Typed, refuse, say

Values = Mapping[str, str | None]
MOST_AT_ONCE = 20


def on_walkup(meeting: Meeting, request: Request) -> Outcome | Refusal:
    """One person for each group named, in that order; without a group one who is not stated."""
    people = _people(meeting, request.text("codes") or "")
    if isinstance(people, Refusal):
        return people
    text = request.text("name")
    name = tidy_name(text) if text else None
    if text and name is None:
        return unfit_name()
    if len(people) > MOST_AT_ONCE or (name and len(people) > 1):
        return refuse("refused-walkups", most=MOST_AT_ONCE, example=Typed("walkup cs | Ana"))
    entered = enter(meeting, request)
    facts = walk_up(entered.meeting, people)
    numbers = [fact.person for fact in facts if isinstance(fact, Admitted)]
    change = decide(entered, "walkup", facts) + Change(
        (), tuple(Enrolment(person, None, name, chosen=True) for person in numbers)
    )
    known = after(meeting, change.facts, request)
    entries = Listing(tuple(entry(known, person) for person in numbers))
    return Outcome(say("walked-up", people=entries, undo=Typed("undo")), change)


def _people(meeting: Meeting, codes: str) -> Sequence[Values] | Refusal:
    """A code of the alternating dimension begins a person; any other belongs to the person before."""
    picked = pick(meeting.plan.dimensions, codes)
    if isinstance(picked, Refusal):
        return picked
    people: list[dict[str, str]] = []
    for first, *_ in picked:  # a code that stands on several dimensions means the first of them here
        if first.dimension == meeting.plan.dimensions[0].id or not people:
            people.append({})
        before = people[-1].setdefault(first.dimension, first.code)
        if before != first.code:
            one, other = Label(first.dimension, before), Label(first.dimension, first.code)
            return refuse("refused-two-choices", one=one, other=other)
    return people or [{}]
