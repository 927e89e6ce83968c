"""A rush of hands on a homeserver with the limits that Synapse has by default, by the program itself."""

import asyncio
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from msgspec import Struct

from tests.bench.rush.hall import Hall, evenfloor, hall
from tests.synapse import Person, Synapse, people, running_synapse

pytestmark = [pytest.mark.sockets, pytest.mark.timeout(300)]

HANDS = 14
UNDER_WAY = 1
"""What may have been sent before a command was read."""
SPENT = 7
"""Sends from the first hand until all is told: floor, card, line, and four beside them."""


@pytest.fixture
def limited() -> Iterator[Synapse]:
    """The bot is limited as by default; people come in at once."""
    lifted = {"per_second": 1000, "burst_count": 1000}
    joining = {"rc_joins": {"local": lifted, "remote": lifted}, "rc_joins_per_room": lifted}
    with running_synapse(rate_limits=True, **joining) as synapse:
        yield synapse


class Event(Struct, frozen=True):
    """One in the room or the moderators' room."""

    at: int
    sender: str
    kind: str
    body: str
    edit: bool

    @property
    def lightest(self) -> bool:
        """A mark, or a board brought up to date."""
        return self.edit or self.kind == "m.reaction"


async def test_the_floor_is_read_before_boards_and_hands_are_confirmed_together(
    limited: Synapse, tmp_path: Path
) -> None:
    """By counts and order alone: how long it takes is the homeserver's to say."""
    async with people(limited) as accounts, hall(accounts) as made:
        crowd = [await accounts.person(f"P{number}") for number in range(HANDS)]
        for person in crowd:
            await person.join(made.room)
        async with evenfloor(limited, made, tmp_path, asyncio.subprocess.PIPE) as process:
            assert process.stderr is not None
            while b"limits what the bot sends" not in await process.stderr.readline():
                pass
            await made.say("open")
            await made.read("is open", made.room)
            await made.say("start")
            await made.read("Discussion, until", made.room)  # the board, which comes last
            for person in crowd:
                await person.say(made.room, "!join")
            await made.say("next")
            await made.read("has the floor", made.room)
            await made.read("Turn ", made.moderators)
            await made.watcher.until(lambda: len(_confirmed(made)) >= HANDS - 1)
        seen = await _timeline(made)
        rooms = await made.bot.joined_rooms()
    _check_order(seen, made)
    assert len([each for each in seen if each.body.startswith("In the queue:")]) <= 2
    assert len(rooms) == 3, "no direct chat was opened for an answer that the line gives"


def _confirmed(made: Hall) -> set[str]:
    """Who has been told, in the lines, that they wait; not whoever has been called meanwhile."""
    lines = [text for text in made.watcher.texts(made.room) if text.startswith("In the queue:")]
    words = " ".join(lines).replace(",", " ").split()
    return {word for word in words if word.startswith("P") and word[1:].isdigit()}


def _check_order(seen: Sequence[Event], made: Hall) -> None:
    asked = next(number for number, each in enumerate(seen) if each.body == "!next")
    ours = [each for each in seen[asked:] if each.sender == made.bot.id]
    floor = next(number for number, each in enumerate(ours) if "has the floor" in each.body)
    card = next(number for number, each in enumerate(ours) if each.body.startswith("Turn "))
    assert floor < card, ours
    assert len([each for each in ours[:floor] if each.lightest]) <= UNDER_WAY, ours
    assert not [each for each in ours[floor:card] if each.lightest], ours
    rush = next(number for number, each in enumerate(seen) if each.body == "!join")
    last = max(number for number, each in enumerate(seen) if each.body.startswith(("In the queue:", "Turn ")))
    assert len([each for each in seen[rush : last + 1] if each.sender == made.bot.id]) <= SPENT, seen


async def _timeline(made: Hall) -> Sequence[Event]:
    """What stands in both rooms, in the order in which the homeserver took it."""
    watcher: Person = made.watcher.person
    events = [
        event
        for room in (made.room, made.moderators)
        for event in (await _messages(watcher, room))["chunk"]
        if event["type"] in ("m.room.message", "m.reaction")
    ]
    return sorted(map(_event, events), key=lambda each: each.at)


async def _messages(watcher: Person, room: str) -> Mapping[str, Any]:
    return await watcher.call("GET", f"/rooms/{quote(room)}/messages?dir=b&limit=500")


def _event(event: Mapping[str, Any]) -> Event:
    content = event["content"]
    edit = content.get("m.relates_to", {}).get("rel_type") == "m.replace"
    return Event(
        event["origin_server_ts"], event["sender"], event["type"], str(content.get("body", "")), edit
    )
