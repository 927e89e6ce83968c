"""What the bot said of somebody in a group goes with them, where the platform lets it; what stays is told."""

from datetime import timedelta

import pytest

from bot.domain.group.rows import Said
from bot.domain.identity import Identity, Place
from bot.ports.platform import TryLater, Undeliverable
from bot.services.single_process import LOOK_ANYWAY
from storage.erasure.by_operator import erase_person
from storage.store import SqlStore
from tests.services.conftest import ANA, LI, Play
from tests.services.groups.conftest import meet
from tests.services.groups.test_privacy import GROUP, number, over
from tests.services.live.trial import InMemoryRemoval
from tests.support.bot import BotDriver
from tests.support.in_memory_platform import Hold, InMemoryPlatform

LINK = "https://pangolin.example"
STAYS = "could not be deleted"
Fakes = tuple[InMemoryPlatform, InMemoryPlatform]


@pytest.fixture
def removing(fakes: Fakes) -> Fakes:
    for fake in fakes:
        fake.removal = InMemoryRemoval(fake)
    return fakes


async def shared(bot: BotDriver) -> list[Place]:
    """Ana and Li have each shared something, which the channels were told; returns the channels."""
    channels = [place for fake in bot.fakes.values() for place in fake.channels.values()]
    await bot.say(ANA, f"resource add {LINK} | Pangolins", channels[0])
    await bot.say(LI, "resource add https://axolotl.example | Axolotls", channels[1])
    assert all("Pangolins" in said(bot, place) for place in channels)
    return channels


def said(bot: BotDriver, where: Place | Identity) -> str:
    return "\n".join(bot.texts(where))


async def noted(bot: BotDriver, person: int) -> int:
    return len(await bot.store.read(lambda tx: tx.records.of(GROUP).all(Said, person=person)))


@pytest.mark.usefixtures("removing")
async def test_what_quotes_or_names_them_goes_and_what_others_said_stays(after: BotDriver) -> None:
    channels = await shared(after)
    left = await number(after, ANA)
    await after.say(ANA, "forgetme here")
    await over(after)
    for place in channels:
        assert "Pangolins" not in said(after, place)
        assert "Ana" not in said(after, place)
        assert "Axolotls" in said(after, place)
    assert "Pangolins" not in said(after, ANA)
    assert STAYS not in said(after, ANA)
    assert await noted(after, left) == 0
    assert list(await after.store.read(lambda tx: tx.erasing.known_in(ANA))) == ["roundtable"]


async def test_what_cannot_be_deleted_is_counted_and_told_before_they_are_forgotten(
    removing: Fakes, after: BotDriver
) -> None:
    channels = await shared(after)
    left = await number(after, ANA)
    removing[1].refusals["remove"] = [Undeliverable("too old")] * 99
    await after.say(ANA, "forgetme here")
    await over(after)
    assert "Pangolins" in said(after, channels[1])
    assert "In private chats: 0" in next(text for text in after.texts(ANA) if STAYS in text)
    assert await noted(after, left) == 0
    assert not (await after.store.read(lambda tx: tx.erasing.traces(GROUP, left))).any


async def test_where_nothing_can_be_taken_back_it_is_told(after: BotDriver) -> None:
    await shared(after)
    await after.say(ANA, "forgetme here")
    await over(after)
    assert len([text for text in after.texts(ANA) if STAYS in text]) == 1


async def test_it_is_tried_again_but_not_waited_for_long(removing: Fakes, after: BotDriver) -> None:
    channels = await shared(after)
    removing[0].refusals["remove"] = [TryLater("busy", 5)]
    await after.say(ANA, "forgetme here")
    await over(after)
    assert "Pangolins" not in said(after, channels[0])
    removing[1].refusals["remove"] = [TryLater("away", 1e6)] * 99
    left = await number(after, LI)
    await after.say(LI, "forgetme here")
    await over(after)
    assert (await after.store.read(lambda tx: tx.erasing.traces(GROUP, left))).any
    await after.move(3600)
    await over(after)
    assert STAYS in said(after, LI)
    assert not (await after.store.read(lambda tx: tx.erasing.traces(GROUP, left))).any


@pytest.mark.parametrize("moment", range(2))
async def test_a_crash_in_the_middle_leaves_nothing_behind(removing: Fakes, play: Play, moment: int) -> None:
    async with play() as bot:
        await meet(bot)
        channels = await shared(bot)
        left = await number(bot, ANA)
        removing[0].hold = Hold("before", "remove", moment)
        await bot.say(ANA, "forgetme here")
        await over(bot)
        assert removing[0].hold.reached.is_set()
    removing[0].hold = None
    async with play() as bot:
        await over(bot)
        assert all("Pangolins" not in said(bot, place) for place in channels)
        assert STAYS not in said(bot, ANA)
        assert await noted(bot, left) == 0
        assert not (await bot.store.read(lambda tx: tx.erasing.traces(GROUP, left))).any


@pytest.mark.usefixtures("removing")
async def test_whom_an_operator_erases_loses_what_stands_in_the_channels(
    after: BotDriver, store: SqlStore
) -> None:
    channels = await shared(after)
    left = await number(after, ANA)
    await erase_person(store, GROUP, ANA, store.erased, after.clock.now())
    rows = await store.read(lambda tx: tx.records.of(GROUP).all(Said))
    assert rows
    assert ANA.id not in {row.where for row in rows}
    await after.move(LOOK_ANYWAY.total_seconds())
    await over(after)
    assert all("Pangolins" not in said(after, place) for place in channels)
    assert await noted(after, left) == 0


async def test_a_note_is_kept_for_so_long(after: BotDriver) -> None:
    await shared(after)
    assert await noted(after, await number(after, ANA))
    sent = after.clock.now()
    await after.store.write(lambda tx: tx.records.forget_said(sent - timedelta(days=1)))
    assert await noted(after, await number(after, ANA))
    await after.store.write(lambda tx: tx.records.forget_said(sent + timedelta(seconds=1)))
    assert not await noted(after, await number(after, ANA))


async def test_nothing_is_noted_of_a_meeting(after: BotDriver) -> None:
    assert await after.store.read(lambda tx: tx.records.of("roundtable").all(Said)) == []
