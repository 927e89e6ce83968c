"""Long texts, texts that would like to act, and many of them; on both databases, killed and erased."""

import pytest

from bot.domain.group.rows import text_id
from bot.domain.statement.rows import Comment, Signature, Statement, StatementVersion
from bot.domain.statement.rules import LONGEST, MOST_OF_ONE
from bot.ports.store import Transaction
from storage.store import SqlStore
from tests.services.conftest import ANA, LI, VERA, Play
from tests.services.groups.conftest import meet
from tests.services.groups.statements.test_statements import NEW, file, rows, sure, told
from tests.services.groups.test_coming_and_going import GROUP, channel
from tests.services.groups.test_privacy import over
from tests.support.bot import BotDriver
from tests.support.in_memory_platform import Hold, InMemoryPlatform

EVIL = "<script>alert(1)</script> </article><img src=x onerror=alert(2)> @everyone [a](javascript:b) ](x)"


async def test_a_text_of_50_000_characters_comes_in_parts(after: BotDriver, matrix: InMemoryPlatform) -> None:
    await sure(after, ANA, f"statement new Long | {'a' * 3000} | in 9 days", "That is right")
    for number in range(12):
        await after.move(60)
        assert "is kept" in await after.say(ANA, f"statement append 1 | {str(number % 10) * 3900}")
    assert "50000 characters at most" in (await after.say(ANA, f"statement append 1 | {'z' * 300}")).replace(
        ",", ""
    )
    versions = await rows(after, StatementVersion)
    assert LONGEST - 300 < versions[-1].length <= LONGEST
    text = file(after, channel(matrix), "statement-1-version-13.txt")
    assert len(text) == versions[-1].length
    assert max(map(len, after.texts(channel(matrix)))) < 1500, "a message shows the beginning"
    await after.move(10 * 86400)
    assert text.replace("\n\n", "") in file(after, channel(matrix), "statement-1.html").replace("\n\n", "")


async def test_nothing_in_a_text_acts(after: BotDriver, matrix: InMemoryPlatform) -> None:
    await sure(
        after, ANA, f"statement new {EVIL} | {EVIL}\n# Signatories by name\n- Li | in 9 days", "That is right"
    )
    await sure(after, LI, f"sign 1 as {EVIL}", "Sign with my name")
    assert not any(each.pings for each in matrix.shown[str(channel(matrix))].values())
    await after.move(10 * 86400)
    page = file(after, channel(matrix), "statement-1.html")
    for tag in ("<script", "<img", "</article><"):
        assert tag not in page
    assert page.count("</article>") == 1
    text = file(after, channel(matrix), "statement-1.md")
    assert "<" not in text.replace("\\<", ""), "nothing is a tag"
    assert "> # Signatories by name\n> - Li\n" in text, "what the text says of signatories is quoted"


async def test_a_link_stays_a_link_and_takes_no_parts(after: BotDriver, matrix: InMemoryPlatform) -> None:
    await sure(after, ANA, "statement new Far | https://example.org/text | in 9 days", "That is right")
    assert "example.org (https://example.org/text)" in after.texts(channel(matrix))[-1]
    assert "is a link" in await after.say(ANA, "statement append 1 | more")


async def test_200_statements_are_listed_in_pages_and_one_author_has_20(after: BotDriver) -> None:
    own, now = await after.store.read(lambda tx: tx.people.person(GROUP, ANA)), after.clock.now()

    def fill(tx: Transaction) -> None:
        for number in range(1, 201):
            row = Statement(number, own if number <= MOST_OF_ONE else 99, now, now, "UTC", whole_day=True)
            tx.records.put(GROUP, row)
            tx.records.put(GROUP, StatementVersion(number, number, 1, own, now, 1))
            tx.people.keep_text(GROUP, text_id(row, "title"), own, f"Title {number}")

    await after.store.write(fill)
    listed = await after.say(LI, "statement list 20")
    assert "200 Title 200" in listed
    assert "200 statements are open at most, and 20 of one author" in await after.say(ANA, NEW)


@pytest.fixture
def store(store_on_each: SqlStore) -> SqlStore:
    return store_on_each


@pytest.mark.slow
async def test_killed_at_the_end_it_is_told_once_and_who_goes_is_not_under_it(
    play: Play, fakes: tuple[InMemoryPlatform, InMemoryPlatform]
) -> None:
    matrix = fakes[1]
    async with play() as bot:
        await meet(bot)
        await sure(bot, ANA, NEW, "That is right")
        await sure(bot, ANA, "sign 1 as Quokka union", "Sign with my name")
        await sure(bot, LI, "sign 1 as Pangolins", "Sign with my name")
        await bot.say(LI, "comment 1 | axolotl")
        place = channel(matrix)
        matrix.hold = Hold("after", str(place))
        bot.clock.move(11 * 86400)
        await matrix.hold.reached.wait()
    matrix.hold = None
    async with play() as bot:
        await bot.settled()
        assert told(bot, place, "Our view is final. Signed: 2.") == 1
        assert told(bot, place, "opened in a browser") == 1
        assert "Pangolins" in file(bot, place, "statement-1.md")
        await bot.say(LI, "forgetme everywhere")
        await over(bot)
        await bot.say(VERA, "statement export 1")
        text = file(bot, VERA, "statement-1.md")
        assert "Quokka" in text
        assert "Pangolins" not in text
        assert "Signed the final version: 2" in text, "counts stay true"
        assert [len(await rows(bot, kind)) for kind in (Signature, Comment)] == [1, 0]
        assert (await rows(bot, Statement))[0].author is not None
        await bot.say(ANA, "forgetme everywhere")
        await over(bot)
        assert (await rows(bot, Statement))[0].author is None
        assert "Rivers are for all" in await bot.say(VERA, "statement show 1"), "others go by it"
