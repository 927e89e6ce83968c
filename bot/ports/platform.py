"""What a chat platform must be able to do for the bot, and what it hands in.

Errors are two: what will never work (Undeliverable) and what may work later (TryLater).
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol

from msgspec import Struct

from bot.domain.identity import Identity, Place
from bot.domain.message import Message
from bot.messages.document import Document
from bot.messages.offers import PressedRequest
from bot.ports.capabilities import Capabilities
from bot.ports.inspection import Inspection
from bot.ports.premises import Expecting, RoomNews
from bot.ports.relay import Overhearing
from bot.ports.stage import StageAct


class Undeliverable(Exception):
    """It will not work however often it is tried: no such room, no permission, closed messages."""


class ChatClosed(Undeliverable):
    """Somebody takes no private messages from the bot, or has left the chat with it."""


class TryLater(Exception):
    """It may work later: no connection, a limit of rate; `after` is the platform's own wish in seconds."""

    def __init__(self, reason: str, after: float | None = None) -> None:
        super().__init__(reason)
        self.after = after


class SlowDown(TryLater):
    """The platform takes no more of this account for so many seconds, wherever it would go."""

    def __init__(self, reason: str, after: float) -> None:
        super().__init__(reason, after)
        self.seconds = after


class ChatLater(TryLater):
    """The platform lets the account open no other chat just now, but perhaps after so many seconds."""


class Misconfigured(Exception):
    """Something a person must mend; its text says what and how."""


class TypedRequest(Struct, frozen=True):
    """A command as somebody typed it, without the platform's prefix: "join", "identify cs ap"."""

    text: str


class ChosenRequest(Struct, frozen=True):
    """A command that the platform already took apart: its name, and raw text by parameter name."""

    command: str
    arguments: Mapping[str, str]


class Hand(Struct, frozen=True):
    """A gesture in place of words: a hand put up or taken down, known by the cause of its being put up."""

    raised: str
    up: bool


class Pointed(Struct, frozen=True):
    """An account that a command was given on, and a message of theirs by its cause, where it was that."""

    account: Identity
    message: str | None = None


class Invocation(Struct, frozen=True):
    """One command on its way in."""

    cause: str
    """The native event's own id, with the platform before it: "matrix:$abc", "discord:123".

    A repeat changes nothing.
    """
    author: Identity
    author_name: str
    """The name the platform shows for the author."""
    place: Place
    direct: bool
    """True in a chat between the author and the bot alone."""
    request: TypedRequest | ChosenRequest | PressedRequest
    at: datetime
    """When it arrived, or was sent, if it was read in a history."""
    language: str | None = None
    """The language code the platform tells of the author ("fr"), if it does."""
    edits: str | None = None
    """The cause of the message that this one replaces, if it is an edit."""
    hand: Hand | None = None
    """The gesture that it was, where it was one; the request says the same in words."""
    target: Pointed | None = None
    """What it was given on; the request names it as well."""
    read: bool = True
    """False where the words could not be read: they are missing."""
    server: str = ""
    """Where its author comes from: a homeserver's name, a Discord server's id; empty where nothing tells."""


class Suggestion(Struct, frozen=True):
    """One offer while somebody is still typing an argument: what is shown and what is sent."""

    label: str
    value: str


class Inbox(Expecting, Overhearing, RoomNews, Protocol):
    """Where adapters hand in what people asked for."""

    async def handle(self, invocation: Invocation) -> bool:
        """Decide and save; on return it is kept, or its author knows. A repeat changes nothing.

        False if it is passed over and no answer will come, since its author gives too many and was told so.
        """
        ...

    async def suggest(self, partial: Invocation, parameter: str) -> Sequence[Suggestion]:
        """Offers for a parameter (named) whose text so far stands in the invocation's arguments."""
        ...

    async def unreadable(self, cause: str, author: Identity, place: Place, server: str = "") -> None:
        """Somebody wrote, but it could not be read (an encrypted message without its key)."""
        ...

    async def removed(self, messages: Sequence[str], by: Identity | None = None) -> None:
        """Messages are gone, by their causes, or with `by` say something else that is for nobody here.

        Only those that `by` wrote then; who may remove messages, their platform knows.
        """
        ...

    async def warn(self, notice: Message, key: str, place: Place | None = None, gone: bool = False) -> None:
        """Something that every meeting's moderators should know; the same key tells each room once a week.

        With a place, that room is lost, or gone for good: only meetings in it are told, in other rooms.
        """
        ...

    async def on_stage(self, who: Identity, place: Place, act: StageAct, hand: str = "") -> None:
        """Somebody came to a Stage, or left it, or lost a hand; told again, it changes nothing."""
        ...


class Answering(Struct, frozen=True):
    """The command that a private message answers: where it was given, and its native id."""

    cause: str
    place: Place
    ok: bool
    """False for a refusal."""
    read: bool = True
    """False where the command could not be read: the answer must not go where its key is missing as well."""
    shown: bool = False
    """True where it says no more than everybody in that room may see: a mark there can stand for it."""
    sparing: bool = False
    """True while the platform limits what is sent: no chat is opened for what a mark says, and not both."""


class ChannelSpec(Struct, frozen=True):
    """A private channel to make: its name, what it is about, and where it hangs."""

    marker: str
    """Stands with the channel on the platform, so that one made before a crash is found and adopted."""
    name: str
    topic: str
    near: Place
    """A configured room of the meeting: the channel is made in the same server or space."""
    rooms: Sequence[Place] = ()
    """All that the meeting has, beside one of which it may hang where it cannot beside that."""


class Platform(Protocol):
    """One connection to one chat platform."""

    @property
    def name(self) -> str:
        """The platform's word in places, identities and configuration ("discord")."""
        ...

    @property
    def capabilities(self) -> Capabilities:
        """What this platform has."""
        ...

    async def run(self, inbox: Inbox) -> None:
        """Stay connected and hand in what people ask for, until cancelled. Reconnects by itself."""
        ...

    async def ready(self) -> None:
        """Return once messages can be sent."""
        ...

    async def post(self, place: Place, document: Document, key: str) -> str:
        """Post in a room; the same key makes no second message. Returns the message's native id."""
        ...

    async def edit(self, place: Place, message: str, document: Document, key: str) -> None:
        """Replace a message of the bot's own; Undeliverable if it is gone."""
        ...

    async def direct_message(
        self, to: Identity, document: Document, key: str, answering: Answering | None = None
    ) -> str:
        """Tell one person alone, as privately as the platform can."""
        ...

    async def open_channel(self, spec: ChannelSpec, key: str) -> Place:
        """Make a private channel, or find the one that already bears the marker."""
        ...

    async def invite(self, place: Place, who: Identity, coordinator: bool = False) -> None:
        """Let somebody into a private channel; harmless if they are in it or invited already.

        A coordinator is to be able to run it even if the bot is lost, as far as the platform lets the bot
        give such a right. Nobody's rights are ever taken or lowered.
        """
        ...

    async def may_moderate(self, who: Identity, place: Place) -> bool:
        """Whether the platform gives this person a moderator's power in that (configured) room."""
        ...

    async def inspect(self, places: Sequence[Place], beside: Sequence[Sequence[Place]] = ()) -> Inspection:
        """What to know before serving these rooms (check --online); `beside` are those of each meeting."""
        ...
