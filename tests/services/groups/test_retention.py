"""A group that nobody changes: people are told twice, one press keeps it, and else all of it goes."""

from datetime import timedelta

from sqlalchemy import Connection, select

from bot.domain.group.rows import Resource, text_id
from bot.ports.store import Transaction
from storage.store import SqlStore
from storage.tables import account, free_text, person, resource
from tests.services.conftest import ANA, IVO, LI, VERA, Play
from tests.services.groups.conftest import meet
from tests.services.groups.test_privacy import GROUP, state
from tests.support.bot import BotDriver
from tests.support.in_memory_platform import InMemoryPlatform

DAY = 86_400
NOTICE = "all that is in it is deleted"


def notices(bot: BotDriver, fake: InMemoryPlatform) -> int:
    (channel,) = fake.channels.values()
    return len([text for text in bot.texts(channel) if NOTICE in text])


async def test_people_are_told_twice_and_then_it_is_gone(
    after: BotDriver, store: SqlStore, discord: InMemoryPlatform, matrix: InMemoryPlatform
) -> None:
    def share(tx: Transaction) -> None:
        row = Resource(1, 1, after.clock.now(), "d", "", "https://pangolin.example")
        tx.records.put(GROUP, row)
        tx.people.keep_text(GROUP, text_id(row, "link"), 1, "https://pangolin.example")

    await store.write(share)
    await after.move((3 * 365 - 31) * DAY)
    assert notices(after, discord) == 0
    await after.move(2 * DAY)
    assert notices(after, discord) == notices(after, matrix) == 1
    assert [text for text in after.texts(VERA) if NOTICE in text], "the coordinators are told alone as well"
    await after.move(21 * DAY)
    assert notices(after, discord) == 1
    await after.move(3 * DAY)
    assert notices(after, discord) == notices(after, matrix) == 2
    assert await left(store)
    await after.move(6 * DAY)
    assert not await left(store)
    (channel,) = discord.channels.values()
    assert "so it is over" in after.texts(channel)[-1]
    ended = await state(after)
    assert not ended.moderators
    assert not [each for each in ended.participants.values() if each.stays]
    assert GROUP in {each.meeting for each in store.erased.all() or ()}
    assert "has ended" in await after.say(ANA, "keep", channel)
    await after.move(4000 * DAY)
    assert notices(after, discord) == 2


async def left(store: SqlStore) -> int:
    """How many rows the group has."""

    def count(connection: Connection) -> int:
        tables = (account, free_text, resource)
        rows = [
            row for each in tables for row in connection.execute(select(each).where(each.c.meeting == GROUP))
        ]
        named = select(person.c.name).where(person.c.meeting == GROUP, person.c.name.is_not(None))
        return len([*rows, *connection.execute(named)])

    return await store.database.read(count)


async def test_one_press_keeps_it(after: BotDriver, discord: InMemoryPlatform) -> None:
    (channel,) = discord.channels.values()
    await after.move((3 * 365 - 29) * DAY)
    token = discord.choices(channel)["Keep it"].token
    assert "The group is kept until" in await after.press(ANA, token, channel)
    assert "keeps this group" in after.texts(channel)[-1]
    await after.move((3 * 365 - 31) * DAY)
    assert notices(after, discord) == 1
    await after.move(2 * DAY)
    assert notices(after, discord) == 2


async def test_whatever_a_member_does_keeps_it(after: BotDriver, discord: InMemoryPlatform) -> None:
    await after.move((3 * 365 - 29) * DAY)
    await after.say(LI, "name Li Wei")
    await after.move(40 * DAY)
    assert notices(after, discord) == 1
    assert (await state(after)).moderators


async def test_coordinators_choose_how_long(after: BotDriver, discord: InMemoryPlatform) -> None:
    assert "after 36 months" in await after.say(VERA, "retention")
    for words in ("2 months", "11 years", "soon", "121 months", "999999 months", "-3 months"):
        assert "Between 3 months and 10 years" in await after.say(VERA, f"retention {words}")
    assert "for the coordinators" in await after.say(ANA, "retention 3 months")
    assert "is kept for 3 months" in await after.say(VERA, "retention 3 months")
    await after.move(58 * DAY)
    assert notices(after, discord) == 0
    await after.move(5 * DAY)
    assert notices(after, discord) == 1
    assert "is kept for 24 months" in await after.say(IVO, "retention 2 years")
    await after.move(100 * DAY)
    assert notices(after, discord) == 1


async def test_a_bot_that_was_away_tells_first_and_waits(play: Play, discord: InMemoryPlatform) -> None:
    async with play() as bot:
        await meet(bot)
        bot.clock.move(timedelta(days=5 * 365).total_seconds())
    async with play() as bot:
        assert notices(bot, discord) == 1
        (channel,) = discord.channels.values()
        end = bot.clock.now() + timedelta(days=30)
        assert f"{end:%B} {end.day}, {end.year}" in bot.texts(channel)[-1]
        await bot.move(29 * DAY)
        assert (await state(bot)).moderators
        await bot.move(2 * DAY)
        assert not (await state(bot)).moderators
