"""Who is in a group, and how a meeting that has closed brings its people there."""

from collections.abc import Mapping

from bot.domain.meeting.events import CoordinatorNamed, Event, Identified, Stayed
from bot.domain.meeting.state import Meeting, Participant
from bot.domain.plan import MODE


def is_member(group: Meeting, person: int | None) -> bool:
    """Whether somebody is in the group: they asked to be, or coordinate it."""
    known = group.participants.get(person) if person is not None else None
    return known is not None and (known.stays or known.person in group.moderators)


def members(group: Meeting) -> list[Participant]:
    """Everybody who is in it, in the order in which they came."""
    return [each for each in group.participants.values() if is_member(group, each.person)]


def going_on(meeting: Meeting) -> list[int]:
    """Those of a meeting who belong into the group: who said so, and who moderated."""
    return [each.person for each in members(meeting)]


def comes(group: Meeting, meeting: Meeting, person: int, number: int, *, anew: bool) -> tuple[Event, ...]:
    """What follows when somebody of the meeting comes into the group, under that number of theirs there.

    Who is in it already keeps what they are there; `anew` if an account of theirs was not. Whoever was put
    out stays out.
    """
    if number in group.put_out:
        return ()
    theirs, there = meeting.participants[person], group.participants.get(number)
    events: list[Event] = []
    said = stated(theirs.values)
    if said and not (there and stated(there.values)):
        events.append(Identified(number, said))
    if theirs.stays and (anew or not (there and there.stays)):
        events.append(Stayed(number, theirs.quietly))
    if person in meeting.moderators and number not in group.moderators and not meeting.plan.is_call:
        events.append(CoordinatorNamed(number))
    return tuple(events)


def stated(values: Mapping[str, str | None]) -> Mapping[str, str | None]:
    """What somebody said of themselves; where they took part from is over."""
    return {name: value for name, value in values.items() if value is not None and name != MODE}
