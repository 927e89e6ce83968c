"""A deadline is moved and told, a statement is taken back, and nobody fills the channel with comments."""

import pytest

from bot.domain.statement.rows import (
    Comment,
    Signature,
    Statement,
    StatementReminder,
    StatementVersion,
)
from bot.domain.statement.rules import MOST_COMMENTS_OF_ONE, closes
from tests.services.conftest import ANA, IVO, LI, VERA
from tests.services.groups.statements.test_statements import NEW, rows, sure, told
from tests.services.groups.test_coming_and_going import channel
from tests.support.bot import BotDriver
from tests.support.in_memory_platform import InMemoryPlatform


@pytest.fixture
async def begun(after: BotDriver) -> BotDriver:
    await sure(after, ANA, NEW, "That is right")
    return after


async def test_a_deadline_is_moved_and_told_wherever_it_was_told(
    begun: BotDriver, discord: InMemoryPlatform, matrix: InMemoryPlatform
) -> None:
    (old,) = await rows(begun, Statement)
    await sure(begun, VERA, "sign 1", "Sign with my name")
    await begun.say(LI, "statement remind 1")
    assert "Only its author" in await begun.say(LI, "statement deadline 1 | in 20 days")
    assert "Say until when" in await begun.say(ANA, "statement deadline 1")
    asked = await begun.say(ANA, "statement deadline 1 in 20 days")
    assert "The deadline of “Our view” moves from" in asked
    assert await rows(begun, Statement) == [old], "nothing counts before the press"
    assert "is open until" in await begun.press(ANA, discord.choices(ANA)["That is right"].token)
    (new,) = await rows(begun, Statement)
    assert (closes(new) - closes(old)).days == 10
    for fake in (discord, matrix):
        assert told(begun, channel(fake), "has another deadline") == 1
    assert told(begun, LI, "has another deadline") == 1, "who wants to be reminded of it"
    begun.clock.move((closes(old) - begun.clock.now()).total_seconds() + 60)
    await begun.settled()
    assert told(begun, channel(discord), "is final") == 0
    begun.clock.move((closes(new) - begun.clock.now()).total_seconds() - 6 * 3600)
    await begun.settled()
    assert told(begun, LI, "Statement 1 Our view is open until") == 1
    await begun.move(7 * 3600)
    assert told(begun, channel(discord), "is final. Signed: 1.") == 1


async def test_nobody_is_surprised_by_a_deadline_that_comes_sooner(begun: BotDriver) -> None:
    (old,) = await rows(begun, Statement)
    hour = begun.clock.now().strftime("%Y-%m-%d 23:00 UTC")
    assert "a day ahead at least" in await begun.say(VERA, f"statement deadline 1 | {hour}")
    assert await rows(begun, Statement) == [old]
    assert "is open until" in await sure(begun, VERA, "statement deadline 1 | in 3 days", "That is right")
    begun.clock.move((closes(old) - begun.clock.now()).total_seconds())
    await begun.settled()
    assert "is final" in await begun.say(ANA, "statement deadline 1 | in 9 days")
    assert "is final" in await begun.say(ANA, "statement withdraw 1")


async def test_a_statement_that_is_taken_back_leaves_nothing(
    begun: BotDriver, discord: InMemoryPlatform, matrix: InMemoryPlatform
) -> None:
    await begun.say(IVO, "stay digest")
    await sure(begun, IVO, "sign 1", "Sign without my name")
    await sure(begun, VERA, "sign 1 as Rivers for All", "Sign with my name")
    await begun.say(LI, "comment 1 | Not bad", channel(matrix))
    await begun.say(LI, "statement remind 1")
    assert "Only its author" in await begun.say(LI, "statement withdraw 1")
    assert "is deleted" in await sure(begun, ANA, "statement withdraw 1", "Take it back")
    for kind in (Statement, StatementVersion, Comment, Signature, StatementReminder):
        assert await rows(begun, kind) == []
    assert told(begun, channel(matrix), "Ana has taken back statement 1 Our view") == 1
    assert told(begun, LI, "has taken back statement 1") == 1
    texts = await begun.store.read(lambda tx: tx.people.texts_of("group/roundtable", range(1, 9)))
    assert not [id for id in texts if id.split("/")[0] in ("statement", "statementversion", "comment")]
    assert not [id for id in texts if id.startswith("signature/")]
    await begun.move(12 * 86400)
    assert told(begun, channel(discord), "is final") == 0
    await sure(begun, ANA, NEW, "That is right")
    (again,) = await rows(begun, Statement)
    assert again.number == 2, "an old card means no other one"


async def test_a_comment_is_taken_away_by_its_author_or_a_coordinator(begun: BotDriver) -> None:
    for words in ("Ana is a liar", "Well said", "Well done"):
        await begun.say(LI, f"comment 1 | {words}")
    shown = await begun.say(VERA, "statement comments 1")
    assert "1 Without a name: Ana is a liar" in shown
    assert "Only its author or a coordinator" in await begun.say(ANA, "statement uncomment 1")
    assert "Comment 1 is deleted" in await begun.say(VERA, "statement uncomment 1")
    assert "Comment 2 is deleted" in await begun.say(LI, "statement uncomment 2")
    assert "no comment with that number" in await begun.say(LI, "statement uncomment 2")
    shown = await begun.say(VERA, "statement comments 1")
    assert "liar" not in shown
    assert "Well done" in shown


@pytest.mark.slow
async def test_nobody_fills_the_channel_with_comments_without_a_name(begun: BotDriver) -> None:
    for number in range(MOST_COMMENTS_OF_ONE):
        assert "is shown without your name" in await begun.say(LI, f"comment 1 | Number {number}")
        await begun.move(10)
    assert "20 of one person" in await begun.say(LI, "comment 1 | One more")
    assert "is shown without your name" in await begun.say(VERA, "comment 1 | Enough")


async def test_a_page_of_the_longest_comments_is_a_message_or_two(begun: BotDriver) -> None:
    for number in range(4):
        await begun.say(LI, f"comment 1 | {number} {'x' * 990}")
        await begun.move(10)
    first = await begun.say(ANA, "statement comments 1")
    assert len(first) < 4000
    assert "One more." in first
    assert "3 xxx" in await begun.say(ANA, "statement comments 1 2")
