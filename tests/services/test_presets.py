"""Meetings under each preset, from the raised hand to the reason that people are told."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from bot.domain.changing import replace
from bot.domain.fair_queue.presets import PRESETS
from bot.domain.identity import Identity
from bot.domain.plan import Plan
from tests.services.conftest import ANA, BEN, IVO, LI, SAM, VERA, Play, debate
from tests.support.bot import BotDriver
from tests.support.plans import DISCORD_MODERATORS, DISCORD_ROOM, MATRIX_MODERATORS, MATRIX_ROOM, plan

ROOMS = (DISCORD_ROOM, MATRIX_ROOM)
ATTENDANCE = ("online", "remote", "in the hall")


def under(preset: str) -> Plan:
    chosen = PRESETS[preset]
    return replace(plan(), rule=chosen.rule, remote_is_a_group=chosen.remote_is_a_group)


@asynccontextmanager
async def debating_under(play: Play, preset: str) -> AsyncIterator[BotDriver]:
    async with play(under(preset)) as bot:
        await bot.say(VERA, "open", DISCORD_MODERATORS)
        await debate(bot)
        yield bot


async def queue(bot: BotDriver, who: Identity, codes: str) -> None:
    room = DISCORD_ROOM if who.platform == "discord" else MATRIX_ROOM
    await bot.say(who, "join", room)
    await bot.say(who, f"identify {codes}", room)


async def called(bot: BotDriver, seconds: float = 60) -> str:
    """Who gets the floor next, after so long."""
    await bot.move(seconds)
    answer = await bot.say(VERA, "next", DISCORD_MODERATORS)
    return answer.split(" has the floor")[0]


async def test_netmundial_has_one_microphone_for_all_who_are_remote(play: Play) -> None:
    async with debating_under(play, "netmundial") as bot:
        for who, codes in ((ANA, "cs"), (LI, "gov"), (BEN, "ps")):
            await queue(bot, who, codes)
        await bot.say(VERA, "w cs cs", DISCORD_MODERATORS)
        assert [await called(bot) for _ in range(5)] == [
            "Ana (Civil Society)",
            "Hall 1 (Civil Society)",
            "Li (Government)",
            "Hall 2 (Civil Society)",
            "Ben (Private Sector)",
        ]
        cards = "\n".join(bot.texts(MATRIX_MODERATORS))
        assert "The group of those online has had no turn in the queue yet" in cards
        assert "whoever has waited longest is next" in cards
        assert "every fourth" not in cards


@pytest.mark.slow
async def test_under_netmundial_nobodys_attendance_is_told_in_the_rooms(play: Play) -> None:
    async with debating_under(play, "netmundial") as bot:
        for who, codes in ((ANA, "cs af"), (LI, "gov ap"), (BEN, "pns"), (SAM, "cs")):
            await queue(bot, who, codes)
        await bot.say(VERA, "w cs gov cs", DISCORD_MODERATORS)
        for command in ("next", "absent", "next", "next", "skip", "next", "undo", "pick ben | late", "more"):
            await bot.move(60)
            await bot.say(VERA, command, DISCORD_MODERATORS)
        await bot.say(BEN, "join point-of-order", DISCORD_ROOM)
        await bot.say(SAM, "join reply", MATRIX_ROOM)
        for _ in range(8):
            await bot.move(60)
            await bot.say(IVO, "next", MATRIX_ROOM)
        # Everybody online is named where the meeting opens, and nobody beside it.
        opening = "one queue serves the hall and everyone online."
        said = "\n".join(text for room in ROOMS for text in bot.texts(room)).casefold()
        said = said.replace(opening, "")
        reasons = [line for line in said.splitlines() if "has the floor for" in line]
        assert len(reasons) > 12
        assert not [line for line in said.splitlines() for word in ATTENDANCE if word in line]
        for line in reasons:
            _, _, why = line.partition("has the floor for")
            why, _, _ = why.partition("next: ")
            assert not [group for group in ("civil", "government", "not stated") if group in why], line


@pytest.mark.slow
async def test_open_mic_lets_groups_wait_longer_whose_members_speak_again(play: Play) -> None:
    async with debating_under(play, "open-mic") as bot:
        await queue(bot, ANA, "cs")
        assert await called(bot) == "Ana (Civil Society)"
        await queue(bot, LI, "gov")
        for _ in range(2):
            await bot.say(VERA, "w ps", DISCORD_MODERATORS)
        await bot.say(ANA, "join", DISCORD_ROOM)
        turns = [await called(bot) for _ in range(3)]
        assert turns == ["Li (Government)", "Hall 1 (Private Sector)", "Ana (Civil Society)"]
        await bot.say(ANA, "join", DISCORD_ROOM)
        await bot.say(LI, "join", MATRIX_ROOM)
        assert [await called(bot) for _ in range(2)] == ["Hall 2 (Private Sector)", "Li (Government)"]


@pytest.mark.slow
async def test_airtime_gives_the_brief_their_next_turn_sooner(play: Play) -> None:
    async with debating_under(play, "airtime") as bot:
        await bot.say(VERA, "w cs gov cs gov cs cs", DISCORD_MODERATORS)
        await bot.say(VERA, "next", DISCORD_MODERATORS)
        turns = [await called(bot, seconds) for seconds in (20, 200, 20, 20)]
        assert turns == [
            "Hall 2 (Government)",
            "Hall 3 (Civil Society)",
            "Hall 5 (Civil Society)",
            "Hall 6 (Civil Society)",
        ]
        balance = await bot.say(VERA, "balance", DISCORD_MODERATORS)
        assert "Government: one turn, 3 minutes 20 seconds" in balance


@pytest.mark.slow
async def test_the_one_who_always_comes_back_after_the_rule_was_changed(play: Play) -> None:
    """Ana is alone in her group: every second turn is hers, until moderators take the mend they are told."""
    turns = []
    async with play() as bot:
        await bot.say(VERA, "open", DISCORD_MODERATORS)
        await debate(bot)
        await bot.say(ANA, "identify cs", DISCORD_ROOM)
        await bot.say(ANA, "join", DISCORD_ROOM)
        await bot.say(VERA, "w" + " ps" * 12, DISCORD_MODERATORS)
        for _ in range(5):
            turns.append(await called(bot))
            await bot.say(ANA, "join", DISCORD_ROOM)
        assert turns == [
            "Ana (Civil Society)",
            "Hall 1 (Private Sector)",
            "Ana (Civil Society)",
            "Hall 2 (Private Sector)",
            "Ana (Civil Society)",
        ]
        told = "Ana has a third turn in this phase, and 10 people who wait have had none."
        assert sum(told in text for text in bot.texts(MATRIX_MODERATORS)) == 1
        await bot.say(VERA, "rule first-voices", DISCORD_MODERATORS)
        for room in ROOMS:
            assert sum("speaking again counts more" in text for text in bot.texts(room)) == 1
    async with play() as bot:
        turns = []
        for _ in range(7):
            turns.append(await called(bot))
            await bot.say(ANA, "join", DISCORD_ROOM)
    assert [turn.split(" (")[0] for turn in turns] == [
        *("Hall 3", "Ana"),  # a fourth turn, which costs four
        *("Hall 4", "Hall 5", "Hall 6", "Hall 7", "Ana"),
    ]
