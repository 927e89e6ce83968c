"""Direct chats: one person and the bot. The account itself remembers them (m.direct), as for every client."""

import asyncio
from collections.abc import Callable

from adapters.matrix.api import Api, Json, Limited, Refused, route
from adapters.matrix.inbound.sync_answer import part
from adapters.matrix.rooms.channels import MARKER
from adapters.matrix.rooms.readers import Readers
from adapters.matrix.rooms.rooms import Rooms
from bot.ports.platform import Undeliverable

PERSON = "direct_chat_with"
"""Where the marker of a direct chat that the bot made says with whom it is."""
FEW = 3
"""How many of somebody's chats are looked at for one in which they alone read."""


class DirectRooms:
    """Who is behind which direct chat."""

    def __init__(self, api: Api, rooms: Rooms, readers: Readers, bridged: Callable[[str], bool]) -> None:
        self._api = api
        self._rooms = rooms
        self._readers = readers
        self._bridged = bridged
        self._me = ""
        self._by_person: dict[str, list[str]] = {}
        self._unsure: set[str] = set()
        """For whom a chat may be there that is not remembered: an answer of the homeserver was lost."""
        self._changing = asyncio.Lock()

    async def load(self, me: str) -> None:
        """Read what the account remembers."""
        self._me = me
        try:
            told = await self._api.call("GET", self._path)
            self._by_person = {
                who: [room for room in part(told, who, list) if isinstance(room, str)] for who in told
            }
        except Refused as error:
            if error.code != "M_NOT_FOUND":
                raise
        await self._adopt()

    def welcome(self, person: str) -> bool:
        """Whether somebody may open one: not who is heard on another platform already."""
        return not self._bridged(person)

    def partner(self, room_id: str) -> str | None:
        """The person of a direct chat; None if the room is none."""
        return next((who for who, rooms in self._by_person.items() if room_id in rooms), None)

    async def remember(self, person: str, room_id: str) -> None:
        """From now on this room is the person's direct chat."""
        self._readers.enter(room_id)
        async with self._changing:
            others = [room for room in self._by_person.get(person, []) if room != room_id]
            await self._save({**self._by_person, person: [*others, room_id]})

    async def forget(self, room_id: str) -> None:
        """The room is no direct chat after all."""
        async with self._changing:
            kept = {who: [r for r in rooms if r != room_id] for who, rooms in self._by_person.items()}
            await self._save({who: rooms for who, rooms in kept.items() if rooms})

    async def alone(self, person: str, room_id: str, *, answering: bool = False) -> bool:
        """Whether nobody else reads the room, and the person still does.

        For an answer to what the sync told, it may have been looked up before.
        """
        ask = self._readers.recall if answering else self._readers.look
        try:
            return await ask(room_id) == {self._me, person}
        except Undeliverable:
            return False

    async def declined(self, person: str) -> bool:
        """Whether the person left the newest chat: unasked, they are not to be invited again."""
        try:
            return any([person not in await self._rooms.people(room) for room in self.of(person)[:1]])
        except Undeliverable:
            return False

    def of(self, person: str) -> list[str]:
        """The newest few rooms that are or were direct chats with the person, the newest first.

        Not all: whoever has made a thousand of them would cost a thousand questions with each answer.
        """
        return self._by_person.get(person, [])[: -FEW - 1 : -1]

    async def create(self, person: str) -> str:
        """A new direct chat; the person is invited, and has no more power than they need."""
        if person in self._unsure:
            before = self.of(person)
            await self._adopt()
            if (found := self.of(person)) != before:
                return found[0]
        self._unsure.add(person)
        try:
            made = await self._api.call("POST", route("createRoom"), _options(person))
        except (Refused, Limited):
            self._unsure.discard(person)
            raise
        await self.remember(person, made["room_id"])
        self._unsure.discard(person)
        return str(made["room_id"])

    async def _adopt(self) -> None:
        """Remember chats that the bot made, and then could not: nobody is asked into a second one."""
        known = {room for rooms in self._by_person.values() for room in rooms}
        for room_id in sorted(await self._rooms.joined() - known):
            if self._rooms.place_of(room_id) is None and (person := await self._made_for(room_id)):
                await self.remember(person, room_id)
                self._unsure.discard(person)

    async def _made_for(self, room_id: str) -> str | None:
        """Only a marker of the bot's own counts: anybody may put one into a room of theirs."""
        try:
            found = await self._rooms.state(room_id, MARKER)
        except Refused:
            return None
        return part(found["content"], PERSON, str) if found and found["sender"] == self._me else None

    async def _save(self, by_person: dict[str, list[str]]) -> None:
        await self._api.call("PUT", self._path, by_person)
        self._by_person = by_person

    @property
    def _path(self) -> str:
        return route("user", self._me, "account_data", "m.direct")


def _options(person: str) -> Json:
    marker = {"type": MARKER, "state_key": "", "content": {PERSON: person}}
    return {"preset": "private_chat", "is_direct": True, "invite": [person], "initial_state": [marker]}
