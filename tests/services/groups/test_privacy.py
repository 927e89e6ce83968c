"""What is kept of somebody can be seen and goes when they ask, on both platforms."""

import json
from collections.abc import Sequence
from datetime import timedelta

import pytest

from bot.domain.changing import replace
from bot.domain.group.rows import ActionItem, KeyDate, Resource, text_id
from bot.domain.identity import Identity
from bot.domain.meeting.state import Meeting
from bot.ports.platform import TryLater
from bot.ports.store import Account, Transaction
from bot.services.single_process import LOOK_ANYWAY
from storage.erasure.by_operator import erase_person
from storage.store import SqlStore
from tests.services.conftest import ANA, BEN, IVO, LI, SAM, Play
from tests.services.groups.conftest import meet
from tests.support.bot import BotDriver
from tests.support.in_memory_platform import InMemoryPlatform
from tests.support.plans import DISCORD_ROOM, MATRIX_ROOM, plan

GROUP = "group/roundtable"
LINK, TODO, TAKEN, ROUND = "https://pangolin.example", "feed the axolotl", "count ocelots", "Quokka round"


def newest_file(bot: BotDriver, who: Identity) -> dict[str, object]:
    shown = [each for each in bot.fakes[who.platform].shown[f"@{who}"].values() if each.file]
    assert shown[-1].file is not None
    found: dict[str, object] = json.loads(shown[-1].file.content.decode())
    return found


async def number(bot: BotDriver, who: Identity) -> int:
    found = await bot.store.read(lambda tx: tx.people.person(GROUP, who))
    assert found is not None
    return found


async def works(bot: BotDriver, who: Identity, other: Identity) -> None:
    """A resource, an action that is free, one that another has taken, one of another's, and a date."""
    own, others, now = await number(bot, who), await number(bot, other), bot.clock.now()

    def work(tx: Transaction) -> None:
        for row, name, text, author in (
            (Resource(1, own, now, "d", "", LINK), "link", LINK, own),
            (ActionItem(1, own, None, now), "text", TODO, own),
            (ActionItem(2, own, others, now), "text", TAKEN, own),
            (ActionItem(3, others, own, now), "text", "of another's", others),
            (KeyDate(1, own, now, "UTC", False, now, "u"), "title", ROUND, own),
        ):
            tx.records.put(GROUP, row)
            tx.people.keep_text(GROUP, text_id(row, name), author, text)
        tx.timers.set("actionitem", f"{GROUP} 1", now + timedelta(days=9))

    await bot.store.write(work)


@pytest.mark.parametrize(("who", "other"), [(ANA, LI), (LI, ANA)])
async def test_all_that_is_kept_of_somebody_is_theirs_to_see(
    after: BotDriver, who: Identity, other: Identity
) -> None:
    await works(after, who, other)
    assert "all that is kept of you" in await after.say(who, "mydata")
    text = json.dumps(newest_file(after, who))
    for word in ("roundtable", GROUP, str(who), LINK, TODO, TAKEN, ROUND, who.id.title()):
        assert word in text
    assert str(other) not in text
    stay = {each["id"]: each["member"] for each in kept(after, who)}
    assert stay == {"roundtable": True, GROUP: True}


def kept(bot: BotDriver, who: Identity) -> list[dict[str, object]]:
    found = newest_file(bot, who)["meetings and groups"]
    assert isinstance(found, list)
    return found


async def test_it_is_for_them_alone_where_others_read(after: BotDriver, matrix: InMemoryPlatform) -> None:
    place = next(iter(matrix.channels.values()))
    before = after.texts(place)
    await after.say(LI, "mydata", place)
    assert after.texts(place) == before
    assert kept(after, LI)


async def test_an_account_with_a_colon_in_it_is_found(after: BotDriver) -> None:
    zoe = Identity("matrix", "@zoe:example.org")
    await after.say(zoe, "stay", MATRIX_ROOM)
    await after.say(zoe, "mydata")
    assert [each["id"] for each in kept(after, zoe)] == [GROUP, "roundtable"]


async def test_strangers_and_those_who_left_the_hall_are_told_too(after: BotDriver) -> None:
    await after.say(SAM, "mydata")
    assert kept(after, SAM) == []
    assert "Nothing is kept of this account" in await after.say(SAM, "forgetme")
    await after.say(BEN, "mydata", DISCORD_ROOM)


async def test_a_running_meeting_shows_and_keeps_what_it_needs(debating: BotDriver) -> None:
    await debating.say(ANA, "join Pangolins pay nothing", DISCORD_ROOM)
    await debating.say(ANA, "mydata", DISCORD_ROOM)
    assert "Pangolins pay nothing" in json.dumps(kept(debating, ANA))
    assert "still going on" in await debating.say(ANA, "forgetme here")


async def test_who_asks_is_asked_once_and_then_gone(after: BotDriver, discord: InMemoryPlatform) -> None:
    await works(after, ANA, LI)
    asked = await after.say(ANA, "forgetme")
    assert "(resources: 1), and what you wrote to be done (actions: 1)" in asked
    assert "(actions: 1). Dates stay without your name (1)" in asked
    assert "Turns that were counted stay, as numbers" in asked
    assert (await state(after)).participants[await number(after, ANA)].stays, "nothing is done yet"
    token = discord.choices(ANA)["Forget me here"].token
    assert "goes now" in await after.press(ANA, token)
    left = await number(after, ANA)
    assert not (await state(after)).participants[left].stays
    await over(after)
    assert list(await after.store.read(lambda tx: tx.erasing.known_in(ANA))) == ["roundtable"]
    assert not (await after.store.read(lambda tx: tx.erasing.traces(GROUP, left))).any
    rows = await after.store.read(lambda tx: tx.records.of(GROUP).all(ActionItem))
    assert [(row.number, row.author is None, row.owner) for row in rows] == [
        (2, True, await number(after, LI)),
        (3, False, None),
    ]
    assert await after.store.read(lambda tx: tx.records.of(GROUP).all(Resource)) == []
    dates = await after.store.read(lambda tx: tx.records.of(GROUP).all(KeyDate))
    assert [each.author for each in dates] == [None]
    texts = await after.store.read(
        lambda tx: tx.people.texts(GROUP, ["keydate/1/title", "actionitem/2/text"])
    )
    assert texts == {"keydate/1/title": ROUND, "actionitem/2/text": TAKEN}
    assert await after.store.read(lambda tx: "actionitem" in tx.timers.owners()) is False


async def over(bot: BotDriver) -> None:
    """Every step of being forgotten."""
    for _ in range(9):
        await bot.move(10)


async def state(bot: BotDriver) -> Meeting:
    return (await bot.store.read(lambda tx: bot.app.repository.load(tx, GROUP))).meeting


async def test_the_last_coordinator_hands_over_first(after: BotDriver) -> None:
    await after.say(IVO, "coordinator remove Vera")
    for words in ("forgetme here", "forgetme everywhere"):
        assert "You are the only coordinator of" in await after.say(IVO, words)
    await after.say(IVO, "coordinator add Ana")
    assert "goes now" in await after.say(IVO, "forgetme everywhere")
    await over(after)
    assert await after.store.read(lambda tx: tx.erasing.known_in(IVO)) == {}
    assert (await state(after)).moderators == {await number(after, ANA)}


@pytest.mark.slow
async def test_where_nothing_is_kept_here_it_may_be_elsewhere(play: Play) -> None:
    async with play(plan(), replace(plan(), id="second")) as bot:
        await meet(bot)
        await bot.say(ANA, "meeting second")
        assert "Nothing is kept of you here" in await bot.say(ANA, "forgetme here")
        assert "goes for good" in await bot.say(ANA, "forgetme")
        assert "Forget me here" not in bot.fakes["discord"].choices(ANA)
        assert "goes now" in await bot.say(ANA, "forgetme everywhere")
        await over(bot)
        assert await bot.store.read(lambda tx: tx.erasing.known_in(ANA)) == {}
        assert "Nothing is kept of this account" in await bot.say(ANA, "forgetme")


async def test_what_is_on_its_way_goes_out_first_but_is_not_waited_for_long(
    after: BotDriver, discord: InMemoryPlatform
) -> None:
    left = await number(after, ANA)
    discord.refusals[f"@{ANA}"] = [TryLater("away", 1e6) for _ in range(9)]
    await after.give(ANA, "forgetme here")
    await after.settled()
    for _ in range(3):
        await after.move(60)
    assert (await after.store.read(lambda tx: tx.erasing.traces(GROUP, left))).any
    await after.move(3600)
    await over(after)
    assert not (await after.store.read(lambda tx: tx.erasing.traces(GROUP, left))).any


async def test_a_crash_in_between_leaves_nothing_undone(play: Play) -> None:
    async with play() as bot:
        await meet(bot)
        left = await number(bot, ANA)
        await bot.give(ANA, "forgetme here")
    async with play() as bot:
        await over(bot)
        assert not (await bot.store.read(lambda tx: tx.erasing.traces(GROUP, left))).any
        assert ANA not in {each.identity for each in await accounts(bot)}


async def accounts(bot: BotDriver) -> Sequence[Account]:
    return await bot.store.read(lambda tx: tx.people.accounts(GROUP))


async def test_others_go_on_while_the_list_of_the_erased_cannot_be_written(
    after: BotDriver, store: SqlStore
) -> None:
    left = await number(after, ANA)
    store.erased.path.mkdir()
    await after.say(ANA, "forgetme here")
    await over(after)
    assert (await after.store.read(lambda tx: tx.erasing.traces(GROUP, left))).any
    store.erased.path.rmdir()
    await after.move(60)
    await over(after)
    assert not (await after.store.read(lambda tx: tx.erasing.traces(GROUP, left))).any
    assert [each.person for each in store.erased.all() or ()] == [left]


async def test_whom_an_operator_erases_is_not_in_the_group_any_more(
    after: BotDriver, store: SqlStore
) -> None:
    left = await number(after, ANA)
    traces = await erase_person(store, GROUP, ANA, store.erased, after.clock.now())
    assert traces.accounts == (ANA,)
    await after.move(LOOK_ANYWAY.total_seconds())
    assert not (await state(after)).participants[left].stays
