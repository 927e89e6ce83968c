"""Who is in the group: whoever said so, by the accounts that said so, and who coordinates it."""

from bot.domain.changing import replace
from bot.domain.identity import Identity, Place
from bot.domain.meeting.state import Meeting
from bot.domain.message import say
from bot.ports.permissions import NotPermitted
from bot.ports.platform import TryLater
from tests.services.conftest import ANA, BEN, IVO, LI, SAM, VERA, Play
from tests.services.groups.conftest import meet
from tests.support.bot import BotDriver
from tests.support.in_memory_platform import InMemoryPlatform
from tests.support.plans import DISCORD_MODERATORS, DISCORD_ROOM, MATRIX_ROOM, plan

GROUP = "group/roundtable"


def inside(fake: InMemoryPlatform) -> set[Identity]:
    return {who for place in fake.channels.values() for who in fake.inside[place]}


def channel(fake: InMemoryPlatform) -> Place:
    (place,) = fake.channels.values()
    return place


async def group(bot: BotDriver, id: str = GROUP) -> Meeting:
    return (await bot.store.read(lambda tx: bot.app.repository.load(tx, id))).meeting


async def test_at_the_close_those_who_stay_and_the_moderators_are_in_the_group(after: BotDriver) -> None:
    state = await group(after)
    assert len([each for each in state.participants.values() if each.stays]) == 2
    assert len(state.moderators) == 2
    assert {place.platform for place in state.channels} == {"discord", "matrix"}
    assert state.fed == ("roundtable",)
    offered = after.fakes["discord"].choices(DISCORD_ROOM).keys()
    assert {"Keep working together", "Read along, unseen"} <= offered


async def test_who_was_in_the_meeting_can_still_come_in(after: BotDriver, discord: InMemoryPlatform) -> None:
    assert "You are in the group" in await after.say(BEN, "stay", DISCORD_ROOM)
    assert BEN in inside(discord)
    assert "already" in await after.say(BEN, "stay")


async def test_a_stranger_comes_in_by_no_word_of_their_own(
    after: BotDriver, matrix: InMemoryPlatform
) -> None:
    assert "You need a code" in await after.say(SAM, "stay")
    assert SAM not in inside(matrix)
    assert "join it with" in await after.say(SAM, f"handover {ANA.id}")


async def test_who_reads_along_quietly_is_in_no_channel(after: BotDriver, discord: InMemoryPlatform) -> None:
    assert "You go on quietly" in await after.say(BEN, "stay digest", DISCORD_ROOM)
    assert BEN not in inside(discord)
    assert "You go on quietly" in await after.say(ANA, "stay digest")
    assert ANA not in inside(discord)
    await after.say(ANA, "stay")
    assert ANA in inside(discord)


async def test_who_leaves_is_not_asked_in_again(after: BotDriver, discord: InMemoryPlatform) -> None:
    assert "You have left the group" in await after.say(ANA, "unstay")
    assert ANA not in inside(discord)
    await after.say(VERA, "retry", DISCORD_MODERATORS)
    await after.say(BEN, "stay", DISCORD_ROOM)
    assert ANA not in inside(discord)
    await after.say(ANA, "stay")
    assert ANA in inside(discord)


async def test_who_cannot_be_taken_out_is_told_to_go_by_themselves(
    after: BotDriver, discord: InMemoryPlatform
) -> None:
    discord.refusals["eject"] = [NotPermitted("no right", say("go-yourself"))]
    await after.say(ANA, "unstay")
    assert ANA in inside(discord)
    assert any("Please leave it yourself" in text for text in after.texts(ANA))
    discord.refusals["eject"] = [TryLater("a limit", 5)]
    await after.say(BEN, "stay", DISCORD_ROOM)
    await after.say(BEN, "unstay")
    await after.move(6)
    assert BEN not in inside(discord)


async def test_several_meetings_feed_one_group(
    play: Play, discord: InMemoryPlatform, matrix: InMemoryPlatform
) -> None:
    one = plan()
    shared = replace(one.coordination, group="follow-up")
    first, second = replace(one, coordination=shared), replace(one, id="second", coordination=shared)
    async with play(first) as bot:
        await meet(bot)
        assert "You have left the group" in await bot.say(LI, "unstay")
    async with play(first, second) as bot:
        await bot.say(VERA, "open", DISCORD_MODERATORS)
        await bot.say(BEN, "stay", DISCORD_ROOM)
        await bot.close(VERA, DISCORD_MODERATORS)
        state = await group(bot, "group/follow-up")
        assert state.fed == ("roundtable", "second")
        assert (len(discord.channels), len(matrix.channels)) == (1, 1)
        assert {ANA, BEN, VERA} <= inside(discord)
        assert any("are in this group now" in text for text in bot.texts(channel(discord)))
        assert not state.participants[await person(bot, LI)].stays


async def person(bot: BotDriver, who: Identity) -> int:
    found = await bot.store.read(lambda tx: tx.people.person("group/follow-up", who))
    assert found is not None
    return found


async def test_coordinating_is_handed_over_and_shared_and_never_nobody_s(
    after: BotDriver, discord: InMemoryPlatform, matrix: InMemoryPlatform
) -> None:
    assert "for the coordinators" in await after.say(ANA, "handover Li")
    asked = await after.say(VERA, "handover Ana")
    assert "coordinates the group in your place" in asked
    assert "Ana coordinates the group now" in await after.say(VERA, "confirm 1")
    assert "has been answered" in await after.say(VERA, "confirm 1")
    assert ANA in discord.coordinators[channel(discord)]
    assert VERA in inside(discord), "who hands over stays in the group"
    assert "for the coordinators" in await after.say(VERA, "coordinator add Li")
    assert "does not coordinate the group any more" in await after.say(ANA, "coordinator remove Ivo")
    assert "You are the only coordinator" in await after.say(ANA, "coordinator remove Ana")
    assert "You are the only coordinator" in await after.say(ANA, "unstay")
    assert "coordinates the group as well" in await after.say(ANA, "coordinator add Li")
    assert "already" in await after.say(ANA, "coordinator add Li")
    assert "does not coordinate" in await after.say(ANA, "coordinator remove Vera")
    assert "Name the person" in await after.say(ANA, "handover Ana")
    assert LI in matrix.coordinators[channel(matrix)]
    assert IVO in inside(matrix)


async def test_another_s_question_is_not_answered_and_old_ones_are_forgotten(after: BotDriver) -> None:
    await after.say(VERA, "handover Ana")
    assert "has been answered" in await after.say(IVO, "confirm 1")
    await after.move(3601)
    assert "too old" in await after.say(VERA, "confirm 1")


async def test_help_in_the_group_is_about_the_group(after: BotDriver, matrix: InMemoryPlatform) -> None:
    assert "handover" not in await after.say(LI, "help", channel(matrix))
    assert "handover" in await after.say(IVO, "help", channel(matrix))
    assert "You are not in the group" in await after.say(SAM, "name Sam", channel(matrix))
    assert "agenda" in await after.say(SAM, "help", MATRIX_ROOM)


async def test_an_account_in_several_groups_is_asked_which_is_meant(play: Play) -> None:
    other = replace(plan(), id="other")
    async with play(plan()) as bot:
        await meet(bot)
    async with play(plan(), other) as bot:
        await bot.say(VERA, "open", DISCORD_MODERATORS)
        await bot.close(VERA, DISCORD_MODERATORS)
        await bot.say(VERA, "meeting roundtable")
        assert "coordinates the group in your place" in await bot.say(VERA, "handover Ana")
        await bot.store.write(lambda tx: tx.people.use(VERA, "gone", bot.clock.now()))
        assert "You are in several groups" in await bot.say(VERA, "handover Ana")


async def test_what_the_group_offers_is_pressed_in_the_room_of_its_meeting_too(
    after: BotDriver, discord: InMemoryPlatform
) -> None:
    """There whoever comes afterwards says that they stay, and is answered alone."""
    await after.say(BEN, "stay", DISCORD_ROOM)
    offered = discord.choices(BEN)["Not after all"]
    assert "You have left the group" in await after.press(BEN, offered.token, DISCORD_ROOM)
