"""Coming to the Stage and leaving it: only what matters to the meeting becomes a part of it."""

from bot.domain.meeting.events import CameToStage, Event, LeftStage
from bot.domain.meeting.state import Meeting


def left_stage(meeting: Meeting, person: int) -> tuple[Event, ...]:
    """Whoever waits or has the floor keeps that; whoever does neither may go as they like."""
    if person in meeting.off_stage or not (_speaks(meeting, person) or meeting.tickets_of(person)):
        return ()
    return (LeftStage(person),)


def came_to_stage(meeting: Meeting, person: int) -> tuple[Event, ...]:
    """Nobody is missed any more who is back, and whoever has the floor can be heard."""
    return (CameToStage(person),) if person in meeting.off_stage or _speaks(meeting, person) else ()


def _speaks(meeting: Meeting, person: int) -> bool:
    return meeting.floor is not None and meeting.floor.person == person
