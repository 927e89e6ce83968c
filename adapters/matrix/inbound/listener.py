"""From an event of a room to the bot's inbox."""

from adapters.matrix.api import Json, Refused, route
from adapters.matrix.encryption.crypto import Crypto
from adapters.matrix.inbound.events import Bot, RaisedHand, Sealed, TextMessage, TookBack, heard
from adapters.matrix.inbound.hand_reactions import HandReactions
from adapters.matrix.outbound.markup import NAME
from adapters.matrix.rooms.direct_rooms import DirectRooms
from adapters.matrix.rooms.rooms import Rooms
from adapters.matrix.session import Session
from bot.domain.identity import Identity, Place
from bot.ports.clock import Clock
from bot.ports.platform import Inbox, Invocation, TypedRequest


class Listener:
    """Knows which rooms count, and hands in what is said there."""

    def __init__(
        self,
        session: Session,
        crypto: Crypto,
        rooms: Rooms,
        direct_rooms: DirectRooms,
        hands: HandReactions,
        clock: Clock,
    ) -> None:
        self._session = session
        self._crypto = crypto
        self._rooms = rooms
        self._direct_rooms = direct_rooms
        self._hand_reactions = hands
        self._clock = clock
        self._name = ""

    async def learn_name(self) -> None:
        """The name by which people address the bot."""
        try:
            profile = await self._session.api.call("GET", route("profile", self._session.me))
        except Refused:
            profile = {}
        self._name = str(profile.get("displayname") or "")

    def direct(self, room_id: str) -> bool:
        """Whether the room is a direct chat (never so if it is a meeting's)."""
        return self._rooms.place_of(room_id) is None and self._direct_rooms.partner(room_id) is not None

    def cares(self, room_id: str) -> bool:
        """Whether anything in this room is for the bot: it serves no room that it was merely asked into."""
        return self._rooms.place_of(room_id) is not None or self._direct_rooms.partner(room_id) is not None

    async def hear(self, inbox: Inbox, room_id: str, event: Json) -> None:
        """Act on one event; on return it is kept."""
        author = event["sender"]
        direct = self.direct(room_id)
        if direct and author != self._direct_rooms.partner(room_id):
            return
        match heard(event, Bot(self._session.me, self._name), direct=direct):
            case TextMessage(text):
                await inbox.handle(self._invocation(room_id, event, text))
            case RaisedHand(on) if await self._own(room_id, on):
                await inbox.handle(self._invocation(room_id, event, "join"))
                await self._hand_reactions.raised(room_id, event["event_id"], author)
            case TookBack(reaction) if await self._hand_reactions.up(room_id, reaction, author):
                await inbox.handle(self._invocation(room_id, event, "withdraw"))
                await self._hand_reactions.lowered(room_id, reaction, author)
            case Sealed():
                await inbox.unreadable(_cause(event), Identity(NAME, author), self._place(room_id))

    def _invocation(self, room_id: str, event: Json, text: str) -> Invocation:
        return Invocation(
            cause=_cause(event),
            author=Identity(NAME, event["sender"]),
            author_name=self._shown_name(room_id, event["sender"]),
            place=self._place(room_id),
            direct=self.direct(room_id),
            request=TypedRequest(_storable(text)),
            at=self._clock.now(),
        )

    def _place(self, room_id: str) -> Place:
        return self._rooms.place_of(room_id) or Place(NAME, room_id)

    def _shown_name(self, room_id: str, user: str) -> str:
        name = self._crypto.display_name(room_id, user) or user.removeprefix("@").split(":")[0]
        return _storable(name)

    async def _own(self, room_id: str, event_id: str) -> bool:
        try:
            event = await self._session.api.call("GET", route("rooms", room_id, "event", event_id))
        except Refused:
            return False
        return event.get("sender") == self._session.me


def _storable(text: str) -> str:
    """Without halves of characters and NULs, which JSON can hold and databases cannot."""
    return (
        text.encode("utf-16", "replace")
        .decode("utf-16", "replace")
        .replace("\0", "\N{REPLACEMENT CHARACTER}")
    )


def _cause(event: Json) -> str:
    return f"{NAME}:{event['event_id']}"
