"""Everything that can happen in a meeting, one frozen value each, as the log keeps it.

A fact is never changed or removed. `kind` is its name in the log; if a fact must ever mean something else,
it gets a new kind and the old one stays readable. People are numbers here, free texts are ids.
"""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.meeting.facts.decisions import (
    ConfirmationAsked,
    DecisionFact,
    DecisionMade,
    Undone,
)
from bot.domain.meeting.facts.floor import (
    Absent,
    Attributes,
    CalledNext,
    FloorFact,
    FloorGiven,
    FloorLeft,
    Form,
    Joined,
    Manner,
    Passed,
    Returned,
    TextAttached,
    TurnExtended,
    TurnTimeUp,
    TurnWarned,
    Withdrawn,
)
from bot.domain.meeting.facts.life import (
    ChannelOpened,
    Closed,
    Invited,
    Left,
    LifeFact,
    Opened,
    Reminded,
    Stayed,
)
from bot.domain.meeting.facts.people import (
    Admitted,
    CodeIssued,
    Identified,
    Linked,
    Named,
    PeopleFact,
    Regrouped,
)
from bot.domain.meeting.facts.phases import (
    PhaseExtended,
    PhaseFact,
    PhaseHalved,
    PhasePaused,
    PhaseResumed,
    PhaseStarted,
    PhaseTimeUp,
    PhaseWarned,
)

Fact = LifeFact | PeopleFact | FloorFact | PhaseFact | DecisionFact


@dataclass(frozen=True)
class Recorded:
    """A fact and when it happened."""

    fact: Fact
    at: datetime


__all__ = [
    "Absent",
    "Admitted",
    "Attributes",
    "CalledNext",
    "ChannelOpened",
    "Closed",
    "CodeIssued",
    "ConfirmationAsked",
    "DecisionFact",
    "DecisionMade",
    "Fact",
    "FloorFact",
    "FloorGiven",
    "FloorLeft",
    "Form",
    "Identified",
    "Invited",
    "Joined",
    "Left",
    "LifeFact",
    "Linked",
    "Manner",
    "Named",
    "Opened",
    "Passed",
    "PeopleFact",
    "PhaseExtended",
    "PhaseFact",
    "PhaseHalved",
    "PhasePaused",
    "PhaseResumed",
    "PhaseStarted",
    "PhaseTimeUp",
    "PhaseWarned",
    "Recorded",
    "Regrouped",
    "Reminded",
    "Returned",
    "Stayed",
    "TextAttached",
    "TurnExtended",
    "TurnTimeUp",
    "TurnWarned",
    "Undone",
    "Withdrawn",
]
