"""How people treat each other: written down, pinned where the bot may, and what they do not is reported."""

from bot.domain.changing import replace
from bot.domain.identity import Place
from bot.domain.message import say
from bot.ports.permissions import NotPermitted
from tests.services.conftest import ANA, IVO, LI, VERA, Play
from tests.services.groups.conftest import meet
from tests.services.groups.test_privacy import over
from tests.support.bot import BotDriver
from tests.support.in_memory_platform import InMemoryPlatform
from tests.support.plans import DISCORD_MODERATORS, plan

RULES = "Be kind: https://example.org/conduct"


def only(fake: InMemoryPlatform) -> Place:
    (channel,) = fake.channels.values()
    return channel


async def test_it_is_posted_with_the_welcome_and_pinned_where_the_bot_may(
    play: Play, discord: InMemoryPlatform, matrix: InMemoryPlatform
) -> None:
    matrix.refusals["pin"] = [NotPermitted("no right to pin", say("gone"))]
    one = plan()
    ruled = replace(one, coordination=replace(one.coordination, conduct={"en": RULES}))
    async with play(ruled) as bot:
        await meet(bot)
        for fake in (discord, matrix):
            assert len([text for text in bot.texts(only(fake)) if RULES in text]) == 1
        (message,) = discord.pinned[only(discord)]
        assert RULES in discord.shown[str(only(discord))][message].text
        assert not matrix.pinned[only(matrix)]
        assert RULES in await bot.say(ANA, "conduct")
        assert RULES in await bot.say(LI, "conduct", only(matrix))


async def test_where_nothing_is_written_down_it_says_whom_to_tell(after: BotDriver) -> None:
    assert "tell the coordinators alone" in await after.say(ANA, "conduct")


async def test_who_reports_is_told_first_who_will_read_it(
    after: BotDriver, discord: InMemoryPlatform, matrix: InMemoryPlatform
) -> None:
    asked = await after.say(ANA, "report somebody is rude", only(discord))
    assert "Only these will read it: Vera and Ivo" in asked
    assert told(after) == ""
    assert "to nobody else" in await after.press(ANA, discord.choices(ANA)["Send it"].token)
    for coordinator in (VERA, IVO):
        assert any("somebody is rude" in text for text in after.texts(coordinator))
    assert not any("rude" in text for text in after.texts(only(discord)))
    assert not any("rude" in text for text in after.texts(only(matrix)))
    assert not any("rude" in text for text in after.texts(DISCORD_MODERATORS))


def told(bot: BotDriver) -> str:
    return "".join(text for who in (VERA, IVO) for text in bot.texts(who) if "rude" in text)


async def test_whom_a_report_is_about_can_be_left_out(after: BotDriver, matrix: InMemoryPlatform) -> None:
    await after.say(LI, "report without 1: Vera is rude")
    await after.press(LI, matrix.choices(LI)["Without Vera"].token)
    assert not any("is rude" in text for text in after.texts(VERA))
    assert any("without 1: Vera is rude" in text for text in after.texts(IVO))


async def test_a_single_coordinator_is_named_too(after: BotDriver, discord: InMemoryPlatform) -> None:
    await after.say(IVO, "coordinator remove Vera")
    asked = await after.say(ANA, "report Ivo is rude")
    assert "Only these will read it: Ivo" in asked
    assert "nobody else here can read it" in asked
    assert "can be left out" not in asked
    assert "Without Ivo" not in discord.choices(ANA)


async def test_a_report_goes_with_its_writer(after: BotDriver) -> None:
    await after.say(ANA, "report somebody is rude")
    await after.say(ANA, "confirm 1")
    await after.say(ANA, "forgetme everywhere")
    await over(after)
    person = await after.store.read(lambda tx: tx.people.texts_of("group/roundtable", range(9)))
    assert not [text for text in person.values() if "rude" in text]
    assert "(text erased)" not in told(after)
