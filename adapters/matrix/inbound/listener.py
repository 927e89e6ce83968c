"""From an event of a room to the bot's inbox."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from adapters.matrix.api import Json, Refused, route
from adapters.matrix.encryption.crypto import Crypto
from adapters.matrix.inbound.addressing import Bot
from adapters.matrix.inbound.events import (
    RaisedHand,
    Sealed,
    TextMessage,
    TookBack,
    Unsaid,
    heard,
    homeserver,
)
from adapters.matrix.inbound.hand_reactions import HandReactions
from adapters.matrix.outbound.markup import NAME
from adapters.matrix.rooms.direct_rooms import DirectRooms
from adapters.matrix.rooms.rooms import Rooms
from adapters.matrix.session import Session
from bot.domain.identity import Identity, Place
from bot.ports.clock import Clock
from bot.ports.platform import Hand, Inbox, Invocation, TypedRequest


@dataclass
class Listener:
    """Knows which rooms count, and hands in what is said there."""

    session: Session
    crypto: Crypto
    rooms: Rooms
    direct_rooms: DirectRooms
    hand_reactions: HandReactions
    clock: Clock
    knows: Callable[[str], bool]
    """Whether words are a command."""
    _name: str = ""

    async def learn_name(self) -> None:
        """The name by which people address the bot."""
        try:
            profile = await self.session.api.call("GET", route("profile", self.session.me))
        except Refused:
            profile = {}
        self._name = str(profile.get("displayname") or "")

    def direct(self, room_id: str) -> bool:
        """Whether the room is a direct chat (never so if it is a meeting's)."""
        return self.rooms.place_of(room_id) is None and self.direct_rooms.partner(room_id) is not None

    def cares(self, room_id: str) -> bool:
        """Whether anything in this room is for the bot: it serves no room that it was merely asked into."""
        return self.rooms.place_of(room_id) is not None or self.direct_rooms.partner(room_id) is not None

    async def hear(self, inbox: Inbox, room_id: str, event: Json) -> None:
        """Act on one event; on return it is kept."""
        author = event["sender"]
        direct = self.direct(room_id)
        if direct and author != self.direct_rooms.partner(room_id):
            return
        match heard(event, Bot(self.session.me, self._name, self.knows), direct=direct):
            case TextMessage(text, edits):
                await inbox.handle(self._invocation(room_id, event, text, edits))
            case RaisedHand(on) if await self._own(room_id, on):
                hand = Hand(_cause(event), up=True)
                await inbox.handle(replace(self._invocation(room_id, event, "join"), hand=hand))
                await self.hand_reactions.raised(room_id, event["event_id"], author)
            case TookBack(removed) if await self.hand_reactions.up(room_id, removed, author):
                hand = Hand(f"{NAME}:{removed}", up=False)
                await inbox.handle(replace(self._invocation(room_id, event, "withdraw"), hand=hand))
                await self.hand_reactions.lowered(room_id, removed, author)
            case TookBack(removed):
                await inbox.removed([f"{NAME}:{removed}"])
            case Unsaid(message):
                await inbox.removed([f"{NAME}:{message}"], Identity(NAME, author))
            case Sealed():
                await inbox.unreadable(
                    _cause(event), Identity(NAME, author), self._place(room_id), homeserver(author)
                )

    def _invocation(self, room_id: str, event: Json, text: str, edits: str | None = None) -> Invocation:
        return Invocation(
            cause=_cause(event),
            author=Identity(NAME, event["sender"]),
            author_name=self._shown_name(room_id, event["sender"]),
            place=self._place(room_id),
            direct=self.direct(room_id),
            request=TypedRequest(text),
            at=self.clock.now(),
            edits=edits and f"{NAME}:{edits}",
            server=homeserver(event["sender"]),
        )

    def _place(self, room_id: str) -> Place:
        return self.rooms.place_of(room_id) or Place(NAME, room_id)

    def _shown_name(self, room_id: str, user: str) -> str:
        return self.crypto.display_name(room_id, user) or user.removeprefix("@").split(":")[0]

    async def _own(self, room_id: str, event_id: str) -> bool:
        try:
            event = await self.session.api.call("GET", route("rooms", room_id, "event", event_id))
        except Refused:
            return False
        return event.get("sender") == self.session.me


def _cause(event: Json) -> str:
    return f"{NAME}:{event['event_id']}"
