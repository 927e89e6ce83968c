"""Who does what: asked for, taken, done, and reminded of at the right times."""

from datetime import UTC, datetime

from bot.commands.group.actions import MOST_GIVEN
from bot.domain.group.rows import ActionItem
from bot.domain.identity import Identity, Place
from tests.services.conftest import ANA, BEN, IVO, LI, SAM, VERA
from tests.services.groups.test_coming_and_going import GROUP, channel
from tests.support.bot import BotDriver
from tests.support.in_memory_platform import InMemoryPlatform
from tests.support.plans import DISCORD_ROOM


async def actions(bot: BotDriver) -> list[ActionItem]:
    return list(await bot.store.read(lambda tx: tx.records.of(GROUP).all(ActionItem)))


def told(bot: BotDriver, where: Identity | Place, words: str) -> int:
    return sum(words in text for text in bot.texts(where))


async def test_an_action_is_added_taken_and_done_and_the_group_is_told(
    after: BotDriver, discord: InMemoryPlatform, matrix: InMemoryPlatform
) -> None:
    here, there = channel(discord), channel(matrix)
    assert "1 Draft the letter (nobody yet)" in await after.say(ANA, "action add Draft the letter", here)
    assert (told(after, here, "New action"), told(after, there, "New action")) == (1, 1)
    assert "Action 1 is yours" in await after.say(LI, "action take 1", there)
    assert "Somebody else has action 1" in await after.say(ANA, "action take 1")
    assert "yours already" in await after.say(LI, "action take 1", there)
    assert "1 Draft the letter (Li)" in await after.say(ANA, "action list", here)
    assert "1 Draft the letter (Li)" in await after.say(LI, "action list mine", there)
    assert "None of the open actions is yours" in await after.say(ANA, "action list mine")
    assert "Action 1 is done" in await after.say(LI, "action done 1", there)
    assert told(after, here, "Li has done action 1") == 1
    assert "closed already" in await after.say(LI, "action done 1", there)
    assert "Done: Draft the letter" in await after.say(ANA, "action list all")
    assert "no action with that number" in await after.say(ANA, "action take 99")


async def test_others_actions_are_closed_by_coordinators_alone(after: BotDriver) -> None:
    await after.say(ANA, "action add One | me")
    assert "is not yours" in await after.say(LI, "action done 1")
    assert "Action 1 is dropped" in await after.say(VERA, "action drop 1")


async def test_a_day_is_said_in_full_and_counts_once_it_is_confirmed(
    after: BotDriver, matrix: InMemoryPlatform
) -> None:
    asked = await after.say(ANA, "action add Draft a text | Li | 15 March 2027")
    assert "Draft a text" in asked
    assert "Monday, March 15, 2027" in asked
    assert await actions(after) == []
    await after.say(ANA, "confirm 1.1")
    (action,) = await actions(after)
    assert action.whole_day
    assert action.due == datetime(2027, 3, 15, 9, 0, tzinfo=UTC)
    assert told(after, LI, "You have been asked to do this") == 1
    assert told(after, channel(matrix), "New action") == 1


async def test_what_is_ambiguous_is_asked_back_with_choices(after: BotDriver) -> None:
    asked = await after.say(ANA, "action add Draft | | 03/04/2027")
    assert "more than one day" in asked
    await after.say(ANA, "confirm 1.2")
    (action,) = await actions(after)
    assert action.due is not None
    assert action.due.year == 2027
    assert "has been answered" in await after.say(ANA, "confirm 1.1")


async def test_words_without_a_person_may_be_followed_by_the_day(after: BotDriver) -> None:
    assert "tomorrow" not in await after.say(ANA, "action add Draft | tomorrow")
    await after.say(ANA, "confirm 1.1")
    (action,) = await actions(after)
    assert (action.owner, action.due is not None) == (None, True)


async def test_an_owner_is_reminded_the_day_before_and_on_the_day_each_once(after: BotDriver) -> None:
    await after.say(ANA, "action add Draft | me | in 10 days")
    await after.say(ANA, "confirm 1.1")
    for _ in range(12 * 24):
        await after.move(3600)
    assert told(after, ANA, "due tomorrow") == 1
    assert told(after, ANA, "due today") == 1


async def test_what_is_due_at_the_same_moment_under_the_same_number_comes_all(
    after: BotDriver, matrix: InMemoryPlatform
) -> None:
    await after.move(60)
    await after.say(ANA, "action add Draft | me | 2026-12-14")
    await after.say(ANA, "confirm 1.1")
    await after.say(ANA, "date add Round | 2026-12-14 10:00")
    await after.say(ANA, "confirm 2")
    monday = datetime(2026, 12, 14, 9, tzinfo=UTC)
    await after.move((monday - after.clock.now()).total_seconds())
    assert told(after, ANA, "due today") == 1
    for words in ("\u201cRound\u201d is on", "What is new in the group"):
        assert told(after, channel(matrix), words) == 1, words


async def test_nobody_is_reminded_of_what_is_done_or_late(after: BotDriver) -> None:
    await after.say(ANA, "action add Draft | me | in 3 days")
    await after.say(ANA, "confirm 1.1")
    await after.say(ANA, "action add Other | me | in 3 days")
    await after.say(ANA, "confirm 2.1")
    await after.say(ANA, "action done 1")
    await after.move(20 * 86400)
    assert told(after, ANA, "due t") == 0


async def test_odd_words_are_refused_plainly(after: BotDriver, matrix: InMemoryPlatform) -> None:
    assert "Write what is to be done" in await after.say(ANA, "action add")
    assert "Write what is to be done" in await after.say(ANA, "action add a|b|c|d")
    assert "Write what is to be done" in await after.say(ANA, "action list everything")
    assert "join it with" in await after.say(SAM, "action list")
    assert "300" in await after.say(ANA, "action add " + "x" * 301)
    assert "I cannot read" in await after.say(ANA, "action add Draft | Li | whenever")
    for words in ("Nobody known", "<@everyone>"):
        answer = await after.say(ANA, f"action add Draft | {words}")
        assert "New action" not in answer
    assert await actions(after) == []
    await after.say(IVO, "action add **bold** @everyone | me")
    assert told(after, channel(matrix), "**bold** @everyone") == 1


async def test_an_owner_is_told_when_somebody_else_closes_it(after: BotDriver) -> None:
    await after.say(ANA, "action add Draft | Li")
    await after.say(VERA, "action drop 1")
    assert told(after, LI, "drops action") == 1


async def test_who_goes_on_unseen_is_not_named(
    after: BotDriver, discord: InMemoryPlatform, matrix: InMemoryPlatform
) -> None:
    await after.say(BEN, "stay digest", DISCORD_ROOM)
    await after.say(BEN, "action add Draft the letter | me")
    await after.say(BEN, "action done 1")
    for fake in (discord, matrix):
        assert told(after, channel(fake), "Draft the letter") == 2
        assert told(after, channel(fake), "Ben") == 0
    assert "Ben" not in await after.say(LI, "action list all")


async def test_nobody_is_written_to_over_and_over_by_giving_them_work(after: BotDriver) -> None:
    for number in range(MOST_GIVEN):
        await after.move(60)
        assert "New action" in await after.say(ANA, f"action add Task {number} | Li")
    await after.move(60)
    assert "Leave the owner out" in await after.say(ANA, "action add One more | Li")
    assert "New action" in await after.say(ANA, "action add One more")
    assert told(after, LI, "You have been asked") == MOST_GIVEN
    await after.move(86_400)
    assert "New action" in await after.say(ANA, "action add A day later | Li")


async def test_a_number_that_is_not_there_is_answered_with_the_list(after: BotDriver) -> None:
    for words in ("action take 99", "date going 99", "resource remove 99"):
        await after.say(ANA, words)
        shown = list(after.fakes["discord"].shown[f"@{ANA}"].values())[-1]
        assert "Show the list" in [each.label for each in shown.choices], words


async def test_a_page_of_the_longest_actions_is_a_message_or_two(after: BotDriver) -> None:
    for number in range(12):
        await after.say(ANA, f"action add {number} {'x' * 290}")
        await after.move(10)
    first = await after.say(ANA, "action list")
    assert len(first) < 4000
    assert first.endswith("2 more.")
    assert "11 xxx" in await after.say(ANA, "action list open 2")
