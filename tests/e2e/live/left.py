"""What of the bot stands in the rooms and chats."""

import sqlite3
from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct

from tests.discord_server import DiscordServer
from tests.e2e.world import World
from tests.synapse import Person


def said_on_discord(server: DiscordServer) -> list[str]:
    """In channels, threads and direct chats; what one person alone was shown in passing is left out."""
    return [
        message.content
        for message in server.world.messages
        if message.author == server.bot and message.reader is None
    ]


class OnMatrix(Struct, frozen=True):
    """The account as its homeserver knows it."""

    rooms: Sequence[str]
    direct: object
    said: Sequence[str]
    """The kinds of its events in the meeting's rooms that still say something."""


async def left_on_matrix(stage: World) -> OnMatrix:
    bot = await as_bot(stage)
    chats = await bot.call("GET", f"/user/{bot.id}/account_data/m.direct")
    said = [kind for room in (stage.room, stage.moderators_room) for kind in await said_in(bot, room, bot.id)]
    return OnMatrix(sorted(await bot.joined_rooms()), chats, said)


async def said_in(reader: Person, room: str, author: str) -> list[str]:
    """The kinds of somebody's events in a room that still say something."""
    return [
        str(event["type"])
        for event in await reader.messages(room)
        if event["sender"] == author and event["content"] and event["type"] != "m.room.redaction"
        if "state_key" not in event
    ]


async def as_bot(stage: World) -> Person:
    """The bot's account, on a device of the test's own."""
    nobody = Person(stage.host.person.http, "", "", "")
    who = {"type": "m.id.user", "user": stage.host.bot}
    password = stage.bot.secrets["EVENFLOOR_MATRIX__PASSWORD"]
    body = {"type": "m.login.password", "identifier": who, "password": password}
    made = await nobody.call("POST", "/login", body)
    return Person(nobody.http, stage.host.bot, password, str(made["access_token"]))


def written_down(folder: Path) -> list[str]:
    """What the database holds of trials, by platform."""
    with sqlite3.connect(folder / "evenfloor.db") as connection:
        found = connection.execute("select value from cursor where name like 'live:%' order by name")
        return [str(value) for (value,) in found]
