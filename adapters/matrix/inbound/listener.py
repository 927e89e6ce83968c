"""From an event of a room to the bot's inbox."""

from collections.abc import Callable

from msgspec import Struct

from adapters.matrix.api import Json, Refused, route
from adapters.matrix.encryption.crypto import Crypto
from adapters.matrix.inbound.addressing import Bot
from adapters.matrix.inbound.events import (
    Heard,
    Reaction,
    Reply,
    Sealed,
    TextMessage,
    TookBack,
    Unsaid,
    age,
    arrived,
    heard,
    homeserver,
    redacted,
)
from adapters.matrix.inbound.hand_reactions import HandReactions
from adapters.matrix.offers.offered import Offered, signed
from adapters.matrix.outbound.answers import UNREAD
from adapters.matrix.outbound.markup import NAME
from adapters.matrix.relay.hearing import Listening
from adapters.matrix.rooms.direct_rooms import DirectRooms
from adapters.matrix.rooms.rooms import Rooms
from adapters.matrix.rooms.waiting_rooms import WaitingRooms
from adapters.matrix.session import Session
from bot.domain.changing import replace
from bot.domain.identity import Identity, Place
from bot.messages.document import Choice
from bot.messages.offers import PressedRequest, read
from bot.ports.clock import Clock
from bot.ports.platform import Hand, Inbox, Invocation, TypedRequest


class Listener(Struct):
    """Knows which rooms count, and hands in what is said there."""

    session: Session
    crypto: Crypto
    rooms: Rooms
    direct_rooms: DirectRooms
    waiting_rooms: WaitingRooms
    hand_reactions: HandReactions
    offered: Offered
    clock: Clock
    knows: Callable[[str], bool]
    """Whether words are a command."""
    listening: Listening
    sets_up: Callable[[str], bool]
    """Whether they are one of an organiser, as a room is to hear that waits for a code."""
    ignores: Callable[[str], bool]
    """Whether what an account says is not taken: it stands for somebody elsewhere."""
    stands: Callable[[Json], None]
    """Called with each event that may be acted on: where it stands, its answer belongs."""
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
        served = self.rooms.place_of(room_id) is not None or self.waiting_rooms.waits(room_id)
        return served or self.direct_rooms.partner(room_id) is not None

    async def hear(self, inbox: Inbox, room_id: str, event: Json) -> None:
        """Act on one event; on return it is kept."""
        author = event["sender"]
        direct = self.direct(room_id)
        await self._note(inbox, room_id, event, direct=direct)
        if self.ignores(author) or (direct and author != self.direct_rooms.partner(room_id)):
            return
        match self._heard(room_id, event, direct=direct):
            case TextMessage(text, edits) as said:
                taken = await self._taken(room_id, event, said) if direct else None
                await inbox.handle(self._invocation(room_id, event, taken or text, edits))
            case Reply() as reply:
                await self._reply(inbox, room_id, event, reply, direct=direct)
            case Reaction() as reaction:
                await self._react(inbox, room_id, event, reaction, direct=direct)
                await self._reacted(inbox, room_id, reaction.on)
            case TookBack(removed) if await self.hand_reactions.up(room_id, removed, author):
                hand = Hand(f"{NAME}:{removed}", up=False)
                await inbox.handle(replace(self._invocation(room_id, event, "withdraw"), hand=hand))
                await self.hand_reactions.lowered(room_id, removed, author)
            case TookBack(removed):
                await inbox.removed([f"{NAME}:{removed}"])
                await self._reacted(inbox, room_id, "")
            case Unsaid(message):
                await inbox.removed([f"{NAME}:{message}"], Identity(NAME, author))
                await self._said(inbox, room_id, event, direct=direct)
            case None:
                await self._said(inbox, room_id, event, direct=direct)
            case Sealed():
                # Another cause than that of the message, which may be taken up later.
                cause, place = f"{_cause(event)}{UNREAD}", self._place(room_id)
                await inbox.unreadable(cause, Identity(NAME, author), place, homeserver(author))

    async def _reply(self, inbox: Inbox, room_id: str, event: Json, reply: Reply, *, direct: bool) -> None:
        """What answers a question of the bot, or somebody's words."""
        taken = await self.offered.replied_among_others(room_id, reply.reply_to, reply.text)
        if taken:
            await inbox.handle(self._invocation(room_id, event, taken))
        else:
            await self._said(inbox, room_id, event, direct=direct)

    async def _said(self, inbox: Inbox, room_id: str, event: Json, *, direct: bool) -> None:
        """What is for nobody here may be for another room."""
        if direct or redacted(event):
            return
        sealed = self.crypto.encrypted(room_id) is not False
        talk = self.listening.talk(event, self._place(room_id), self.session.me, sealed=sealed)
        if talk is not None:
            await inbox.said(talk)

    async def _reacted(self, inbox: Inbox, room_id: str, on: str) -> None:
        """A reaction that was taken back is told of without the message that it was on."""
        place = self._place(room_id)
        if place in self.listening.rooms:
            await inbox.reacted(place, on)

    async def _note(self, inbox: Inbox, room_id: str, event: Json, *, direct: bool) -> None:
        """What matters of an event whoever sent it: the board is further up by it, or somebody has come."""
        if event["type"] == "m.room.message" and not direct and event["sender"] != self.session.me:
            inbox.talked(self._place(room_id))
        if self._newcomer(room_id, event):
            await inbox.newcomer(self._place(room_id), f"{NAME}/came/{event['event_id']}")

    def _newcomer(self, room_id: str, event: Json) -> bool:
        """Whether somebody came into a meeting's encrypted room: nobody gives them the keys of before."""
        served = self.rooms.place_of(room_id) is not None and self.crypto.encrypted(room_id) is True
        return served and event.get("state_key") != self.session.me and arrived(event)

    def _heard(self, room_id: str, event: Json, *, direct: bool) -> Heard | None:
        """What to act on; of a room that waits for a code nothing but that."""
        self.stands(event)
        told = heard(event, Bot(self.session.me, self._name, self.knows), direct=direct)
        code = isinstance(told, TextMessage) and self.sets_up(told.text)
        return told if code or not self.waiting_rooms.waits(room_id) else None

    async def _taken(self, room_id: str, event: Json, said: TextMessage) -> PressedRequest | None:
        """The choice that a number in a direct chat means, or a reply that is no command."""
        if said.edits or self.knows(said.text):
            return None
        if said.reply_to and (taken := await self.offered.replied(room_id, said.reply_to, said.text)):
            return taken
        return await self.offered.numbered(room_id, event, said.text)

    async def _react(
        self, inbox: Inbox, room_id: str, event: Json, reaction: Reaction, *, direct: bool
    ) -> None:
        """A press; a raised hand joins, as long as it is up, where none means something else."""
        question = await self.offered.by(room_id, reaction.on)
        if question is None:
            return
        chosen = signed(question, reaction.key)
        asked = PressedRequest(chosen.token) if chosen else "join"
        if reaction.hand and not direct and (chosen is None or _joins(chosen)):
            hand = Hand(_cause(event), up=True)
            await inbox.handle(replace(self._invocation(room_id, event, asked), hand=hand))
            await self.hand_reactions.raised(room_id, event["event_id"], event["sender"])
        elif chosen is not None:
            await inbox.handle(self._invocation(room_id, event, asked))

    def _invocation(
        self, room_id: str, event: Json, asked: str | PressedRequest, edits: str | None = None
    ) -> Invocation:
        return Invocation(
            cause=_cause(event),
            author=Identity(NAME, event["sender"]),
            author_name=self._shown_name(room_id, event["sender"]),
            place=self._place(room_id),
            direct=self.direct(room_id),
            request=TypedRequest(asked) if isinstance(asked, str) else asked,
            at=self.clock.now() - age(event),
            edits=edits and f"{NAME}:{edits}",
            server=homeserver(event["sender"]),
        )

    def _place(self, room_id: str) -> Place:
        return self.rooms.place_of(room_id) or Place(NAME, room_id)

    def _shown_name(self, room_id: str, user: str) -> str:
        return self.crypto.display_name(room_id, user) or user.removeprefix("@").split(":")[0]


def _joins(choice: Choice) -> bool:
    offered = read(choice.token)
    return offered is not None and offered.command.split()[:1] == ["join"]


def _cause(event: Json) -> str:
    return f"{NAME}:{event['event_id']}"
