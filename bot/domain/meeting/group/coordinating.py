"""Who coordinates a group: there is always somebody."""

from bot.domain.meeting.events import CoordinatorNamed, CoordinatorReleased, Event, Left, Stayed
from bot.domain.meeting.group.membership import is_member
from bot.domain.meeting.state import Meeting
from bot.domain.message import CommandText, Name, Refusal, refuse


def name(group: Meeting, person: int) -> tuple[Event, ...] | Refusal:
    """One more coordinator, who is in the group already: nobody is brought in by others."""
    if not is_member(group, person):
        return refuse("refused-no-member", who=Name(person), stay=CommandText("stay"))
    if person in group.moderators:
        return refuse("refused-coordinates", who=Name(person))
    return (CoordinatorNamed(person, granted=True),)


def release(group: Meeting, person: int) -> tuple[Event, ...] | Refusal:
    """One coordinator fewer, who stays in the group."""
    if person not in group.moderators:
        return refuse("refused-coordinates-not", who=Name(person))
    if group.moderators == {person}:
        return last_coordinator()
    return _released(group, person)


def last_coordinator() -> Refusal:
    """What whoever would leave nobody behind is told."""
    return refuse("refused-last-coordinator", coordinator=CommandText("coordinator add NAME"))


def leaving(group: Meeting, person: int) -> tuple[Event, ...]:
    """What happens when somebody goes; of the last coordinator, once erased, the number stays one."""
    known = group.participants.get(person)
    if known is None or not group.plan.is_group:
        return ()
    left = (Left(person),) if known.stays else ()
    others = group.moderators - {person}
    return (*left, CoordinatorReleased(person)) if person in group.moderators and others else left


def hand_over(group: Meeting, own: int, person: int) -> tuple[Event, ...] | Refusal:
    """Somebody in the place of whoever says so."""
    if person == own:
        return refuse("refused-handover-self")
    named = (CoordinatorNamed(person, granted=True),)
    events = named if person in group.moderators else name(group, person)
    return events if isinstance(events, Refusal) else (*events, *_released(group, own))


def _released(group: Meeting, person: int) -> tuple[Event, ...]:
    stays = () if group.participants[person].stays else (Stayed(person),)
    return (*stays, CoordinatorReleased(person))
