"""People as others see them: a name and a group; and what they are asked to say about themselves."""

from bot.domain.meeting.events import Attributes
from bot.domain.meeting.rule import counted, group_of
from bot.domain.meeting.state import Meeting
from bot.domain.meeting.waiting.ticket import Waiting
from bot.domain.message import Label, Listing, Message, Name, say
from bot.domain.plan import REMOTE


def shown_as(meeting: Meeting, person: int) -> Message:
    """What others see of somebody."""
    return say("shown-as", name=Name(person), group=group(meeting, person))


def not_queued(meeting: Meeting, person: int) -> Message | str:
    """Of whoever only said who they are, that this alone does not let them speak."""
    speaks = meeting.floor is not None and meeting.floor.person == person
    if meeting.status != "open" or speaks or meeting.tickets_of(person):
        return ""
    return say("not-queued")


def group(meeting: Meeting, person: int) -> Label:
    """Somebody's group, the one thing that is said in public beside the name.

    Of whoever is on deck it is the one that the coming turn counts for.
    """
    return group_of_turn(meeting, person, counted(meeting, person))


def group_of_turn(meeting: Meeting, person: int, attributes: Attributes) -> Label:
    """The group that a turn counts for; where that is everybody remote, the person's own, as ever."""
    remote = meeting.plan.remote_is_a_group and attributes[0] == REMOTE
    value = group_of(meeting, person) if remote else attributes[0]
    return Label(meeting.plan.dimensions[0].id, value)


def entry(meeting: Meeting, person: int, *, mention: bool = False) -> Message:
    """Somebody as the public sees them: name and group."""
    return say("person", name=Name(person, mention), group=group(meeting, person))


def waiting_entry(meeting: Meeting, ticket: Waiting) -> Message:
    """Somebody who waits as the public sees them, marked where it is not for a statement."""
    shown = entry(meeting, ticket.person)
    return say("person-raised", person=shown, form=ticket.form) if ticket.aside else shown


def those_away(meeting: Meeting, most: int) -> Message | str:
    """Those who keep their place and are not called until they are back; so many at most by name."""
    away = [ticket for ticket in meeting.queue.resting if ticket.held]
    if len(away) > most:
        return say("board-away-many", count=len({ticket.person for ticket in away}))
    names = Listing(tuple(waiting_entry(meeting, ticket) for ticket in away))
    return say("board-away", names=names) if away else ""


def those_passing(meeting: Meeting) -> Message | str:
    """Those who let others go first once, while there are others."""
    passing = [ticket for ticket in meeting.queue.resting if ticket.passing and not ticket.held]
    if not passing or not meeting.queue.ready:
        return ""
    return say("queue-passing", names=Listing(tuple(waiting_entry(meeting, each) for each in passing)))


def called(meeting: Meeting, person: int, attributes: Attributes, *, mention: bool = False) -> Message:
    """Somebody as the public sees them, with the group that their turn counts for."""
    return say("person", name=Name(person, mention), group=group_of_turn(meeting, person, attributes))


def speaker(meeting: Meeting, *, mention: bool = False) -> Message:
    """Who has the floor, as the public sees them, or nobody."""
    floor = meeting.floor
    if floor is None:
        return say("nobody")
    return called(meeting, floor.person, floor.given.attributes, mention=mention)
