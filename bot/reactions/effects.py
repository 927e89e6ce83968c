"""What a reaction goes by, and what it gives: values that the services turn into deliveries."""

from datetime import datetime, timedelta
from typing import Literal

from msgspec import Struct

from bot.domain.identity import Identity, Place
from bot.domain.meeting.state import Meeting
from bot.domain.message import Message

SOON = timedelta(minutes=3)
"""A word about what is to be done now is worth nothing later than this."""


class Transition(Struct, frozen=True):
    """An event's moment, the state it met, and the state at the end of its batch."""

    at: datetime
    before: Meeting
    end: Meeting


class Tell(Struct, frozen=True):
    """Post in the meeting's rooms, in the moderators' rooms, or in one place."""

    to: Literal["rooms", "moderators"] | Place
    message: Message
    urgent: bool = False
    """True where somebody is to be pinged."""
    pinned: bool = False
    """True if it is to be kept at hand where the bot may do that."""
    expires: datetime | None = None


class TellPerson(Struct, frozen=True):
    """Tell one person alone, by each account they have, but for one that is answered anyway."""

    person: int
    message: Message
    expires: datetime | None = None
    but: Identity | None = None


class ShowBoard(Struct, frozen=True):
    """The board of every room is to be brought up to date; with `again`, posted anew at the end."""

    again: bool = False


class ShowPages(Struct, frozen=True):
    """What a group shares is to be brought up to date in each of its channels."""


class ListenIn(Struct, frozen=True):
    """What people write in that channel is to be heard from now on."""

    place: Place


class OpenChannels(Struct, frozen=True):
    """A coordination channel is to be opened on each platform in use that has none yet."""


class Invite(Struct, frozen=True):
    """Somebody is let into a coordination channel, by those accounts alone that asked for it."""

    place: Place
    who: int


class LetGo(Struct, frozen=True):
    """Somebody leaves a coordination channel, with every account of theirs."""

    place: Place
    person: int


class WakeGroup(Struct, frozen=True):
    """The group that a meeting feeds does what may be missing in it."""


class Speaking(Struct, frozen=True):
    """Somebody who is on a Stage is invited to speak there, or goes back to the audience."""

    person: int
    speaks: bool
    expires: datetime | None = None


class TakeDownHand(Struct, frozen=True):
    """A raised hand that has done what it was raised for comes down, so that it can be raised again."""

    hand: str
    expires: datetime


class TryAgain(Struct, frozen=True):
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
