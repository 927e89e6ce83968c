"""Matrix as the contract suite sees it: a real homeserver, and people who use plain HTTP."""

import asyncio
import re
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any

import pytest
from msgspec import Struct, field
from pydantic import HttpUrl, SecretStr

from adapters.matrix.offers.content import FIELD
from adapters.matrix.platform import MatrixPlatform
from adapters.matrix.settings import MatrixSettings
from bot.commands.table import commands
from bot.domain.changing import replace
from bot.domain.identity import Identity, Place
from tests.adapters.matrix.fakes import MemorySyncPositions, StillClock, soon
from tests.adapters.matrix.proxy import Line, proxy
from tests.contracts.venue import Seen, SeenFile
from tests.synapse import Person, Synapse, people
from tests.synapse.person import People
from tests.synapse.reading import quoted, thread

NAME = "matrix"


class MatrixVenue(Struct):
    """The bot's account, its rooms, and who is there."""

    settings: MatrixSettings
    line: Line
    accounts: People
    host: Person
    """Made the rooms."""
    bot: Person
    """The bot's account, used as a person would."""
    room: Place
    moderators_room: Place
    elsewhere: Place
    sync_positions: MemorySyncPositions = field(default_factory=MemorySyncPositions)
    persons: dict[str, Person] = field(default_factory=dict)
    direct_rooms: dict[str, str] = field(default_factory=dict)

    def platform(self, places: Sequence[Place] = ()) -> MatrixPlatform:
        places = places or (self.room, self.moderators_room)
        return MatrixPlatform(self.settings, self.sync_positions, StillClock(), places, commands(), soon)

    def encrypting(self) -> "MatrixVenue":
        """The same, where the bot can read and write encrypted rooms."""
        return replace(self, settings=self.settings.model_copy(update={"store_key": SecretStr("seal")}))

    async def person(self, name: str, *, moderator: bool = False) -> Identity:
        person = await self.accounts.person(name)
        self.persons[person.id] = person
        await person.join(self.room.id)
        if moderator:
            await self.host.set_power(self.room.id, person.id, 50)
            await self.host.invite(self.moderators_room.id, person.id)
            await person.join(self.moderators_room.id)
        return Identity(NAME, person.id)

    async def person_in(self, room: str, name: str) -> Identity:
        """Somebody who is in that room alone."""
        person = await self.accounts.person(name)
        self.persons[person.id] = person
        await person.join(room)
        return Identity(NAME, person.id)

    async def types(self, who: Identity, place: Place, text: str) -> str:
        return f"{NAME}:{await self.persons[who.id].say(place.id, f'!{text}')}"

    async def types_in_private(self, who: Identity, text: str) -> str:
        person = self.persons[who.id]
        if who.id not in self.direct_rooms:
            self.direct_rooms[who.id] = await person.create_room(
                preset="trusted_private_chat", is_direct=True, invite=[self.bot.id]
            )
        return f"{NAME}:{await person.say(self.direct_rooms[who.id], text)}"

    async def writes(self, who: Identity, place: Place, text: str, reply: str = "") -> str:
        content: dict[str, object] = _written(text)
        if reply:
            content["m.relates_to"] = {"m.in_reply_to": {"event_id": reply}}
        return await self.persons[who.id].send(place.id, content)

    async def shares(self, who: Identity, place: Place, name: str, content: bytes) -> str:
        person = self.persons[who.id]
        about = {"msgtype": "m.file", "body": name, "filename": name}
        return await person.send(place.id, {**about, "url": await person.upload(content)})

    async def rewrites(self, who: Identity, place: Place, message: str, text: str) -> None:
        new = _written(text)
        relation = {"rel_type": "m.replace", "event_id": message}
        content = {**new, "body": f"* {text}", "m.new_content": new, "m.relates_to": relation}
        await self.persons[who.id].send(place.id, content)

    async def reacts(self, who: Identity, place: Place, message: str, sign: str) -> str:
        return await self.persons[who.id].react(place.id, message, sign)

    async def takes_back(self, who: Identity, place: Place, message: str, reaction: str) -> None:
        del message
        await self.persons[who.id].redact(place.id, reaction)

    async def deletes(self, who: Identity, place: Place, message: str) -> None:
        await self.persons[who.id].redact(place.id, message)

    async def takes(
        self, who: Identity, place: Place | None, message: str, number: int, words: str = ""
    ) -> str:
        """A reaction with its sign in a room, its number in a direct chat."""
        person = self.persons[who.id]
        if place is not None:
            event: Any = await person.call("GET", f"/rooms/{place.id}/event/{message}")
            edit = event["unsigned"].get("m.relations", {}).get("m.replace")
            content = edit["content"]["m.new_content"] if edit else event["content"]
            return f"{NAME}:{await person.react(place.id, message, content[FIELD][number - 1]['sign'])}"
        await self.seen_by(who)  # with the invitation taken
        [chat] = await self._chats(person)
        return f"{NAME}:{await person.say(chat, f'{number} {words}'.rstrip())}"

    async def _chats(self, person: Person) -> list[str]:
        """The rooms in which somebody is alone with the bot."""
        return [
            room
            for room in await person.joined_rooms()
            if {person.id, self.bot.id}
            == {u for u, m in (await person.members(room)).items() if m != "leave"}
        ]

    async def repeat(self, cause: str) -> None:
        """Go back to the first position and break the line: the adapter reads it all once more."""
        del cause
        loaded = self.sync_positions.rewind()
        while not loaded.is_set():
            self.line.cut()  # aiohttp repeats a request by itself once
            with suppress(TimeoutError):
                await asyncio.wait_for(loaded.wait(), 0.2)

    async def seen_in(self, place: Place) -> Sequence[Seen]:
        reader = self.host if place == self.elsewhere else await self._member(place)
        return await self._seen(reader, await reader.messages(place.id))

    async def seen_by(self, who: Identity) -> Sequence[Seen]:
        person = self.persons[who.id]
        for room, by in (await person.invitations()).items():
            if by == self.bot.id:
                await person.join(room)
        found: list[dict[str, object]] = []
        for room in await self._chats(person):
            found += await person.messages(room)
        return await self._seen(person, sorted(found, key=_time))

    async def _seen(self, reader: Person, events: Sequence[Mapping[str, Any]]) -> Sequence[Seen]:
        """With their files, as the reader's client loads them."""
        said = _said(events, self.bot.id)
        files = [
            SeenFile(content["filename"], content["info"]["size"], await reader.download(content["url"]))
            if "url" in content
            else None
            for content, _ in said.values()
        ]
        return [
            replace(
                _one(content, edits),
                file=file,
                quoted=quoted(events, message),
                thread=thread(events, message),
            )
            for (message, (content, edits)), file in zip(said.items(), files, strict=True)
        ]

    async def inside(self, place: Place) -> frozenset[Identity]:
        there = (await self.bot.members(place.id)).items()
        ids = {who for who, how in there if how in ("join", "invite") and who != self.bot.id}
        return frozenset(Identity(NAME, who) for who in ids)

    async def coordinators(self, place: Place) -> frozenset[Identity]:
        users = (await self.bot.state(place.id, "m.room.power_levels"))["users"]
        assert isinstance(users, dict)
        return frozenset(Identity(NAME, who) for who, at in users.items() if at == 100 and who != self.bot.id)

    async def pinned(self, place: Place) -> Sequence[str]:
        found: Any = await (await self._member(place)).state(place.id, "m.room.pinned_events")
        return [str(each) for each in found["pinned"]]

    async def cut(self) -> None:
        self.line.cut()

    async def _member(self, place: Place) -> Person:
        """Somebody who is in the room: the host, or for a room of the bot's making the bot itself."""
        return self.host if place.id in await self.host.joined_rooms() else self.bot


@asynccontextmanager
async def contract_venue(request: pytest.FixtureRequest) -> AsyncIterator[MatrixVenue]:
    """For the suite that every platform passes."""
    synapse: Synapse = request.getfixturevalue("synapse")
    folder: Path = request.getfixturevalue("tmp_path")
    async with matrix_venue(synapse, folder) as venue:
        yield venue.encrypting()


@asynccontextmanager
async def matrix_venue(synapse: Synapse, folder: Path) -> AsyncIterator[MatrixVenue]:
    """A venue of its own on a shared homeserver."""
    async with people(synapse) as accounts, proxy(synapse.port) as line:
        host, bot = await accounts.person("Host"), await accounts.person("Evenfloor")
        room = await host.create_room(preset="public_chat", name="Hall")
        closed = await host.create_room(preset="private_chat", name="Moderators", invite=[bot.id])
        elsewhere = await host.create_room(preset="public_chat", name="Elsewhere", invite=[bot.id])
        settings = MatrixSettings(
            homeserver=HttpUrl(f"http://127.0.0.1:{line.port}"),
            user=bot.id,
            password=SecretStr(bot.password),
            store=folder / "matrix",
        )
        await bot.join(closed)
        yield MatrixVenue(
            settings,
            line,
            accounts,
            host,
            bot,
            Place(NAME, room),
            Place(NAME, closed),
            Place(NAME, elsewhere),
        )


def _written(html: str) -> dict[str, object]:
    format = {"format": "org.matrix.custom.html", "formatted_body": html}
    return {"msgtype": "m.text", "body": re.sub("<[^>]*>", "", html), **format}


def _said(events: Sequence[Mapping[str, Any]], bot: str) -> Mapping[str, tuple[Mapping[str, Any], int]]:
    """The bot's messages as clients put them together, and how often each was edited.

    Edits stand in place of what they replace.
    """
    shown: dict[str, tuple[Mapping[str, Any], int]] = {}
    for event in events:
        content = event["content"]
        if event["sender"] != bot or event["type"] != "m.room.message" or "body" not in content:
            continue
        relation = content.get("m.relates_to", {})
        if relation.get("rel_type") == "m.replace":
            _, edits = shown[relation["event_id"]]
            shown[relation["event_id"]] = content["m.new_content"], edits + 1
        else:
            shown[event["event_id"]] = content, 0
    return shown


def _one(content: Mapping[str, Any], edits: int) -> Seen:
    pinged = frozenset(Identity(NAME, user) for user in content["m.mentions"].get("user_ids", ()))
    return Seen(content["body"], content.get("formatted_body", content["body"]), pinged, edits)


def _time(event: Mapping[str, Any]) -> int:
    return int(event["origin_server_ts"])
