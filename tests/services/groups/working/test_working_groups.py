"""Working groups: begun by anybody, joined by the group's people, each with a room of its own."""

from bot.domain.group.rows import ActionItem, Resource
from bot.domain.group.working import MOST_OF_ONE
from bot.domain.identity import Place
from bot.domain.meeting.group.membership import members, stated
from bot.domain.statement.rows import Statement
from tests.services.conftest import ANA, BEN, IVO, LI, SAM, VERA, Play
from tests.services.groups.conftest import meet
from tests.services.groups.working.conftest import GROUP, NEW, WORKING, meeting, room, sure
from tests.support.bot import BotDriver
from tests.support.in_memory_platform import InMemoryPlatform
from tests.support.plans import DISCORD_ROOM


async def test_who_begins_one_is_asked_and_coordinates_it(
    after: BotDriver, discord: InMemoryPlatform, matrix: InMemoryPlatform
) -> None:
    asked = await after.say(ANA, NEW)
    assert "Name and purpose stay with the group" in asked
    assert "roundtable/1" not in discord.channels
    await after.say(ANA, "confirm 1")
    await after.move(0)
    assert {room(discord), room(matrix)} == set((await meeting(after)).channels)
    assert len((await meeting(after)).moderators) == 1
    assert ANA in discord.inside[room(discord)]
    assert VERA not in discord.inside[room(discord)], "nobody is brought in by others"
    for fake in (discord, matrix):
        told = after.texts(fake.channels["roundtable"])
        assert any("New working group 1 Data protection" in text for text in told)
    assert any("Comment on the draft law by June" in text for text in after.texts(room(discord)))


async def test_people_of_the_group_join_and_leave(working: BotDriver, matrix: InMemoryPlatform) -> None:
    assert "1 Data protection" in await working.say(LI, "wg list")
    assert "You are in the working group Data protection" in await working.say(LI, "wg join 1")
    assert LI in matrix.inside[room(matrix)]
    assert "already" in await working.say(LI, "wg join 1")
    assert "You have left" in await working.say(LI, "wg leave", room(matrix))
    assert LI not in matrix.inside[room(matrix)]
    assert LI in matrix.inside[matrix.channels["roundtable"]], "in the group as before"


async def test_who_comes_is_what_they_are_in_the_group(working: BotDriver) -> None:
    """Ana said that she is of civil society, and need not say it again."""
    (ana,) = members(await meeting(working))
    whole = (await meeting(working, GROUP)).participants
    assert ana.values in [each.values for each in whole.values()]
    assert stated(ana.values)


async def test_nobody_comes_in_from_outside(working: BotDriver, matrix: InMemoryPlatform) -> None:
    answer = await working.say(SAM, "wg join 1")
    assert "code" in answer or "not in the group" in answer or "is over" in answer or "works in" in answer
    assert SAM not in matrix.inside[room(matrix)]
    assert "no open working group" in await working.say(LI, "wg join 9")
    assert "no open working group" in await working.say(LI, "wg join one")


async def test_what_is_said_in_its_room_is_about_it(working: BotDriver, discord: InMemoryPlatform) -> None:
    await working.say(ANA, "resource add https://example.org/draft | The draft", room(discord))
    await working.say(ANA, "action add Read the draft", room(discord))
    read = working.store.read
    assert len(await read(lambda tx: tx.records.of(WORKING).all(Resource))) == 1
    assert await read(lambda tx: tx.records.of(GROUP).all(Resource)) == []
    assert "Read the draft" in await working.say(ANA, "action list", room(discord))
    assert "Read the draft" not in await working.say(ANA, "action list", discord.channels["roundtable"])


async def test_a_statement_begun_in_its_room_is_its_own_and_ends_with_it(
    working: BotDriver, matrix: InMemoryPlatform
) -> None:
    """The question comes to Li alone; the press in the direct chat means the working group all the same."""
    await working.say(LI, "wg join 1")
    await working.say(LI, "statement new Rivers | Rivers are for all | in 9 days", room(matrix))
    assert "is open" in await working.press(LI, matrix.choices(LI)["That is right"].token)
    assert len(await working.store.read(lambda tx: tx.records.of(WORKING).all(Statement))) == 1
    assert await working.store.read(lambda tx: tx.records.of(GROUP).all(Statement)) == []
    assert any("New statement 1 Rivers" in text for text in working.texts(room(matrix)))
    assert not any("Rivers" in text for text in working.texts(matrix.channels["roundtable"]))
    await sure(working, ANA, "wg close 1")
    await working.move(10 * 86400)
    assert not any("is final" in text for text in working.texts(room(matrix)))
    (kept,) = [
        each.file
        for each in matrix.shown[str(room(matrix))].values()
        if each.file and "record" in each.file.name
    ]
    assert "1 Rivers (not final, version 1)" in kept.content.decode()


async def test_who_goes_on_quietly_stays_unseen_in_it(working: BotDriver, discord: InMemoryPlatform) -> None:
    await working.say(BEN, "stay digest", DISCORD_ROOM)
    assert "quietly" in await working.say(BEN, "wg join 1")
    assert BEN not in discord.inside[room(discord)]


async def test_who_leaves_the_group_leaves_its_working_groups(
    working: BotDriver, matrix: InMemoryPlatform, discord: InMemoryPlatform
) -> None:
    await working.say(LI, "wg join 1")
    await working.say(LI, "unstay", matrix.channels["roundtable"])
    await working.move(0)
    assert LI not in matrix.inside[room(matrix)]
    assert len(members(await meeting(working))) == 1
    assert "not in the group" in await working.say(LI, "wg join 1", room(matrix))
    await working.say(ANA, "unstay", discord.channels["roundtable"])
    await working.move(0)
    assert members(await meeting(working)) == []
    assert any("Nobody coordinates the working group Data protection" in text for text in working.texts(VERA))
    await working.say(VERA, "wg join 1")
    assert len((await meeting(working)).moderators) == 1, "whoever runs the whole takes it over"


async def test_it_closes_with_a_record_and_reminds_nobody_any_more(
    working: BotDriver, discord: InMemoryPlatform, matrix: InMemoryPlatform
) -> None:
    await working.say(LI, "wg join 1")
    assert "is closed by who coordinates it" in await working.say(LI, "wg close 1")
    await working.say(ANA, "resource add https://example.org/draft | The draft", room(discord))
    await sure(working, ANA, "action add Read it | me | in two weeks", room(discord))
    assert "being closed" in await sure(working, ANA, "wg close", room(discord))
    for place in (room(discord), room(matrix), discord.channels["roundtable"]):
        assert any("has closed" in text for text in working.texts(place))
        words = record(working.fakes[place.platform], place)
        assert "The draft: example.org (https://example.org/draft)" in words
        assert "Left open: Read it" in words
        assert "Fewer than three people took part" in words
    before = len(working.texts(ANA))
    await working.move(15 * 86_400)
    assert len(working.texts(ANA)) == before
    assert "has ended" in await working.say(ANA, "action list", room(discord))
    assert "has ended" in await working.say(ANA, "wg join 1")
    assert "There are no working groups yet" in await working.say(IVO, "wg list")
    kept = await working.store.read(lambda tx: tx.records.of(WORKING).all(ActionItem))
    assert len(kept) == 1, "the record is all that is posted; what there was is kept as long as groups are"


def record(fake: InMemoryPlatform, place: Place) -> str:
    (file,) = [
        each.file for each in fake.shown[str(place)].values() if each.file and each.file.name == "record.txt"
    ]
    return file.content.decode()


async def test_bad_words_begin_nothing(after: BotDriver) -> None:
    for words in ("wg new", "wg new Name", "wg new | purpose", "wg new a | b | c"):
        assert "Write a name and what it is for" in await after.say(ANA, words)
    assert "That is too long" in await after.say(ANA, f"wg new {'x' * 61} | b")
    for _ in range(MOST_OF_ONE):
        await sure(after, ANA, NEW)
        await after.move(60)
    assert "There are too many" in await after.say(ANA, NEW)


async def test_a_crash_between_the_word_and_its_room_begins_it_once(
    play: Play, discord: InMemoryPlatform
) -> None:
    async with play() as bot:
        await meet(bot)
        await bot.say(ANA, NEW)
        await bot.give(ANA, "confirm 1")
    async with play() as bot:
        await bot.move(60)
        assert len([text for text in bot.texts(room(discord)) if "Comment on the draft law" in text]) == 1
        assert len(members(await meeting(bot))) == 1


async def test_who_is_put_out_does_not_come_back_by_leaving_and_joining(
    working: BotDriver, matrix: InMemoryPlatform, discord: InMemoryPlatform
) -> None:
    await working.say(LI, "wg join 1")
    await sure(working, ANA, "exclude Li | Shouts at others", room(discord))
    assert LI not in matrix.inside[room(matrix)]
    for words in ("wg leave 1", "wg join 1"):
        await working.say(LI, words)
        assert len(members(await meeting(working))) == 1
    assert LI not in matrix.inside[room(matrix)]
    assert LI in matrix.inside[matrix.channels["roundtable"]], "out of the working group, not of the group"
    await sure(working, VERA, "exclude Ana | Lets nobody speak", discord.channels["roundtable"])
    await working.move(1)
    assert ANA not in discord.inside[room(discord)], "out of the group, and so out of its working groups"
    assert "put you out of the whole group" in await working.say(ANA, "wg join 1")
