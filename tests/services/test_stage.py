"""A Stage beside a room: whom its hands concern, and who may be shown there."""

from collections.abc import Sequence

import pytest
from msgspec import Struct, field

from bot.domain.changing import replace
from bot.domain.identity import Identity, Place
from bot.domain.plan import Plan
from bot.ports.inspection import Inspection
from bot.ports.stage import StageAct
from tests.services.conftest import ANA, BEN, LI, VERA, Play, debate
from tests.support.bot import BotDriver
from tests.support.in_memory_platform import InMemoryPlatform
from tests.support.plans import DISCORD_MODERATORS, DISCORD_ROOM, plan

STAGE = Place("discord", "stage")
HAND = "discord:stage:visit"
ACTS: Sequence[StageAct] = ("came", "left", "lost")


class Seats(Struct):
    """bot.ports.stage.Stage that remembers what it was asked."""

    asked: list[tuple[Identity, bool]] = field(default_factory=list)

    async def seat(self, place: Place, who: Identity, *, speaks: bool) -> None:
        assert place == STAGE
        self.asked.append((who, speaks))

    async def inspect(self, places: Sequence[Place]) -> Inspection:
        del places
        return Inspection()


def staged() -> Plan:
    """The usual meeting, with a Stage."""
    usual = plan()
    rooms = [replace(room, stage=STAGE) if room.place == DISCORD_ROOM else room for room in usual.rooms]
    return replace(usual, rooms=tuple(rooms))


@pytest.fixture
def seats(discord: InMemoryPlatform) -> Seats:
    seats = Seats()
    discord.stage = seats
    return seats


async def raises(bot: BotDriver, who: Identity, cause: str) -> None:
    await bot.raise_hand(who, STAGE, cause, HAND)


async def test_a_hand_in_something_else_is_not_answered(play: Play, seats: Seats) -> None:
    async with play(replace(staged(), start=plan().start.replace(hour=10))) as bot:
        await raises(bot, ANA, "discord:one")
        assert not bot.texts(ANA), "the meeting begins in more than an hour"
        await bot.move(3600)
        await raises(bot, BEN, "discord:two")
        assert "not open yet" in bot.texts(BEN)[0]
        await bot.say(VERA, "open", DISCORD_MODERATORS)
        await bot.close(VERA, DISCORD_MODERATORS)
        told = bot.texts(BEN)
        await raises(bot, BEN, "discord:three")
        assert bot.texts(BEN) == told
    assert seats.asked == []


async def test_an_undone_turn_sends_back_and_invites_anew(play: Play, seats: Seats) -> None:
    async with play(staged()) as bot:
        await bot.say(VERA, "open", DISCORD_MODERATORS)
        await debate(bot)
        await raises(bot, ANA, "discord:one")
        await raises(bot, BEN, "discord:two")
        for line in ("next", "next", "undo", "done-by-ana"):
            await bot.move(5)
            if line == "done-by-ana":
                await bot.say(ANA, "done", DISCORD_ROOM)
            else:
                await bot.say(VERA, line, DISCORD_MODERATORS)
    assert seats.asked == [
        (ANA, True), (ANA, False), (BEN, True), (BEN, False), (ANA, True), (ANA, False),
    ]  # fmt: skip


async def test_of_one_person_only_the_account_that_was_seen_is_invited(play: Play, seats: Seats) -> None:
    async with play(staged()) as bot:
        await bot.say(VERA, "open", DISCORD_MODERATORS)
        await debate(bot)
        await bot.say(BEN, "join")
        code = (await bot.say(BEN, "link")).split("link ")[1].split()[0].strip(".:")
        await bot.say(LI, f"link {code}")
        await bot.say(BEN, "link yes")
        await bot.move(5)
        await bot.say(VERA, "next", DISCORD_MODERATORS)
        assert seats.asked == []
        await raises(bot, BEN, "discord:hand")
    assert seats.asked == [(BEN, True)], "whoever raises a hand there shows themselves"


async def test_whoever_is_not_known_comes_and_goes_unnoticed(play: Play) -> None:
    async with play(staged()) as bot:
        await bot.say(VERA, "open", DISCORD_MODERATORS)
        await debate(bot)
        await raises(bot, ANA, "discord:one")
        head = await bot.head()
        for who in (BEN, VERA):
            for act in ACTS:
                await bot.app.command_service.on_stage(who, STAGE, act, HAND)
        await bot.app.command_service.on_stage(ANA, Place("discord", "another"), "left", HAND)
        assert await bot.head() == head
        for _ in range(2):
            await bot.app.command_service.on_stage(ANA, STAGE, "left")
        assert await bot.head() == head + 1


async def test_whoever_comes_and_goes_all_the_time_fills_no_log(play: Play) -> None:
    async with play(staged()) as bot:
        await bot.say(VERA, "open", DISCORD_MODERATORS)
        await debate(bot)
        await raises(bot, ANA, "discord:one")
        head = await bot.head()
        for _ in range(100):
            for act in ACTS[1::-1]:
                await bot.app.command_service.on_stage(ANA, STAGE, act)
        assert await bot.head() == head + 20
        await bot.move(30)
        await bot.app.command_service.on_stage(ANA, STAGE, "left")
        assert await bot.head() == head + 21
