"""Coming to the Stage and leaving it: only what matters to the meeting becomes a part of it."""

from bot.domain.meeting.decide.queue import lower
from bot.domain.meeting.events import CameToStage, Event, HandLowered, LeftStage
from bot.domain.meeting.state import Meeting


def left_stage(meeting: Meeting, person: int, hand: str = "") -> tuple[Event, ...]:
    """Whoever waits or has the floor keeps that; whoever does neither may go as they like."""
    lost = lost_hand(meeting, person, hand)
    if person in meeting.off_stage or not (_speaks(meeting, person) or meeting.tickets_of(person)):
        return lost
    return (LeftStage(person), *lost)


def came_to_stage(meeting: Meeting, person: int, hand: str = "") -> tuple[Event, ...]:
    """Nobody is missed any more who is back, and whoever has the floor can be heard.

    A hand that was up when they were last seen in the same visit was taken down since.
    """
    came = (CameToStage(person),) if person in meeting.off_stage or _speaks(meeting, person) else ()
    return (*came, *(lower(meeting, person, hand) if hand else ()))


def lost_hand(meeting: Meeting, person: int, hand: str) -> tuple[Event, ...]:
    """A hand went down that nobody took down: what it stands for stays."""
    floor = meeting.floor
    spoken_for = floor.before.ticket if floor and floor.person == person else None
    tickets = [*meeting.tickets_of(person), *([spoken_for] if spoken_for else [])]
    known = any(hand in ticket.hands for ticket in tickets if ticket.hands)
    return (HandLowered(person, hand),) if known else ()


def _speaks(meeting: Meeting, person: int) -> bool:
    return meeting.floor is not None and meeting.floor.person == person
