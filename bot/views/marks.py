"""What an offer was drawn for, as a short mark: an old card that is pressed late must change nothing."""

from bot.domain.meeting.state import Meeting
from bot.domain.message import Name, PlanText, Refusal, refuse

_FLOOR, _PHASE, _DECISION = "f", "p", "d"


def of_floor(meeting: Meeting) -> str:
    """The turn that was given last, as long as no other one is."""
    return f"{_FLOOR}{meeting.counters.given}"


def of_phase(meeting: Meeting) -> str:
    """The run of the phase; its number is not given out again, not even after an undo."""
    return f"{_PHASE}{meeting.run}"


def of_decision(meeting: Meeting) -> str:
    """The moderators' latest decision, as long as no other one follows and it is not taken back."""
    return decided(meeting.checkpoints[-1].decision if meeting.checkpoints else 0)


def decided(decision: int) -> str:
    """The same of a decision by its number."""
    return f"{_DECISION}{decision}"


def over(meeting: Meeting, mark: str) -> Refusal | None:
    """Why what carries this mark does nothing any more; None if it still holds, or was drawn for nothing."""
    if mark in ("", of_floor(meeting), of_phase(meeting), of_decision(meeting)):
        return None
    match mark[0]:
        case "f":
            return _floor(meeting)
        case "p":
            return _phase(meeting)
        case _:
            return refuse("refused-over-decision")


def _floor(meeting: Meeting) -> Refusal:
    if meeting.floor is None:
        return refuse("refused-over-turn")
    return refuse("refused-over-floor", who=Name(meeting.floor.person))


def _phase(meeting: Meeting) -> Refusal:
    if meeting.phase is None:
        return refuse("refused-over-start")
    return refuse("refused-over-phase", phase=PlanText(("phases", str(meeting.phase.index), "title")))
