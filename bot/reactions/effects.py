"""What a reaction goes by, and what it gives: values that the services turn into deliveries."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from bot.domain.identity import Identity, Place
from bot.domain.meeting.state import Meeting
from bot.domain.message import Message

SOON = timedelta(minutes=3)
"""A word about what is to be done now is worth nothing later than this."""


@dataclass(frozen=True)
class Transition:
    """An event's moment, the state it met, and the state at the end of its batch."""

    at: datetime
    before: Meeting
    end: Meeting


@dataclass(frozen=True)
class Tell:
    """Post in the meeting's rooms, in the moderators' rooms, or in one place."""

    to: Literal["rooms", "moderators"] | Place
    message: Message
    urgent: bool = False
    """True where somebody is to be pinged."""
    pinned: bool = False
    """True if it is to be kept at hand where the bot may do that."""
    expires: datetime | None = None


@dataclass(frozen=True)
class TellPerson:
    """Tell one person alone, by each account they have, but for one that is answered anyway."""

    person: int
    message: Message
    expires: datetime | None = None
    but: Identity | None = None


@dataclass(frozen=True)
class ShowBoard:
    """The board of every room is to be brought up to date; with `again`, posted anew at the end."""

    again: bool = False


@dataclass(frozen=True)
class ShowPages:
    """What a group shares is to be brought up to date in each of its channels."""


@dataclass(frozen=True)
class ListenIn:
    """What people write in that channel is to be heard from now on."""

    place: Place


@dataclass(frozen=True)
class OpenChannels:
    """A coordination channel is to be opened on each platform in use that has none yet."""


@dataclass(frozen=True)
class Invite:
    """Somebody is let into a coordination channel, by those accounts alone that asked for it."""

    place: Place
    who: int


@dataclass(frozen=True)
class LetGo:
    """Somebody leaves a coordination channel, with every account of theirs."""

    place: Place
    person: int


@dataclass(frozen=True)
class WakeGroup:
    """The group that a meeting feeds does what may be missing in it."""


@dataclass(frozen=True)
class Speaking:
    """Somebody who is on a Stage is invited to speak there, or goes back to the audience."""

    person: int
    speaks: bool
    expires: datetime | None = None


@dataclass(frozen=True)
class TakeDownHand:
    """A raised hand that has done what it was raised for comes down, so that it can be raised again."""

    hand: str
    expires: datetime


@dataclass(frozen=True)
class TryAgain:
    """What platforms refused of the meeting is tried again, as far as it is still so."""


Effect = (
    Tell
    | TellPerson
    | ShowBoard
    | ShowPages
    | OpenChannels
    | Invite
    | LetGo
    | ListenIn
    | Speaking
    | TakeDownHand
    | TryAgain
    | WakeGroup
)
