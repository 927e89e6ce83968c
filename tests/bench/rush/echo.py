"""The least that a bot on Matrix can do: each message is answered where it stands, and nothing is kept.

Run as `python -m tests.bench.rush.echo HOMESERVER USER ROOM MODERATORS_ROOM`, the password in PASSWORD; what
is said in the moderators' room is answered in the other one.
"""

import asyncio
import itertools
import os
import sys
from collections.abc import Iterator

from nio import AsyncClient, RoomMessageText, SyncResponse


async def main(homeserver: str, user: str, room: str, moderators: str) -> None:
    """Until it is ended; no answer waits for another."""
    client, hands = AsyncClient(homeserver, user), itertools.count(1)
    await client.login(os.environ["PASSWORD"])
    async with asyncio.TaskGroup() as tasks:
        while True:
            news = await client.sync(timeout=30_000)
            assert isinstance(news, SyncResponse), news
            for invited in news.rooms.invite:
                tasks.create_task(client.join(invited))
            for where in _said(news, client.user_id):
                called = where == moderators
                body = "Somebody has the floor." if called else f"Your place now: {next(hands)}."
                content = {"msgtype": "m.text", "body": body}
                tasks.create_task(client.room_send(room if called else where, "m.room.message", content))


def _said(news: SyncResponse, me: str) -> Iterator[str]:
    """The room of each message of others."""
    for where, joined in news.rooms.join.items():
        for event in joined.timeline.events:
            if isinstance(event, RoomMessageText) and event.sender != me:
                yield where


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
