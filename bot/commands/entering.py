"""The first step of every command that changes something: its author gets a number in the meeting."""

from dataclasses import dataclass

from bot.commands.model import Request
from bot.domain.meeting.decide.people import admit
from bot.domain.meeting.decision import Change, Enrolment
from bot.domain.meeting.facts import Fact, Recorded
from bot.domain.meeting.fold import fold
from bot.domain.meeting.names import tidy_name
from bot.domain.meeting.state import Meeting
from bot.domain.plan import REMOTE


@dataclass(frozen=True)
class Entered:
    """A participant at the door: the meeting with them in it, and the change that let them in."""

    meeting: Meeting
    person: int
    change: Change


def enter(meeting: Meeting, request: Request) -> Entered:
    """The author as a participant.

    Whoever first acts in a room goes by the name that the room shows anyway; whoever first acts in a direct
    chat is a guest until they choose a name, since being named there may be dangerous.
    """
    asker = request.asker
    if asker.person is not None and asker.person in meeting.participants:
        return Entered(meeting, asker.person, Change())
    admitted = admit(meeting, REMOTE)
    name = None if asker.direct else tidy_name(asker.shown_name)
    change = Change((admitted,), (Enrolment(admitted.person, asker.identity, name),))
    return Entered(after(meeting, change.facts, request), admitted.person, change)


def after(meeting: Meeting, facts: tuple[Fact, ...], request: Request) -> Meeting:
    """The meeting as it is once these facts are saved."""
    return fold(meeting, [Recorded(fact, request.now) for fact in facts])
