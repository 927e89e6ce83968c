"""What people share: kept once, found again, and shown so that nothing in it acts by itself."""

import asyncio

import pytest

from bot.domain.group.rows import Resource, text_id
from bot.ports.store import Transaction
from tests.services.conftest import ANA, LI, SAM, VERA
from tests.services.groups.test_coming_and_going import GROUP, channel
from tests.support.bot import BotDriver
from tests.support.in_memory_platform import InMemoryPlatform

READING = 300
"""Characters of a common answer."""


async def resources(bot: BotDriver) -> list[Resource]:
    return list(await bot.store.read(lambda tx: tx.records.of(GROUP).all(Resource)))


async def test_a_link_is_shared_and_found_on_both_platforms(
    after: BotDriver, discord: InMemoryPlatform, matrix: InMemoryPlatform
) -> None:
    said = await after.say(ANA, "resource add https://un.org/a | The Draft | ai, Gender", channel(discord))
    assert "New resource 1 The Draft" in said
    assert len(said) <= READING
    assert sum("New resource 1" in text for text in after.texts(channel(matrix))) == 1
    assert "un.org (https://un.org/a)" in after.texts(channel(matrix))[-1], "a link, under where it leads"
    for words in ("resource list", "resource list AI", "resource search draft un.org", "resources"):
        answer = await after.say(LI, words)
        assert "1 The Draft" in answer, words
        assert len(answer) <= READING
    assert "No resource has this tag" in await after.say(LI, "resource list other")
    assert "No resource has all" in await after.say(LI, "resource search draft absent")
    assert "join it with" in await after.say(SAM, "resource list")


async def test_the_same_link_is_not_added_twice_but_its_tags_grow(after: BotDriver) -> None:
    await after.say(ANA, "resource add https://un.org/a | The Draft | ai")
    again = await after.say(LI, "resource add http://UN.org:80/a?utm_source=x | Other | gender, ai")
    assert "Your tags were added" in again
    assert "The Draft" in again
    assert "already" in await after.say(LI, "resource add https://un.org/a")
    (row,) = await resources(after)
    assert row.tags == " ai gender "
    assert "1 The Draft" in await after.say(LI, "resource search gender")
    many = " ".join(f"tag{number}" for number in range(7))
    assert "8 tags at most" in await after.say(LI, f"resource add https://un.org/a | | {many}")


async def test_it_is_removed_by_its_author_or_a_coordinator_and_added_again(after: BotDriver) -> None:
    await after.say(ANA, "resource add https://un.org/a")
    assert "is not yours" in await after.say(LI, "resource remove 1")
    assert "is removed" in await after.say(ANA, "resource remove 1")
    assert "no resource with that number" in await after.say(ANA, "resource remove 1")
    assert "New resource 2" in await after.say(LI, "resource add https://un.org/a")
    assert "is removed" in await after.say(VERA, "resource remove 2")
    assert await resources(after) == []
    assert "Nothing has been shared" in await after.say(ANA, "resource list")


async def test_two_who_add_the_same_at_once_add_it_once(after: BotDriver) -> None:
    said = "resource add https://un.org/a | | "
    await asyncio.gather(after.give(ANA, f"{said}ai"), after.give(LI, f"{said}gender"))
    await after.settled()
    (row,) = await resources(after)
    assert set(row.tags.split()) == {"ai", "gender"}


@pytest.mark.parametrize(
    "what",
    ["javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "https://a@evil.example", "hello"],
)
async def test_all_that_is_no_safe_link_stays_text(
    after: BotDriver, matrix: InMemoryPlatform, what: str
) -> None:
    said = await after.say(ANA, f"resource add {what} | [t](https://evil.example) **@everyone**")
    assert said.endswith(f"New resource 1 [t](https://evil.example) **@everyone**: {what}"), "no link is made"
    assert said in after.texts(channel(matrix))


async def test_odd_words_are_refused_plainly(after: BotDriver) -> None:
    assert "Write the link" in await after.say(ANA, "resource add")
    assert "Write the link" in await after.say(ANA, "resource add https://un.org | a | b | c")
    assert "Write the link" in await after.say(ANA, "resource search")
    assert "4,000" in await after.say(ANA, f"resource add https://un.org/{'x' * 4000}")
    assert "1,000" in await after.say(ANA, f"resource add https://un.org/{'x' * 1500}")
    assert "200" in await after.say(ANA, f"resource add {'x' * 201}")
    assert "tags at most" in await after.say(ANA, "resource add https://un.org | t | %, _")
    assert await resources(after) == []


async def test_signs_of_the_database_are_letters_as_others(after: BotDriver) -> None:
    await after.say(ANA, "resource add https://un.org | t | a_b")
    assert "No resource" in await after.say(ANA, "resource list %")
    assert "No resource" in await after.say(ANA, "resource list a%b")
    assert "No resource" in await after.say(ANA, "resource search %")
    assert "1 t" in await after.say(ANA, "resource list a_b")
    assert "No resource" in await after.say(ANA, "resource list acb")


@pytest.mark.slow
async def test_many_are_read_page_by_page_with_presses(after: BotDriver) -> None:
    def fill(tx: Transaction) -> None:
        for number in range(1, 10_001):
            row = Resource(number, None, after.clock.now(), "", " ai ", f"paper {number}")
            tx.records.put(GROUP, row)
        for number in range(9_980, 10_001):
            tx.people.keep_text(GROUP, f"resource/{number}/link", None, f"paper {number}")

    await after.store.write(fill)
    for words in ("resource list", "resource list ai", "resource search paper"):
        first = await after.say(ANA, words)
        assert "paper 10000" in first
        assert len(first) <= READING
        second = await press_more(after)
        assert "paper 9995" in second, words
        assert "paper 9996" not in second
        assert "paper 9990" in await press_more(after)
        await after.move(60)


async def press_more(bot: BotDriver) -> str:
    return await bot.press(ANA, bot.fakes["discord"].choices(ANA)["More"].token)


async def test_a_text_that_was_erased_is_said_to_be(after: BotDriver) -> None:
    await after.say(ANA, "resource add https://un.org/a")
    (row,) = await resources(after)
    await after.store.write(lambda tx: tx.people.revise_text(GROUP, text_id(row, "link"), None))
    assert "text erased" in await after.say(LI, "resource list")
