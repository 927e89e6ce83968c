"""The first step of every command that changes something: its author gets a number in the meeting."""

from msgspec import Struct

from bot.commands.elsewhere import Elsewhere
from bot.commands.model import Request
from bot.domain.meeting.decide.participants import admit
from bot.domain.meeting.decision import AddAccount, AddProfile, Change
from bot.domain.meeting.events import Event, Identified, RecordedEvent
from bot.domain.meeting.fold import fold
from bot.domain.meeting.group.membership import stated
from bot.domain.meeting.names import platform_name
from bot.domain.meeting.state import Meeting
from bot.domain.plan import REMOTE


class Participation(Struct, frozen=True):
    """A participant at the door: the meeting with them in it, and the change that let them in."""

    meeting: Meeting
    person: int
    change: Change


def ensure_participant(meeting: Meeting, request: Request) -> Participation:
    """The author as a participant.

    Whoever first acts in a room goes by the name that the room shows anyway; whoever first acts in a direct
    chat is a guest until they choose a name, since being named there may be dangerous.
    """
    asker = request.asker
    if asker.person is not None and asker.person in meeting.participants:
        return Participation(meeting, asker.person, Change())
    whole = meeting.plan.from_group
    known = request.elsewhere(whole) if whole else None
    if known is not None:
        return _known(meeting, request, known)
    admitted = admit(meeting, REMOTE)
    name = None if asker.direct else platform_name(asker.shown_name)
    change = Change(
        (admitted,), (AddProfile(admitted.person, asker.identity, name, language=asker.language),)
    )
    return Participation(after(meeting, change.events, request), admitted.person, change)


def _known(meeting: Meeting, request: Request, known: Elsewhere) -> Participation:
    """Whoever comes from the group is here what they are there; unseen there, they are a guest here."""
    admitted, theirs = admit(meeting, REMOTE), known.meeting.participants[known.person]
    number, profile = admitted.person, known.profile
    name = None if theirs.quietly else profile.name
    language = profile.language or request.asker.language
    values = stated(theirs.values)
    events: tuple[Event, ...] = (admitted, Identified(number, values)) if values else (admitted,)
    change = Change(
        events,
        (
            AddProfile(number, None, name, profile.kind == "chosen" and name is not None, language),
            *(AddAccount(number, each.identity, frozenset(), stays=False) for each in known.accounts),
        ),
    )
    return Participation(after(meeting, events, request), number, change)


def after(meeting: Meeting, events: tuple[Event, ...], request: Request) -> Meeting:
    """The meeting as it is once these events are saved."""
    return fold(meeting, [RecordedEvent(event, request.now) for event in events])
