"""The page of what a group shares: messages in each channel that are brought up to date in place."""

import asyncio
from collections.abc import Sequence
from datetime import timedelta
from typing import Literal

import pytest

from bot.domain.group.rows import Page, Resource, text_id
from bot.domain.identity import Place
from bot.domain.message import say
from bot.messages.catalogue import Catalogues
from bot.ports.permissions import NotPermitted
from bot.ports.platform import TryLater, Undeliverable
from bot.ports.store import Store, Transaction
from bot.services.single_process import LOOK_ANYWAY
from storage.erasure.by_operator import erase_person
from storage.store import SqlStore
from tests.services.conftest import ANA, LI, VERA, Play
from tests.services.groups.conftest import meet
from tests.services.groups.test_coming_and_going import GROUP, channel
from tests.services.groups.test_privacy import over
from tests.services.groups.test_resources import resources
from tests.support.bot import BotDriver, playing
from tests.support.clock import MovedClock
from tests.support.in_memory_platform import Hold, InMemoryPlatform, Shown
from tests.support.plans import MATRIX_MODERATORS, plan

Moment = Literal["before", "after"]

FITS = 2000
"""Characters of one message on Discord."""


def pages(fake: InMemoryPlatform) -> dict[str, Shown]:
    """Its messages in the channel, by key, the oldest first."""
    shown = fake.shown[str(channel(fake))].items()
    return {key: each for key, each in shown if "What this group shares" in each.text}


def page(fake: InMemoryPlatform) -> Shown:
    (only,) = pages(fake).values()
    return only


async def fill(bot: BotDriver, numbers: range) -> None:
    """So many resources that nobody gave a command for."""

    def work(tx: Transaction) -> None:
        for number in numbers:
            row = Resource(number, None, bot.clock.now(), "", "", "paper")
            tx.records.put(GROUP, row)
            tx.people.keep_text(GROUP, text_id(row, "link"), None, f"paper {number} {'x' * 80}")

    await bot.store.write(work)


async def drop(bot: BotDriver, rows: Sequence[Resource]) -> None:
    def work(tx: Transaction) -> None:
        for row in rows:
            tx.records.drop(GROUP, row)

    await bot.store.write(work)


async def test_many_changes_are_one_message_that_is_edited(
    after: BotDriver, discord: InMemoryPlatform, matrix: InMemoryPlatform
) -> None:
    assert pages(discord) == {}
    await after.say(LI, "resource list")
    assert pages(discord) == {}, "nothing is shared, and nothing is shown"
    await after.say(ANA, "resource add https://un.org/a | The Draft")
    assert page(discord).text.startswith("What this group shares\nAdd something: /resource add")
    assert "1 The Draft: un.org" in page(discord).text
    assert [choice.label for choice in page(discord).choices] == ["Share something"]
    discord.refusals[f"{channel(discord)} board"] = [TryLater("slow down", after=5)]
    for number in range(5):
        await after.say(LI, f"resource add https://un.org/{number} | Paper {number}")
    await after.say(ANA, "resource add https://un.org/a | | climate")
    await after.say(ANA, "resource remove 1")
    await after.move(5)
    assert page(discord).edits == 1, "one for all that happened meanwhile"
    for fake in (discord, matrix):
        assert "The Draft" not in page(fake).text
        assert page(fake).text.splitlines()[-5].startswith("2 Paper 0: un.org")
        assert page(fake).text.splitlines()[-1].startswith("6 Paper 4: un.org")
    edits = page(discord).edits
    await after.say(LI, "resource add https://un.org/4 | Another")
    assert page(discord).edits == edits, "nothing changed"


async def test_a_room_is_left_as_it_is_for_a_moment(
    store: Store,
    catalogues: Catalogues,
    fakes: tuple[InMemoryPlatform, InMemoryPlatform],
    clock: MovedClock,
) -> None:
    discord, plans = fakes[0], {"roundtable": plan()}
    async with playing(
        store, catalogues, plans, *fakes, clock=clock, board_pause=timedelta(seconds=3)
    ) as bot:
        await meet(bot)
        for _ in range(2):  # Each channel that was opened asked for the page, which is empty.
            await bot.move(10)
        for number in range(5):
            await bot.say(LI, f"resource add https://un.org/{number}")
        assert page(discord).edits == 0
        await bot.move(3)
        assert page(discord).edits == 1
        assert "5 un.org" in page(discord).text


@pytest.mark.slow
async def test_a_long_one_is_split_and_shrinks_again(
    after: BotDriver, discord: InMemoryPlatform, matrix: InMemoryPlatform
) -> None:
    await fill(after, range(1, 61))
    await after.say(ANA, "resource add https://un.org/a | The Draft")
    for fake in (discord, matrix):
        assert len(pages(fake)) == 4
        assert all(len(each.text) <= FITS for each in pages(fake).values())
        lines = "\n".join(each.text for each in pages(fake).values())
        assert all(lines.count(f"paper {number} ") == 1 for number in range(1, 61)), "each once"
        assert "part 4\n" in list(pages(fake).values())[-1].text
    before = {key: each.edits for key, each in pages(discord).items()}
    await after.say(ANA, "resource add https://un.org/b | Another")
    edited = [each.edits - before[key] for key, each in pages(discord).items()]
    assert edited == [0, 0, 0, 1], "what says the same is left alone"
    await drop(after, (await resources(after))[1:])
    await after.say(VERA, "resource remove 1")
    assert "Nothing is shared just now" in page(discord).text
    assert after.texts(channel(discord)).count("Nothing stands here now. See above.") == 3
    await fill(after, range(70, 130))
    await after.say(ANA, "resource add https://un.org/c")
    assert list(pages(discord)) == list(before), "the same messages serve again"


@pytest.mark.slow
async def test_of_very_many_the_newest_are_shown(after: BotDriver, discord: InMemoryPlatform) -> None:
    await fill(after, range(1, 301))
    await after.say(ANA, "resource add https://un.org/a | The Draft")
    texts = [each.text for each in pages(discord).values()]
    assert len(texts) == 10
    assert "Older ones: /resource list" in texts[0]
    assert "paper 300 " in texts[-1]
    assert "The Draft" in texts[-1]
    assert not any("paper 100 " in text for text in texts)


async def test_what_is_too_long_for_a_message_is_named_without_its_link(
    after: BotDriver, discord: InMemoryPlatform
) -> None:
    await after.say(ANA, f"resource add https://un.org/{'_' * 900} | The Draft")
    assert "1 The Draft: too long for this page. Search for it." in page(discord).text


@pytest.mark.parametrize("how", ["deleted", "forbidden"])
async def test_what_cannot_be_edited_is_posted_anew(
    after: BotDriver, discord: InMemoryPlatform, how: str
) -> None:
    await after.say(ANA, "resource add https://un.org/a")
    room = str(channel(discord))
    (old,) = pages(discord)
    if how == "deleted":
        del discord.shown[room][old]
    else:
        discord.refusals[f"{room} board"] = [Undeliverable("forbidden")]
    await after.say(LI, "resource add https://un.org/b | Another")
    new, shown = list(pages(discord).items())[-1]
    assert new != old
    assert "Another" in shown.text
    await after.say(LI, "resource add https://un.org/c | A third")
    assert "A third" in shown.text, "from then on that one is edited"
    assert len(await kept(after, channel(discord))) == 1


async def kept(bot: BotDriver, place: Place) -> list[Page]:
    found = await bot.store.read(
        lambda tx: tx.records.of(GROUP).all(Page, platform=place.platform, room=place.id)
    )
    return list(found)


async def test_a_part_that_is_needed_no_more_and_was_deleted_stays_away(
    after: BotDriver, discord: InMemoryPlatform
) -> None:
    await fill(after, range(1, 21))
    await after.say(ANA, "resource add https://un.org/a")
    last = list(pages(discord))[-1]
    del discord.shown[str(channel(discord))][last]
    await drop(after, (await resources(after))[:-1])
    await after.say(ANA, "resource remove 21")
    assert len(pages(discord)) == 1
    assert "Nothing stands here" not in " ".join(after.texts(channel(discord)))
    assert len(await kept(after, channel(discord))) == 1


async def test_where_nothing_can_be_posted_it_is_told_and_tried_again(
    after: BotDriver, discord: InMemoryPlatform
) -> None:
    discord.refusals[str(channel(discord))] = [Undeliverable("forbidden")] * 2
    await after.say(LI, "resource add https://un.org/a | The Draft")
    assert pages(discord) == {}
    assert any("could not be posted in" in text for text in after.texts(MATRIX_MODERATORS))
    await after.say(VERA, "retry")
    assert "The Draft" in page(discord).text


async def test_its_first_part_is_pinned_where_the_bot_may(
    after: BotDriver, discord: InMemoryPlatform, matrix: InMemoryPlatform
) -> None:
    matrix.refusals["pin"] = [NotPermitted("no right", say("go-yourself"))]
    await after.say(ANA, "resource add https://un.org/a")
    assert discord.pinned[channel(discord)] == list(pages(discord))
    assert matrix.pinned[channel(matrix)] == []
    assert len(pages(matrix)) == 1
    assert not any("go-yourself" in text or "leave it yourself" in text for text in after.texts(VERA))


async def test_what_somebody_shared_goes_from_it_with_them(
    after: BotDriver, discord: InMemoryPlatform, matrix: InMemoryPlatform
) -> None:
    await after.say(ANA, "resource add https://un.org/a | The Draft")
    await after.say(LI, "resource add https://un.org/b | Another")
    await after.say(ANA, "forgetme here")
    await over(after)
    for fake in (discord, matrix):
        assert "The Draft" not in page(fake).text
        assert "Another" in page(fake).text


async def test_what_an_operator_erased_goes_from_it_when_the_bot_looks(
    after: BotDriver, discord: InMemoryPlatform, store: SqlStore
) -> None:
    await after.say(ANA, "resource add https://un.org/a | The Draft")
    await erase_person(store, GROUP, ANA, store.erased, after.clock.now())
    await after.move(LOOK_ANYWAY.total_seconds())
    await over(after)
    assert "Nothing is shared just now" in page(discord).text


@pytest.mark.slow
@pytest.mark.parametrize("moment", ["before", "after"])
@pytest.mark.parametrize("what", ["post", "edit"])
async def test_a_crash_leaves_one_page_that_is_right(
    play: Play, discord: InMemoryPlatform, clock: MovedClock, moment: Moment, what: str
) -> None:
    async with play() as bot:
        await meet(bot)
        room = str(channel(discord))
        if what == "edit":
            await bot.say(ANA, "resource add https://un.org/a | The Draft")
            discord.hold = Hold(moment, f"{room} board")
            await bot.give(LI, "resource add https://un.org/b | Another")
        else:
            discord.hold = Hold(moment, room)
            await bot.give(ANA, "resource add https://un.org/a | The Draft", channel(discord))
        async with asyncio.timeout(20):
            await discord.hold.reached.wait()
        await bot.give(LI, "resource add https://un.org/c | A third", cause="matrix:third")
    discord.hold = None
    clock.move(30)
    async with play() as bot:
        await bot.settled()
        assert "The Draft" in page(discord).text
        assert "A third" in page(discord).text, "what came while it was posted is not missing"
        assert len(await kept(bot, channel(discord))) == 1
