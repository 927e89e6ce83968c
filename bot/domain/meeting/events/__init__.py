"""Everything that can happen in a meeting, one frozen value each, as the log keeps it.

An event is never changed or removed. Its tag is its name in the log; if one must ever mean something else, it
gets a new kind and the old one stays readable. People are numbers here, free texts are ids.
"""

from datetime import datetime

from msgspec import Struct

from bot.domain.meeting.events.afterwards import (
    AfterwardsEvent,
    ChannelLost,
    ChannelOpened,
    CoordinatorNamed,
    CoordinatorReleased,
    Course,
    FollowedUp,
    GroupClosed,
    GroupEnded,
    GroupFed,
    HandedOver,
    Left,
    LetInAgain,
    PutOut,
    RelayChosen,
    RelayTurned,
    Stayed,
)
from bot.domain.meeting.events.decisions import (
    ConfirmationAsked,
    DecisionEvent,
    DecisionMade,
    Question,
    Undone,
)
from bot.domain.meeting.events.floor import (
    Absent,
    Attributes,
    CalledNext,
    FloorEvent,
    FloorGiven,
    FloorLeft,
    Manner,
    TurnExtended,
    TurnTimeUp,
    TurnWarned,
)
from bot.domain.meeting.events.lifecycle import (
    Cancelled,
    Closed,
    Invited,
    LifecycleEvent,
    Moved,
    Opened,
    Reminded,
    Told,
    ToldRoom,
)
from bot.domain.meeting.events.minutes import InMinutes, MinutesEvent, Noted
from bot.domain.meeting.events.participants import (
    Admitted,
    CodeIssued,
    Identified,
    LinkAsked,
    LinkDeclined,
    Linked,
    Named,
    ParticipantEvent,
    Regrouped,
    Unlinked,
)
from bot.domain.meeting.events.phases import (
    PhaseEvent,
    PhaseExtended,
    PhaseHalved,
    PhasePaused,
    PhaseResumed,
    PhaseStarted,
    PhaseTimeUp,
    PhaseWarned,
)
from bot.domain.meeting.events.queue import (
    Away,
    Form,
    HandLowered,
    HandRaised,
    HandsTold,
    Joined,
    Passed,
    QueueCleared,
    QueueClosed,
    QueueControlEvent,
    QueueEvent,
    QueueReopened,
    Rejoined,
    Removed,
    Returned,
    TextAttached,
    TextRemoved,
    TextRevised,
    WaitingEvent,
    Withdrawn,
)
from bot.domain.meeting.events.rule import RuleChanged
from bot.domain.meeting.events.stage import CameToStage, LeftStage, StageEvent, StageMissed

Event = (
    LifecycleEvent
    | AfterwardsEvent
    | ParticipantEvent
    | QueueEvent
    | FloorEvent
    | PhaseEvent
    | StageEvent
    | MinutesEvent
    | DecisionEvent
    | RuleChanged
)


class RecordedEvent(Struct, frozen=True):
    """An event and when it happened."""

    event: Event
    at: datetime


__all__ = [
    "Absent",
    "Admitted",
    "AfterwardsEvent",
    "Attributes",
    "Away",
    "CalledNext",
    "CameToStage",
    "Cancelled",
    "ChannelLost",
    "ChannelOpened",
    "Closed",
    "CodeIssued",
    "ConfirmationAsked",
    "CoordinatorNamed",
    "CoordinatorReleased",
    "Course",
    "DecisionEvent",
    "DecisionMade",
    "Event",
    "FloorEvent",
    "FloorGiven",
    "FloorLeft",
    "FollowedUp",
    "Form",
    "GroupClosed",
    "GroupEnded",
    "GroupFed",
    "HandLowered",
    "HandRaised",
    "HandedOver",
    "HandsTold",
    "Identified",
    "InMinutes",
    "Invited",
    "Joined",
    "Left",
    "LeftStage",
    "LetInAgain",
    "LifecycleEvent",
    "LinkAsked",
    "LinkDeclined",
    "Linked",
    "Manner",
    "MinutesEvent",
    "Moved",
    "Named",
    "Noted",
    "Opened",
    "ParticipantEvent",
    "Passed",
    "PhaseEvent",
    "PhaseExtended",
    "PhaseHalved",
    "PhasePaused",
    "PhaseResumed",
    "PhaseStarted",
    "PhaseTimeUp",
    "PhaseWarned",
    "PutOut",
    "Question",
    "QueueCleared",
    "QueueClosed",
    "QueueControlEvent",
    "QueueEvent",
    "QueueReopened",
    "RecordedEvent",
    "Regrouped",
    "Rejoined",
    "RelayChosen",
    "RelayTurned",
    "Reminded",
    "Removed",
    "Returned",
    "RuleChanged",
    "StageEvent",
    "StageMissed",
    "Stayed",
    "TextAttached",
    "TextRemoved",
    "TextRevised",
    "Told",
    "ToldRoom",
    "TurnExtended",
    "TurnTimeUp",
    "TurnWarned",
    "Undone",
    "Unlinked",
    "WaitingEvent",
    "Withdrawn",
]
