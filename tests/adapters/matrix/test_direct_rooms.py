"""Which of a person's chats are looked at."""

from collections.abc import Mapping
from contextlib import AsyncExitStack

import pytest
from nio import AsyncClient

from adapters.matrix.api import Api, Json
from adapters.matrix.rooms.direct_rooms import DirectRooms
from adapters.matrix.rooms.readers import Readers
from adapters.matrix.rooms.rooms import Rooms
from bot.ports.platform import Answering, TryLater
from tests.adapters.matrix.fakes import Recorder, StillClock, post, running
from tests.adapters.matrix.venue import MatrixVenue
from tests.synapse import Person

ANA = "@ana:example.org"


class OldChats(Api):
    """A homeserver on which Ana has a thousand of them."""

    async def call(
        self, method: str, path: str, body: Mapping[str, object] | None = None, within: float = 30
    ) -> Json:
        del method, body, within
        if path.endswith("/joined_rooms"):
            return {"joined_rooms": []}
        return {ANA: [f"!{n}:example.org" for n in range(1000)]}


async def test_of_a_thousand_chats_the_newest_few_are_looked_at_and_all_are_heard() -> None:
    api = OldChats(AsyncClient("https://example.org"))
    rooms = Rooms(api, ())
    readers = Readers(rooms, StillClock(), lambda: "@evenfloor:example.org")
    direct_rooms = DirectRooms(api, rooms, readers, lambda _: False)
    await direct_rooms.load("@evenfloor:example.org")
    assert direct_rooms.of(ANA) == [f"!{n}:example.org" for n in (999, 998, 997)]
    assert direct_rooms.of("@ben:example.org") == []
    assert direct_rooms.partner("!0:example.org") == ANA


@pytest.mark.sockets
async def test_who_asks_in_an_old_chat_is_answered_there(venue: MatrixVenue) -> None:
    platform, inbox = venue.platform(), Recorder()
    async with running(platform, inbox):
        ana = await venue.person("Ana")
        person = venue.persons[ana.id]
        chats: list[str] = []
        for _ in range(5):
            chats.append(
                await person.create_room(preset="private_chat", is_direct=True, invite=[venue.bot.id])
            )
            await person.until_member(chats[-1], venue.bot.id)
        asked = await inbox.hears(f"matrix:{await person.say(chats[0], 'join')}")
        await platform.direct_message(ana, post("Place 1"), "1", Answering(asked.cause, asked.place, ok=True))
        await platform.direct_message(ana, post("You are next"), "2")
        said = [await said_by(person, chat, venue.bot.id) for chat in chats]
    assert said == [["Place 1"], [], [], [], ["You are next"]]


@pytest.mark.sockets
@pytest.mark.parametrize("anew", [False, True], ids=["tried again", "started again"])
async def test_a_chat_that_was_made_and_not_remembered_is_the_persons_afterwards(
    venue: MatrixVenue, *, anew: bool
) -> None:
    platform, inbox = venue.platform(), Recorder()
    ana = await venue.person("Ana")
    async with AsyncExitStack() as stack:
        await stack.enter_async_context(running(platform, inbox))
        venue.line.instead[b"PUT /_matrix/client/v3/user/"] = b""
        with pytest.raises(TryLater):
            await platform.direct_message(ana, post("Place 1"), "1")
        venue.line.instead.clear()
        if anew:
            await stack.aclose()
            platform = venue.platform()
            await stack.enter_async_context(running(platform, inbox))
        await platform.direct_message(ana, post("Place 1"), "1")
        person = venue.persons[ana.id]
        [chat] = await person.invitations()
        await person.join(chat)
        assert await said_by(person, chat, venue.bot.id) == ["Place 1"]


async def said_by(reader: Person, chat: str, sender: str) -> list[object]:
    """What somebody said in a chat."""
    events = await reader.messages(chat)
    contents = [e["content"] for e in events if e["sender"] == sender and e["type"] == "m.room.message"]
    return [content["body"] for content in contents if isinstance(content, dict)]
