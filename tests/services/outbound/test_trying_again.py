"""What a platform refused comes later where it is still so: when a moderator says so, and after a restart."""

import pytest

from bot.domain.identity import Place
from bot.ports.platform import Undeliverable
from tests.services.conftest import ANA, LI, VERA, Play, debate
from tests.support.bot import BotDriver
from tests.support.in_memory_platform import InMemoryPlatform
from tests.support.plans import DISCORD_MODERATORS, DISCORD_ROOM, MATRIX_MODERATORS, MATRIX_ROOM

ROOM, MODERATORS = str(DISCORD_ROOM), str(DISCORD_MODERATORS)
LUNCH, TEA = "From the moderators: Lunch is in room 5", "From the moderators: Tea is ready"
NO_RIGHT = "no right to write"


def refuse(platform: InMemoryPlatform, where: str, times: int = 1) -> None:
    platform.refusals[where] = [Undeliverable(NO_RIGHT) for _ in range(times)]


def said(bot: BotDriver, place: Place = DISCORD_ROOM) -> list[str]:
    """The announcements in a room."""
    return [text for text in bot.texts(place) if text.startswith("From the moderators")]


def told(bot: BotDriver, place: Place = MATRIX_MODERATORS) -> int:
    """How often moderators read that something could not be posted."""
    return sum("could not be posted in Discord" in text for text in bot.texts(place))


async def announce(bot: BotDriver, words: str = "Lunch is in room 5") -> None:
    await bot.say(VERA, f"announce {words}", DISCORD_MODERATORS)


async def retry(bot: BotDriver) -> None:
    await bot.say(VERA, "retry", DISCORD_MODERATORS)


async def test_an_announcement_comes_when_a_moderator_says_so_and_once(
    debating: BotDriver, discord: InMemoryPlatform
) -> None:
    refuse(discord, ROOM, 2)
    await announce(debating)
    await announce(debating, "Tea is ready")
    assert (said(debating), told(debating)) == ([], 1)
    assert said(debating, MATRIX_ROOM) == [LUNCH, TEA]
    for _ in range(2):
        await retry(debating)
        assert (said(debating), told(debating)) == ([LUNCH, TEA], 1)
    assert "Debate" in debating.texts(DISCORD_ROOM)[-1], "the board is posted behind them"


async def test_each_retry_that_fails_is_told(debating: BotDriver, discord: InMemoryPlatform) -> None:
    refuse(discord, ROOM, 2)
    await announce(debating)
    await announce(debating, "Tea is ready")
    for times in (2, 3):
        refuse(discord, ROOM, 2)
        await debating.move(60)
        await retry(debating)
        assert (said(debating), told(debating), told(debating, DISCORD_MODERATORS)) == ([], times, times)
    await retry(debating)
    assert said(debating) == [LUNCH, TEA]


async def test_a_restart_tries_once_and_tells_what_fails_again(play: Play, discord: InMemoryPlatform) -> None:
    async with play() as bot:
        await bot.say(VERA, "open", DISCORD_MODERATORS)
        refuse(discord, ROOM)
        await announce(bot)
    refuse(discord, ROOM)
    async with play() as bot:
        await bot.fakes["matrix"].until(lambda: told(bot) == 2)
        await bot.settled()
        assert said(bot) == []
    calls = sum(discord.calls.values())
    async with play() as bot:
        await bot.say(LI, "join", MATRIX_ROOM)
        assert (said(bot), told(bot)) == ([], 2)
        assert sum(discord.calls.values()) == calls, "it is not tried at every restart"
        await retry(bot)
        assert said(bot) == [LUNCH]


async def test_a_restart_makes_up_for_what_was_refused(play: Play, discord: InMemoryPlatform) -> None:
    async with play() as bot:
        await bot.say(VERA, "open", DISCORD_MODERATORS)
        refuse(discord, ROOM)
        await announce(bot)
        await announce(bot, "Tea is ready")
    async with play() as bot:
        await discord.until(lambda: len(said(bot)) == 2)
        await bot.settled()
        assert (said(bot), told(bot)) == ([TEA, LUNCH], 1), "late is behind what could be said meanwhile"


async def test_what_is_of_a_moment_does_not_come_late(debating: BotDriver, discord: InMemoryPlatform) -> None:
    await debating.say(ANA, "join", DISCORD_ROOM)
    refuse(discord, ROOM, 3)
    for command in ("phase pause", "phase resume", "next"):
        await debating.say(VERA, command, DISCORD_MODERATORS)
    before = len(debating.texts(DISCORD_ROOM))
    await retry(debating)
    *_, board = texts = debating.texts(DISCORD_ROOM)
    assert len(texts) == before + 1
    assert "Floor: Ana" in board
    assert not [text for text in texts if "has the floor" in text or "paused" in text]


async def test_only_the_card_of_the_turn_that_runs_comes_late(
    debating: BotDriver, discord: InMemoryPlatform
) -> None:
    for who in (ANA, LI):
        await debating.say(who, "join")
    refuse(discord, MODERATORS, 20)
    for _ in range(2):
        await debating.move(10)
        await debating.say(VERA, "next", DISCORD_MODERATORS)
    discord.refusals[MODERATORS].clear()
    await retry(debating)
    cards = [text for text in debating.texts(DISCORD_MODERATORS) if text.startswith("Turn ")]
    assert [card.partition(":")[0] for card in cards] == ["Turn 2"]


async def test_the_card_of_a_call_that_was_taken_back_does_not_come_late(
    debating: BotDriver, discord: InMemoryPlatform
) -> None:
    for who in (ANA, LI):
        await debating.say(who, "join")
    refuse(discord, MODERATORS, 20)
    for who, command in ((VERA, "next"), (VERA, "undo"), (ANA, "withdraw"), (VERA, "next")):
        await debating.move(10)
        await debating.say(who, command, DISCORD_MODERATORS if who == VERA else None)
    discord.refusals[MODERATORS].clear()
    await retry(debating)
    cards = [text for text in debating.texts(DISCORD_MODERATORS) if text.startswith("Turn ")]
    assert [card.partition("\n")[0] for card in cards] == ["Turn 1: Guest 3"], "both calls had the number 1"


async def test_an_announcement_to_a_meeting_that_is_over_is_left(
    debating: BotDriver, discord: InMemoryPlatform
) -> None:
    refuse(discord, ROOM)
    await announce(debating)
    refuse(discord, ROOM)
    await debating.close(VERA, DISCORD_MODERATORS)
    for _ in range(2):
        await retry(debating)
        assert said(debating) == []
        assert sum("Thank you." in text for text in debating.texts(DISCORD_ROOM)) == 1


async def test_nothing_is_said_a_week_late(debating: BotDriver, discord: InMemoryPlatform) -> None:
    refuse(discord, ROOM)
    await announce(debating)
    await debating.move(7 * 24 * 3600)
    await retry(debating)
    assert said(debating) == []


async def test_whoever_could_not_be_let_in_is_asked_again_if_they_still_wish(
    play: Play, discord: InMemoryPlatform, matrix: InMemoryPlatform
) -> None:
    discord.refusals["discord:channel-1"] = [Undeliverable(NO_RIGHT) for _ in range(3)]
    async with play() as bot:
        await bot.say(VERA, "open", DISCORD_MODERATORS)
        await debate(bot)
        for who in (ANA, VERA):
            await bot.say(who, "stay", DISCORD_ROOM)
        await bot.close(VERA, DISCORD_MODERATORS)
        assert not any(discord.inside.values())
        await bot.say(ANA, "unstay", DISCORD_ROOM)
    async with play() as bot:
        await discord.until(lambda: any("Welcome." in text for text in bot.texts(channel(discord))))
        await bot.settled()
    assert discord.inside[channel(discord)] == {VERA}
    assert not matrix.inside[channel(discord)]


def channel(platform: InMemoryPlatform) -> Place:
    (place,) = platform.channels.values()
    return place


async def test_a_report_reaches_the_room_that_was_lost(
    debating: BotDriver, discord: InMemoryPlatform
) -> None:
    refuse(discord, MODERATORS)
    await debating.say(LI, "report Somebody shouts")
    discord.refusals[MODERATORS].clear()
    await retry(debating)
    assert sum("Somebody shouts" in text for text in debating.texts(DISCORD_MODERATORS)) == 1


async def test_a_changed_rule_is_told_where_it_was_missed(
    debating: BotDriver, discord: InMemoryPlatform
) -> None:
    refuse(discord, ROOM)
    await debating.say(VERA, "rule open-mic", DISCORD_MODERATORS)
    await retry(debating)
    rules = [debating.texts(room) for room in (DISCORD_ROOM, MATRIX_ROOM)]
    assert [sum("counts as two turns" in text for text in texts) for texts in rules] == [1, 1]


def rules(bot: BotDriver) -> list[str]:
    """What the room on Discord read of the rule, by how it begins."""
    texts = [text for text in bot.texts(DISCORD_ROOM) if text.startswith(("From now on", "Correction"))]
    return [" ".join(text.split()[:5]) for text in texts]


@pytest.mark.parametrize(
    ("then", "read"),
    [
        ("rule igf", ["From now on the groups"]),
        ("rule first-voices", ["From now on, speaking again"]),
        ("undo", ["Correction: that change was taken"]),
    ],
)
async def test_a_rule_that_was_changed_again_does_not_come_late(
    debating: BotDriver, discord: InMemoryPlatform, then: str, read: list[str]
) -> None:
    refuse(discord, ROOM)
    await debating.say(VERA, "rule open-mic", DISCORD_MODERATORS)
    await debating.move(10)
    await debating.say(VERA, then, DISCORD_MODERATORS)
    await retry(debating)
    assert rules(debating) == read


async def test_an_undo_does_not_come_late_behind_another_rule(
    debating: BotDriver, discord: InMemoryPlatform
) -> None:
    await debating.say(VERA, "rule open-mic", DISCORD_MODERATORS)
    refuse(discord, ROOM)
    for command in ("undo", "rule first-voices"):
        await debating.move(10)
        await debating.say(VERA, command, DISCORD_MODERATORS)
    await retry(debating)
    assert rules(debating) == ["From now on, speaking again"] * 2
