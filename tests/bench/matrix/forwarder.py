"""The least that a relay can do: what is written in one room is written in the other, in order, and not kept.

Run as `python -m tests.bench.matrix.forwarder HOMESERVER USER ROOM API GATEWAY CHANNEL`, the password in
PASSWORD and Discord's token in TOKEN.
"""

import asyncio
import os
import sys

import discord
import yarl
from discord.gateway import DiscordWebSocket
from discord.http import Route
from nio import AsyncClient, RoomMessageText, SyncResponse

ALL = {"room": {"timeline": {"limit": 1000}}}
"""Of a burst nothing is left out of an answer."""


class Here(discord.Client):
    """The end on Discord."""

    def __init__(self, channel: int, said: "asyncio.Queue[str]") -> None:
        words = discord.Intents(guilds=True, guild_messages=True, message_content=True)
        super().__init__(intents=words, max_messages=None)
        self._channel = channel
        self._said = said
        self.there = asyncio.Event()

    async def on_ready(self) -> None:
        """It can send."""
        self.there.set()

    async def on_message(self, message: discord.Message) -> None:
        """In the order in which they come."""
        if message.channel.id == self._channel and not message.author.bot:
            self._said.put_nowait(f"{message.author.display_name}: {message.content}")


async def main(homeserver: str, user: str, room: str, api: str, gateway: str, channel: str) -> None:
    """Until it is ended."""
    Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY = api, yarl.URL(gateway)
    said: asyncio.Queue[str] = asyncio.Queue()
    heard: asyncio.Queue[str] = asyncio.Queue()
    here, there = Here(int(channel), said), AsyncClient(homeserver, user)
    await there.login(os.environ["PASSWORD"])
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(here.start(os.environ["TOKEN"]))
        tasks.create_task(_listened(there, room, heard))
        tasks.create_task(_brought_there(there, room, said))
        await here.there.wait()
        tasks.create_task(_brought_here(here, int(channel), heard))


async def _listened(client: AsyncClient, room: str, heard: "asyncio.Queue[str]") -> None:
    while True:
        news = await client.sync(timeout=30_000, sync_filter=ALL)
        assert isinstance(news, SyncResponse), news
        for invited in news.rooms.invite:
            await client.join(invited)
        told = news.rooms.join.get(room)
        for event in told.timeline.events if told else ():
            if isinstance(event, RoomMessageText) and event.sender != client.user_id:
                heard.put_nowait(f"{event.sender}: {event.body}")


async def _brought_there(client: AsyncClient, room: str, said: "asyncio.Queue[str]") -> None:
    while True:
        await client.room_send(room, "m.room.message", {"msgtype": "m.text", "body": await said.get()})


async def _brought_here(client: discord.Client, channel: int, heard: "asyncio.Queue[str]") -> None:
    where = client.get_partial_messageable(channel)
    while True:
        await where.send(await heard.get())


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
