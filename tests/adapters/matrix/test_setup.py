"""A meeting is set up on a real homeserver: the code in the room, the rest with the bot alone, by numbers."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress
from datetime import timedelta

import pytest
from msgspec import Struct, field

from adapters.matrix.platform import MatrixPlatform
from bot.app import Dependencies, build_app
from bot.commands.table import commands
from bot.messages.catalogue import load_catalogues
from bot.setup.codes import keep_code
from storage.store import SqlStore
from tests.adapters.matrix.fakes import soon
from tests.adapters.matrix.venue import MatrixVenue
from tests.e2e.matrix_user import MatrixUser
from tests.services.setup.organiser import CODE
from tests.support.clock import MovedClock
from tests.synapse import Person

pytestmark = [pytest.mark.sockets, pytest.mark.timeout(120)]


class Serving(Struct):
    """A bot without a meeting."""

    venue: MatrixVenue
    store: SqlStore
    clock: MovedClock
    _running: "asyncio.Task[None] | None" = None
    _watching: list["asyncio.Task[None]"] = field(default_factory=list)

    async def start(self) -> None:
        settings, positions = self.venue.settings, self.venue.sync_positions
        platform = MatrixPlatform(settings, positions, self.clock, (), commands(), soon)
        given = Dependencies(
            self.store, {"matrix": platform}, self.clock, lambda: 0.5, board_pause=timedelta(0)
        )
        self._running = asyncio.create_task(build_app(given, commands(), load_catalogues(), {}).run())
        async with asyncio.timeout(30):
            await platform.ready()

    async def stop(self) -> None:
        if self._running is not None:
            self._running.cancel()
            with suppress(asyncio.CancelledError):
                await self._running

    async def user(self, name: str) -> "Organiser":
        user = MatrixUser(await self.venue.accounts.person(name), self.venue.bot.id)
        self._watching.append(asyncio.create_task(user.watch()))
        return Organiser(user, self)

    async def end(self) -> None:
        for task in self._watching:
            task.cancel()
        await asyncio.gather(*self._watching, return_exceptions=True)
        await self.stop()

    async def code(self, code: str = CODE) -> None:
        await self.store.write(lambda tx: keep_code(tx, code, self.clock.now()))

    async def planned(self) -> list[str]:
        return list((await self.store.read(lambda tx: tx.planned.all())).values())


class Organiser(Struct):
    """Somebody with a client, who answers the bot in the chat with it."""

    user: MatrixUser
    serving: Serving

    @property
    def person(self) -> Person:
        return self.user.person

    async def told(self, words: str, before: int = 0) -> str:
        """The first message of the bot with these words, after so many."""

        def found() -> list[str]:
            return [said.text for said in list(self.user.seen.values())[before:] if words in said.text]

        await self.user.until(lambda: bool(found()))
        return found()[0]

    async def asked(self, room: str, line: str, words: str) -> str:
        """Say something in a room, and wait for the bot's answer with these words."""
        before = len(self.user.seen)
        await self.person.say(room, line)
        return await self.told(words, before)

    async def choose(self, label: str, words: str = "", then: str = "") -> str:
        """Answer the newest question by its number, in the chat where it was asked."""
        self.serving.clock.move(3)
        last = list(self.user.seen.values())[-1]
        number = next(line.split()[0] for line in last.text.splitlines() if line.endswith(label))
        return await self.asked(last.room, f"{number} {words}".strip(), then)


@pytest.fixture
async def serving(venue: MatrixVenue, store: SqlStore) -> AsyncIterator[Serving]:
    made = Serving(venue, store, MovedClock())
    await made.start()
    try:
        yield made
    finally:
        await made.end()


async def a_room(organiser: Organiser, bot: str, preset: str = "public_chat") -> str:
    return await organiser.person.create_room(preset=preset, name="Lobby", invite=[bot])


ANSWERS = (
    ("No, online only", "", "called"),
    ("Write it", "Spectrum for all", "Who moderates?"),
    ("They alone", "", "time zone"),
    ("Africa/Nairobi", "", "When does it start"),
    ("Write it", "2027-03-10 14:00", "Which form"),
    ("Panel, 60 minutes", "", "Which groups"),
    ("UN major groups", "", "I have all permissions"),
)


async def test_from_an_invitation_to_a_meeting_that_is_held(serving: Serving, venue: MatrixVenue) -> None:
    await serving.code()
    eve = await serving.user("Eve")
    lobby = await a_room(eve, venue.bot.id)
    await eve.person.until_member(lobby, venue.bot.id)
    await eve.asked(lobby, f"!setup {CODE.lower()}", "private room")
    said = await eve.choose("Make a room for us", then="hall")
    assert "2 of 8" in said
    for label, words, then in ANSWERS[:3]:
        await eve.choose(label, words, then)
    await serving.stop()
    await serving.start()
    for label, words, then in ANSWERS[3:]:
        await eve.choose(label, words, then)
    await eve.choose("Make the meeting", then="is ready")
    [text] = await serving.planned()
    assert f'place = "{lobby}"' in text
    [desk] = [room for room in await eve.person.joined_rooms() if await is_desk(eve, room)]
    assert f'rooms = ["matrix:{desk}"]' in text
    await eve.asked(desk, "!open", "open")
    ana = await serving.user("Ana")
    await ana.person.join(lobby)
    await ana.asked(lobby, "!join", "You are in the queue")
    serving.clock.move(3600)
    await ana.asked(lobby, "!position", "Your place now: 1")


async def is_desk(eve: Organiser, room: str) -> bool:
    with suppress(Exception):
        return (await eve.person.state(room, "m.room.name"))["name"] == "Moderators"
    return False


async def test_ones_own_room_can_be_the_moderators(serving: Serving, venue: MatrixVenue) -> None:
    await serving.code()
    eve = await serving.user("Eve")
    bot = venue.bot.id
    lobby, desk = await a_room(eve, bot), await a_room(eve, bot, "private_chat")
    for room in (lobby, desk):
        await eve.person.until_member(room, bot)
    await eve.asked(lobby, f"!setup {CODE}", "private room")
    crowd = await a_room(eve, bot)
    await eve.person.until_member(crowd, bot)
    await eve.asked(crowd, "!setup here", "Everybody can see that room")
    await eve.asked(desk, "!setup here", "2 of 8")
    await eve.person.call("POST", f"/rooms/{desk}/kick", {"user_id": bot})
    for name, words in GIVEN:
        serving.clock.move(3)
        await eve.person.say(lobby, f"!setup {name} {words}")
    await eve.told("Spectrum for all")
    await eve.asked(lobby, "!setup make", "Something has changed")
    chat = list(eve.user.seen.values())[-1].room
    await eve.person.call("POST", f"/rooms/{lobby}/kick", {"user_id": bot})
    serving.clock.move(30)
    await eve.asked(chat, "setup make", "could not look at the rooms")
    assert await serving.planned() == []


GIVEN = (
    ("hall", "no"),
    ("title", "Spectrum for all"),
    ("moderators", "me"),
    ("zone", "Africa/Nairobi"),
    ("start", "2027-03-10 14:00"),
    ("format", "panel"),
    ("groups", "un"),
)


async def test_a_room_is_left_after_ten_minutes_without_a_code(serving: Serving, venue: MatrixVenue) -> None:
    await serving.code()
    eve = await serving.user("Eve")
    bot = venue.bot.id
    silent, busy = await a_room(eve, bot), await a_room(eve, bot)
    for room in (silent, busy):
        await eve.person.until_member(room, bot)
    await eve.asked(busy, f"!setup {CODE}", "private room")
    serving.clock.move(599)
    assert (await eve.person.members(silent))[bot] == "join"
    serving.clock.move(1)
    await eve.person.until_member(silent, bot, "leave")
    assert (await eve.person.members(busy))[bot] == "join"


async def test_whoever_stops_is_left_alone_in_all_rooms(serving: Serving, venue: MatrixVenue) -> None:
    await serving.code()
    eve = await serving.user("Eve")
    lobby = await a_room(eve, venue.bot.id)
    await eve.person.until_member(lobby, venue.bot.id)
    await eve.asked(lobby, f"!setup {CODE}", "private room")
    await eve.choose("Make a room for us", then="hall")
    [desk] = [room for room in await eve.person.joined_rooms() if await is_desk(eve, room)]
    serving.clock.move(600)
    assert (await eve.person.members(lobby))[venue.bot.id] == "join"
    await eve.choose("Stop", then="Stopped")
    serving.clock.move(600)
    for room in (lobby, desk):
        await eve.person.until_member(room, venue.bot.id, "leave")


async def test_it_is_left_as_well_by_a_bot_that_was_started_again(
    serving: Serving, venue: MatrixVenue
) -> None:
    await serving.code()
    eve = await serving.user("Eve")
    silent = await a_room(eve, venue.bot.id)
    await eve.person.until_member(silent, venue.bot.id)
    await serving.stop()
    serving.clock.move(600)
    await serving.start()
    await eve.person.until_member(silent, venue.bot.id, "leave")


async def test_one_account_keeps_the_bot_waiting_in_three_rooms_at_most(
    serving: Serving, venue: MatrixVenue
) -> None:
    await serving.code()
    eve, mallory, bot = await serving.user("Eve"), await serving.user("Mallory"), venue.bot.id
    for _ in range(3):
        await mallory.person.until_member(await a_room(mallory, bot), bot)
    await mallory.person.until_member(await a_room(mallory, bot), bot, "leave")
    await eve.person.until_member(await a_room(eve, bot), bot)
    serving.clock.move(600)
    await mallory.person.until_member(await a_room(mallory, bot), bot)


async def test_without_an_open_code_no_strange_room_is_entered(serving: Serving, venue: MatrixVenue) -> None:
    eve = await serving.user("Eve")
    room = await a_room(eve, venue.bot.id)
    await eve.person.until_member(room, venue.bot.id, "leave")


async def test_power_is_needed_and_in_that_very_room(serving: Serving, venue: MatrixVenue) -> None:
    await serving.code()
    eve, mallory = await serving.user("Eve"), await serving.user("Mallory")
    lobby = await a_room(eve, venue.bot.id)
    await eve.person.until_member(lobby, venue.bot.id)
    await mallory.person.join(lobby)
    await mallory.asked(lobby, f"!setup {CODE}", "you need power level 50")
    chat = await mallory.user.chat()
    await mallory.asked(chat, f"setup {CODE}", "on Matrix the room")
    await eve.asked(lobby, f"!setup {CODE}", "private room")
    await mallory.asked(lobby, "!setup hall yes", "setting up nothing")
    assert await serving.planned() == []


async def test_nobody_makes_others_room_their_moderators(serving: Serving, venue: MatrixVenue) -> None:
    await serving.code()
    eve, mallory = await serving.user("Eve"), await serving.user("Mallory")
    theirs, lobby = await a_room(eve, venue.bot.id, "private_chat"), await a_room(mallory, venue.bot.id)
    await eve.person.until_member(theirs, venue.bot.id)
    await mallory.person.until_member(lobby, venue.bot.id)
    await mallory.asked(lobby, f"!setup {CODE}", "private room")
    await mallory.asked(lobby, f"!setup desk {theirs}", "you need power level 50")


async def test_talk_in_a_room_that_waits_is_not_heard(serving: Serving, venue: MatrixVenue) -> None:
    await serving.code()
    eve = await serving.user("Eve")
    lobby = await a_room(eve, venue.bot.id)
    await eve.person.until_member(lobby, venue.bot.id)
    for line in ("!join", "!queue", "hello", "\u270b"):
        await eve.person.say(lobby, line)
    await eve.asked(lobby, "!setup AAAA-AAAA-AAAA-AAAA", "That code is not right")
    texts = [said.text for said in eve.user.seen.values()]
    assert len(texts) == 1
