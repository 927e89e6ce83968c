"""By whose clocks people are told of moments, and how many of them there are."""

from datetime import timedelta

from bot.domain.group.rows import Member
from tests.services.conftest import ANA, BEN, IVO, LI, SAM, VERA, Play
from tests.services.groups.conftest import meet
from tests.services.groups.test_coming_and_going import GROUP, channel
from tests.support.bot import BotDriver
from tests.support.in_memory_platform import InMemoryPlatform
from tests.support.plans import DISCORD_MODERATORS, DISCORD_ROOM, MATRIX_ROOM


async def test_a_member_s_zone_is_echoed_with_the_time_there(
    after: BotDriver, discord: InMemoryPlatform
) -> None:
    assert "You have not chosen" in await after.say(ANA, "timezone")
    local = f"{after.clock.now() + timedelta(hours=5, minutes=30):%H:%M}"
    answer = await after.say(ANA, "timezone Asia/Kolkata")
    assert "Your time zone is Asia/Kolkata" in answer
    assert f"Thursday, {local}" in answer
    assert "Asia/Kolkata" in await after.say(ANA, "timezone")
    assert "I do not know the time zone" in await after.say(ANA, "timezone Atlantis")
    assert "Several places" in await after.say(ANA, "timezone IST")
    choice = discord.choices(ANA)["Asia/Jerusalem"]
    assert "Your time zone is Asia/Jerusalem" in await after.press(ANA, choice.token)


async def test_each_reader_sees_moments_by_their_own_clocks_and_channels_by_the_group_s(
    after: BotDriver, matrix: InMemoryPlatform
) -> None:
    await after.say(LI, "timezone Asia/Kolkata")
    await after.say(VERA, "timezone group America/Santiago")
    asked = await after.say(LI, "action add Draft | Ana | 2027-03-15 14:00 UTC")
    assert "19:30 UTC+05:30 (Asia/Kolkata)" in asked
    await after.say(LI, "confirm 1.1")
    (told,) = (text for text in after.texts(channel(matrix)) if "New action" in text)
    assert "11:00 UTC-03 (America/Santiago)" in told
    (alone,) = (text for text in after.texts(ANA) if "You have been asked" in text)
    assert "14:00 UTC" in alone, "who chose no zone is told by the clocks it was said by"


async def test_the_group_s_zone_is_for_coordinators_to_set(
    after: BotDriver, matrix: InMemoryPlatform
) -> None:
    assert "for the coordinators" in await after.say(ANA, "timezone group Europe/Oslo")
    assert "The group's time zone is Europe/Oslo" in await after.say(IVO, "timezone group europe/oslo")
    assert any("Europe/Oslo" in text for text in after.texts(channel(matrix)))
    assert "UTC" not in await after.say(ANA, "timezone")
    assert "join it with" in await after.say(SAM, "timezone Europe/Oslo")


async def test_members_are_counted_and_small_numbers_hidden(play: Play) -> None:
    async with play() as bot:
        await bot.say(VERA, "open", DISCORD_MODERATORS)
        for who, group in ((ANA, "cs"), (BEN, "cs"), (LI, "cs"), (SAM, "ps")):
            place = DISCORD_ROOM if who.platform == "discord" else MATRIX_ROOM
            await bot.say(who, f"identify {group}", place)
            await bot.say(who, "stay", place)
        await bot.close(VERA, DISCORD_MODERATORS)
        seen = await bot.say(ANA, "members")
        assert "Civil Society: 3" in seen
        assert "Private Sector: fewer than 3" in seen
        assert "Government" not in seen
        assert "nobody is here from: Government" in await bot.say(VERA, "members")


async def test_coordinators_see_which_constituencies_have_gone_quiet(play: Play) -> None:
    async with play() as bot:
        await meet(bot)
        assert "Quiet for a month: none" in await bot.say(VERA, "members")
        await bot.move(31 * 86400)
        assert "Quiet for a month: Civil Society" in await bot.say(VERA, "members")
        await bot.say(ANA, "members")
        assert "Quiet for a month: none" in await bot.say(VERA, "members")
        rows = await bot.store.read(lambda tx: tx.records.of(GROUP).all(Member))
        assert {row.since < row.active for row in rows} == {True, False}
