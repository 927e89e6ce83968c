"""A moderator's decision as a whole, and taking the latest one back."""

from collections.abc import Sequence

from bot.domain.meeting.facts import ConfirmationAsked, DecisionMade, Fact, Undone
from bot.domain.meeting.state import Meeting
from bot.domain.message import Refusal, refuse


def decided(meeting: Meeting, name: str, by: int, facts: Sequence[Fact]) -> tuple[Fact, ...]:
    """The facts as one decision that can be undone; a mere question is none."""
    if all(isinstance(fact, ConfirmationAsked) for fact in facts):
        return tuple(facts)
    return (DecisionMade(meeting.counters.decisions + 1, name, len(facts), by), *facts)


def undo(meeting: Meeting, by: int) -> tuple[Fact, ...] | Refusal:
    """Take back the latest decision that has not been taken back; again for the one before it."""
    if not meeting.checkpoints:
        return refuse("refused-nothing-to-undo")
    return (Undone(meeting.checkpoints[-1].decision, by),)
