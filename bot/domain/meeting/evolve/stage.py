"""Who has left the Stage while it matters."""

from datetime import datetime
from typing import assert_never

from bot.domain.changing import replace
from bot.domain.meeting.events import CameToStage, LeftStage, StageEvent, StageMissed
from bot.domain.meeting.stage.absence import OffStage
from bot.domain.meeting.state import Meeting


def apply_stage(meeting: Meeting, event: StageEvent, at: datetime) -> Meeting:
    """The state after an event about the Stage."""
    match event:
        case LeftStage(person):
            return replace(meeting, off_stage={**meeting.off_stage, person: OffStage(at)})
        case CameToStage(person):
            return here(meeting, person)
        case StageMissed():
            return _missed(meeting, event)
    assert_never(event)


def here(meeting: Meeting, person: int) -> Meeting:
    """Somebody shows that they are there, wherever they are."""
    if person not in meeting.off_stage:
        return meeting
    return replace(meeting, off_stage={who: off for who, off in meeting.off_stage.items() if who != person})


def _missed(meeting: Meeting, event: StageMissed) -> Meeting:
    """Of a turn that was taken back nobody was told: its number comes again."""
    off, floor = meeting.off_stage.get(event.person), meeting.floor
    taken_back = event.turn is not None and (floor is None or floor.number != event.turn)
    if off is None or taken_back:
        return meeting
    return replace(meeting, off_stage={**meeting.off_stage, event.person: off.after(event.turn)})
