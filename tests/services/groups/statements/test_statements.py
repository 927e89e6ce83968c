"""A text is written together, signed each for themselves, and final at its deadline."""

from collections.abc import Sequence
from typing import TypeVar

import pytest

from bot.domain.group.rows import Row
from bot.domain.identity import Identity, Place
from bot.domain.statement.rows import Comment, Signature, Statement, StatementVersion
from bot.domain.statement.rules import closes
from tests.services.conftest import ANA, BEN, IVO, LI, SAM, VERA
from tests.services.groups.impacts.test_any_order import Model, link
from tests.services.groups.test_coming_and_going import GROUP, channel
from tests.support.bot import BotDriver
from tests.support.in_memory_platform import InMemoryPlatform
from tests.support.plans import DISCORD_ROOM

NEW = "statement new Our view | Rivers are for all.\n\n- one\n- two | in 10 days"
R = TypeVar("R", bound=Row)


async def rows(bot: BotDriver, kind: type[R]) -> Sequence[R]:
    return await bot.store.read(lambda tx: tx.records.of(GROUP).all(kind))


def told(bot: BotDriver, where: Identity | Place, words: str) -> int:
    fake = bot.fakes[where.platform]
    return sum(words in text for text in fake.texts(where))


def file(bot: BotDriver, where: Identity | Place, name: str) -> str:
    """The newest of that name that was sent there."""
    of = f"@{where}" if isinstance(where, Identity) else str(where)
    files = [each.file for each in bot.fakes[where.platform].shown[of].values() if each.file]
    return next(each.content.decode() for each in reversed(files) if each.name == name)


async def sure(bot: BotDriver, who: Identity, command: str, label: str = "") -> str:
    """Asked, and then confirmed with that press."""
    asked = await bot.say(who, command)
    choices = bot.fakes[who.platform].choices(who)
    found = [
        each for name, each in choices.items() if name == label or (not label and "confirm" in each.token)
    ]
    return await bot.press(who, found[0].token) if found else asked


@pytest.fixture
async def begun(after: BotDriver) -> BotDriver:
    await sure(after, ANA, NEW, "That is right")
    return after


async def test_it_is_begun_once_its_deadline_was_seen(
    after: BotDriver, discord: InMemoryPlatform, matrix: InMemoryPlatform
) -> None:
    asked = await after.say(ANA, NEW)
    assert "“Our view”, " in asked
    assert "characters, open until" in asked
    assert await rows(after, Statement) == []
    assert "is open" in await after.press(ANA, discord.choices(ANA)["That is right"].token)
    (statement,) = await rows(after, Statement)
    assert statement.whole_day
    for fake in (discord, matrix):
        assert told(after, channel(fake), "New statement 1 Our view") == 1
        assert told(after, channel(fake), "Rivers are for all.") == 1
        text = file(after, channel(fake), "statement-1-version-1.txt")
        assert text == "Rivers are for all.\n\n- one\n- two", "lines stay lines"


async def test_versions_are_kept_and_only_author_and_coordinators_revise(begun: BotDriver) -> None:
    assert "Only its author" in await begun.say(LI, "statement revise 1 | Other")
    assert "Version 2" in await begun.say(ANA, "statement revise 1 | Rivers are for fish.")
    assert "Version 3" in await begun.say(VERA, "statement append 1 | And for birds.")
    assert [each.version for each in await rows(begun, StatementVersion)] == [1, 2, 3]
    shown = await begun.say(LI, "statement show 1")
    assert "version 3 of 3" in shown
    assert "And for birds." in shown
    first = await begun.say(LI, "statement show 1 1")
    assert "version 1 of 3" in first
    assert "Rivers are for all." in first
    assert "versions 1 to 3" in await begun.say(LI, "statement show 1 9")
    assert "1 Our view: version 3" in await begun.say(LI, "statement list")


async def test_each_signs_for_themselves_once_and_with_a_yes(
    begun: BotDriver, discord: InMemoryPlatform
) -> None:
    for other in ("sign 1 Li", "sign 1 | @li", "sign Li 1", "sign 1 for Li", "sign"):
        answer = await begun.say(ANA, other)
        assert "for themselves alone" in answer or "sign TEXT" in answer, other
        await begun.move(60)
    assert "for yourself alone" in await begun.say(ANA, "sign 1")
    assert await rows(begun, Signature) == []
    token = discord.choices(ANA)["Sign with my name"].token
    assert "with your name" in await begun.press(ANA, token)
    assert "has been answered" in await begun.press(ANA, token)
    assert "already" in await begun.say(ANA, "sign 1")
    (row,) = await rows(begun, Signature)
    assert row.named
    assert "has been answered" in await begun.say(LI, "confirm 2.1"), "another's press is theirs alone"
    assert len(await rows(begun, Signature)) == 1
    assert "not signed" in await begun.say(LI, "unsign 1")
    assert "taken back" in await sure(begun, ANA, "unsign 1", "Take it back")
    assert await rows(begun, Signature) == []


async def test_a_signature_holds_for_the_version_that_was_seen(
    begun: BotDriver, discord: InMemoryPlatform
) -> None:
    await sure(begun, LI, "sign 1", "Sign with my name")
    await begun.say(ANA, "sign 1")
    late = discord.choices(ANA)["Sign with my name"].token
    await begun.say(VERA, "statement revise 1 | Rivers are mine.")
    assert told(begun, LI, "Your signature is for an earlier version") == 1
    assert "has changed: version 2" in await begun.press(ANA, late), "nobody signs what they did not see"
    assert [each.version for each in await rows(begun, Signature)] == [1]
    await begun.say(VERA, "statement append 1 | All of them.")
    assert told(begun, LI, "Your signature is for an earlier version") == 1, "they have been told"
    await sure(begun, LI, "sign 1", "Sign without my name")
    assert [(each.version, each.named) for each in await rows(begun, Signature)] == [(3, False)]


async def test_comments_show_no_name_where_they_were_given_in_private(
    begun: BotDriver, discord: InMemoryPlatform, matrix: InMemoryPlatform
) -> None:
    assert "with your name" in await begun.say(ANA, "comment 1 | Say more of fish", channel(discord))
    assert "without your name" in await begun.say(LI, "comment 1 | Say **less** @everyone")
    for fake in (discord, matrix):
        assert told(begun, channel(fake), "Ana: Say more of fish") == 1
        assert told(begun, channel(fake), "Without a name: Say **less** @everyone") == 1
        assert told(begun, channel(fake), "Li") == 0
    for coordinator in (VERA, IVO):
        listed = await begun.say(coordinator, "statement comments 1")
        assert "Ana: Say more of fish" in listed
        assert "Without a name: Say **less**" in listed
        assert "Li" not in listed
    assert [each.author is None for each in await rows(begun, Comment)] == [False, True]
    await begun.say(LI, "mydata")
    assert "less" in file(begun, LI, "mydata.json")
    await begun.say(VERA, "mydata")
    assert "less" not in file(begun, VERA, "mydata.json")


async def test_at_the_deadline_it_is_final_and_told_once(
    begun: BotDriver, discord: InMemoryPlatform, matrix: InMemoryPlatform
) -> None:
    await sure(begun, ANA, "sign 1 as <b>Fish</b> @everyone & [x](https://evil.example)", "Sign with my name")
    await sure(begun, LI, "sign 1 as Secret", "Sign without my name")
    await sure(begun, VERA, "sign 1", "Sign with my name")
    (statement,) = await rows(begun, Statement)
    left = closes(statement) - begun.clock.now()
    await begun.move(left.total_seconds() - 60)
    await begun.say(IVO, "sign 1")
    late = matrix.choices(IVO)["Sign with my name"].token
    await begun.move(60)
    assert "is final" in await begun.press(IVO, late)
    await begun.move(86400)
    for fake in (discord, matrix):
        assert told(begun, channel(fake), "Statement 1 Our view is final. Signed: 3.") == 1
        assert told(begun, channel(fake), "opened in a browser") == 1
        page, text = (file(begun, channel(fake), f"statement-1.{form}") for form in ("html", "md"))
        assert "<b>" not in page
        assert "&lt;b&gt;Fish&lt;/b&gt; @everyone" in page
        assert "<script" not in page
        assert "\\<b\\>Fish\\</b\\> @everyone &" not in text
        assert "> \\- one" not in text
        assert "> - one" in text
        for each in (page, text):
            assert "Vera" in each
            assert "Li" not in each
            assert "Secret" not in each
            assert "final version: 3" in each.casefold()
    for command in (
        "sign 1",
        "unsign 1",
        "comment 1 | x",
        "statement revise 1 | x",
        "statement append 1 | x",
    ):
        assert "is final" in await begun.say(ANA, command), command
        await begun.move(60)
    assert "It is final. Signed: 3" in await begun.say(LI, "statement show 1")
    await begun.say(LI, "statement export 1 html")
    assert file(begun, LI, "statement-1.html") == page
    assert "md or html" in await begun.say(LI, "statement export 1 exe")


async def test_who_wants_it_and_has_not_signed_is_reminded_once(begun: BotDriver) -> None:
    assert "You are reminded" in await begun.say(LI, "statement remind 1")
    assert "You are reminded" in await begun.say(ANA, "statement remind 1")
    assert "You are reminded" in await begun.say(VERA, "statement remind 1")
    assert "not reminded" in await begun.say(VERA, "statement remind 1")
    await sure(begun, ANA, "sign 1", "Sign with my name")
    for _ in range(12 * 4):
        await begun.move(6 * 3600)
    assert told(begun, LI, "wanted to be reminded") == 1
    assert told(begun, ANA, "wanted to be reminded") == 0
    assert told(begun, VERA, "wanted to be reminded") == 0


async def test_accounts_that_are_linked_afterwards_are_one_person_and_count_once(begun: BotDriver) -> None:
    await sure(begun, ANA, "sign 1", "Sign with my name")
    await sure(begun, LI, "sign 1", "Sign with my name")
    await begun.say(LI, "statement remind 1")
    await begun.move(60)
    linked = Model()
    await link(begun, linked, ANA, LI)
    assert linked.linked == [{ANA, LI}]
    await begun.move(11 * 86400)
    assert told(begun, ANA, "wanted to be reminded") == 0
    assert len(await rows(begun, Signature)) == 1


async def test_only_people_of_the_group_do_any_of_it(begun: BotDriver) -> None:
    await begun.say(BEN, "stay digest", DISCORD_ROOM)
    for command in ("statement list", "sign 1", "comment 1 | x", "unsign 1"):
        assert "not in the group" in await begun.say(SAM, command) or "join it" in await begun.say(
            SAM, command
        )
    asked = await begun.say(BEN, "sign 1 as Ben and sons")
    assert "without a name" in asked
    assert "Sign with my name" not in begun.fakes["discord"].choices(BEN)
    await sure(begun, LI, "sign 1", "Sign with my name")
    await begun.say(LI, "unstay")
    await begun.move(11 * 86400)
    assert await rows(begun, Signature) == [], "who has left is not under it"


async def test_odd_words_are_refused_plainly(after: BotDriver) -> None:
    assert "There are no statements" in await after.say(ANA, "statement")
    for words in ("statement new", "statement new A | B", "statement new | b | in 3 days"):
        assert "Write a title" in await after.say(ANA, words), words
        await after.move(60)
    assert "I cannot read" in await after.say(ANA, "statement new A | B | whenever")
    assert "200" in await after.say(ANA, f"statement new {'x' * 201} | B | in 3 days")
    for words in ("show", "revise", "append", "comments", "remind", "export"):
        assert "no statement with that number" in await after.say(ANA, f"statement {words} 7 | x"), words
        await after.move(60)
    assert "no statement" in await after.say(ANA, "sign 7")
    assert "Write the number" in await after.say(ANA, "comment hello")
    assert await rows(after, Statement) == []
    assert "more than one day" in await after.say(ANA, "statement new A | B\n\nC | 03/04/2027")
    await after.press(ANA, list(after.fakes["discord"].choices(ANA).values())[-1].token)
    assert file(after, channel(after.fakes["matrix"]), "statement-1-version-1.txt") == "B\n\nC"
    await after.move(60)
    assert "Write a title" in await after.say(ANA, "statement revise 1 |")
    assert "1,000" in await after.say(ANA, f"comment 1 | {'x' * 1001}")
    assert "200" in await after.say(ANA, f"sign 1 as {'x' * 201}")
    assert "Nobody has commented" in await after.say(ANA, "statement comments 1")
