"""Who leaves is not counted on any more, and who reads along unseen is not found by others."""

import pytest

from bot.domain.group.rows import ActionItem, Going
from tests.services.conftest import ANA, BEN, IVO, LI, VERA
from tests.services.groups.test_coming_and_going import GROUP, channel, group, inside
from tests.services.groups.test_dates import added
from tests.support.bot import BotDriver
from tests.support.in_memory_platform import InMemoryPlatform
from tests.support.plans import DISCORD_ROOM, MATRIX_ROOM

A_DAY = 86_400


async def test_who_leaves_is_reminded_of_nothing_and_what_they_had_is_free(after: BotDriver) -> None:
    await added(after)
    await after.say(ANA, "date going 1")
    await after.say(VERA, "action add Draft it | Ana | in 3 days")
    await after.say(VERA, "confirm 2")
    await after.say(ANA, "unstay")
    before = after.texts(ANA)
    await after.move(3 * A_DAY)
    assert after.texts(ANA) == before
    assert await after.store.read(lambda tx: tx.records.of(GROUP).all(Going)) == []
    assert "Draft it (nobody yet)" in await after.say(VERA, "action list")
    assert "is yours" in await after.say(LI, "action take 1")


@pytest.mark.parametrize("stays", [True, False])
async def test_a_coordinator_who_leaves_coordinates_no_more(
    after: BotDriver, discord: InMemoryPlatform, stays: bool
) -> None:
    if stays:
        await after.say(VERA, "stay", DISCORD_ROOM)
    assert "You have left the group" in await after.say(VERA, "unstay")
    state = await group(after)
    assert len(state.moderators) == 1
    assert VERA not in inside(discord)
    assert "for the coordinators" in await after.say(VERA, "invite list")
    await after.say(IVO, "retry", MATRIX_ROOM)
    assert VERA not in inside(discord)


@pytest.mark.parametrize("words", ["=5", BEN.id, f"<@{BEN.id}>", "Ben"])
async def test_who_reads_along_unseen_is_not_found_by_others(
    after: BotDriver, discord: InMemoryPlatform, words: str
) -> None:
    await after.say(BEN, "stay digest", DISCORD_ROOM)
    assert await after.store.read(lambda tx: tx.people.person(GROUP, BEN)) == 5
    before = after.texts(channel(discord))
    assert "I do not know whom you mean" in await after.say(LI, f"action add Draft it | {words}")
    assert "I do not know whom you mean" in await after.say(VERA, f"action add Draft it | {words}")
    assert after.texts(channel(discord)) == before
    assert "Draft it" in await after.say(BEN, "action add Draft it | me")


async def test_an_action_is_one_line_however_it_was_typed(after: BotDriver) -> None:
    await after.say(LI, "action add Draft it\n\n2 send money (Vera)")
    (action,) = await after.store.read(lambda tx: tx.records.of(GROUP).all(ActionItem))
    texts = await after.store.read(
        lambda tx: tx.records.of(GROUP).texts([f"actionitem/{action.number}/text"])
    )
    assert list(texts.values()) == ["Draft it 2 send money (Vera)"]
