"""What can be done on a platform, as values that wait in the outbox."""

from datetime import datetime

from msgspec import Struct

from bot.domain.identity import Identity, Place
from bot.domain.message import Message
from bot.ports.platform import Answering


class Post(Struct, frozen=True, tag_field="action", tag="post"):
    """A message in a room."""

    place: Place
    message: Message
    urgent: bool = False
    pinned: bool = False
    """True if it is pinned where the bot may."""
    answers: str = ""
    """The cause of the command that it answers, if it was given there."""


class DirectMessage(Struct, frozen=True, tag_field="action", tag="whisper"):
    """A message to one person; `answering` if it answers a command of theirs."""

    to: Identity
    message: Message
    language: str | None = None
    answering: Answering | None = None
    urgent: bool = False


class Board(Struct, frozen=True, tag_field="action", tag="board"):
    """The board of a room as it is when this is carried out; with `again`, posted anew.

    For newcomers who cannot read the one that hangs it is posted anew too, but not at once.
    """

    place: Place
    again: bool = False
    newcomers: bool = False


class RetireBoard(Struct, frozen=True, tag_field="action", tag="retire-board"):
    """A board in whose stead another hangs: one line is left, lest somebody reads it as the present one."""

    place: Place
    message: str


class ResourcePage(Struct, frozen=True, tag_field="action", tag="resource-page"):
    """What a group shares, as it is when this is carried out, in a channel of its own."""

    place: Place


class OpenChannel(Struct, frozen=True, tag_field="action", tag="open-channel"):
    """A coordination channel on the platform of a configured room."""

    near: Place


class LetIn(Struct, frozen=True, tag_field="action", tag="let-in"):
    """Somebody into a coordination channel."""

    place: Place
    who: Identity
    coordinator: bool = False
    """True if they are to be able to run it without the bot, where they have a moderator's right."""
    granted: bool = False
    """True if they are to have that whatever other right they have."""


class TakeOut(Struct, frozen=True, tag_field="action", tag="take-out"):
    """Somebody out of a coordination channel."""

    place: Place
    who: Identity


class Seat(Struct, frozen=True, tag_field="action", tag="seat"):
    """Somebody on a Stage is invited to speak while they have the floor, or goes back to the audience."""

    place: Place
    who: Identity
    speaks: bool


class TakeDown(Struct, frozen=True, tag_field="action", tag="take-down"):
    """A raised hand in a room, by its cause, if it is of that room."""

    place: Place
    hand: str


class TakeBack(Struct, frozen=True, tag_field="action", tag="take-back"):
    """A message of the bot's own about somebody who goes; the row (bot.domain.group.rows.Said) says which."""

    platform: str
    person: int
    number: int


class Listen(Struct, frozen=True, tag_field="action", tag="listen"):
    """What people write in a channel is to be heard, since a relay takes it to others."""

    place: Place


class Relay(Struct, frozen=True, tag_field="action", tag="relay"):
    """What somebody wrote in one channel of a group goes to another; the row (Utterance) says which.

    A later version takes the place of what stands there. Each file of it is an action of its own.
    """

    place: Place
    person: int
    number: int
    version: int
    message: Message
    file: str = ""
    """Which file of it this is; empty for its words."""
    follows: bool = False
    """True for a file behind words or another file: those say what the utterance answers."""
    files: tuple[str, ...] = ()
    """Of a later version: which files it still has."""


class Unrelay(Struct, frozen=True, tag_field="action", tag="unrelay"):
    """What stands of it in another channel goes, but for these files."""

    place: Place
    person: int
    number: int
    files: tuple[str, ...] = ()


class ShowReactions(Struct, frozen=True, tag_field="action", tag="show-reactions"):
    """How often which sign stands elsewhere on what somebody wrote, as it is when this is carried out."""

    place: Place
    person: int
    number: int


Action = (
    Post
    | DirectMessage
    | Board
    | RetireBoard
    | ResourcePage
    | OpenChannel
    | LetIn
    | TakeOut
    | Seat
    | TakeDown
    | TakeBack
    | Listen
    | Relay
    | Unrelay
    | ShowReactions
)


InChannel = ResourcePage | Listen | Relay | Unrelay | ShowReactions
"""What is done in the channels of groups alone."""
Silent = LetIn | RetireBoard | Seat | TakeDown
"""What leaves nothing to be written down."""


class Planned(Struct, frozen=True):
    """An action on its way to the outbox."""

    action: Action
    expires: datetime | None = None
