"""Bare sends: what is said in the moderators' room is sent to every other room, ten at a time.

Run as `python -m tests.bench.matrix.sends HOMESERVER USER MODERATORS_ROOM`, the password in PASSWORD.
"""

import asyncio
import os
import sys

from nio import AsyncClient, RoomMessageText, SyncResponse

AT_ONCE = 10
"""Where matrix-nio and Synapse are fastest."""


async def main(homeserver: str, user: str, moderators: str) -> None:
    """Until it is ended."""
    client, few = AsyncClient(homeserver, user), asyncio.Semaphore(AT_ONCE)
    await client.login(os.environ["PASSWORD"])

    async def send(room: str, words: str) -> None:
        async with few:
            await client.room_send(room, "m.room.message", {"msgtype": "m.notice", "body": words})

    while True:
        news = await client.sync(timeout=30_000)
        assert isinstance(news, SyncResponse), news
        for invited in news.rooms.invite:
            await client.join(invited)
        told = news.rooms.join.get(moderators)
        for event in told.timeline.events if told else ():
            if isinstance(event, RoomMessageText) and event.sender != client.user_id:
                words = event.body.removeprefix("!announce ")
                await asyncio.gather(*(send(each, words) for each in client.rooms if each != moderators))


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
