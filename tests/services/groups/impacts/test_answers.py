"""Answers that are written nowhere: they come once, and what is lost leaves nothing that counts."""

from bot.domain.codes import digest
from bot.ports.platform import TryLater, Undeliverable
from storage.store import SqlStore
from tests.services.conftest import ANA
from tests.services.groups.impacts.conftest import code_in, notes
from tests.services.groups.impacts.test_traceless import CAUSE, SECRET, changed, rows
from tests.support.bot import BotDriver
from tests.support.in_memory_platform import InMemoryPlatform


async def test_refused_notes_leave_nothing_either(noting: BotDriver, store: SqlStore) -> None:
    before = await rows(store)
    for words in ("Korea | what | https://example.org", "", "Nowhere | what | https://example.org"):
        await noting.say(ANA, f"impact anonymous {words}".strip())
    assert changed(before, await rows(store)) == {}


async def test_a_repeat_is_no_second_note_and_no_second_code(noting: BotDriver) -> None:
    told = await noting.say(ANA, f"impact anonymous {SECRET}", cause=CAUSE)
    assert await noting.say(ANA, f"impact anonymous {SECRET}", cause=CAUSE) == told
    assert len(await notes(noting)) == 1


async def test_an_answer_that_is_not_taken_is_tried_again_from_memory(
    noting: BotDriver, discord: InMemoryPlatform, store: SqlStore
) -> None:
    before = await rows(store)
    discord.refusals[f"@{ANA}"] += [TryLater("later", 5.0), RuntimeError(f"{ANA}"), TryLater("later")]
    await noting.give(ANA, f"impact anonymous {SECRET}", cause=CAUSE)
    assert changed(before, await rows(store)).keys() == {"impact", "counter", "due"}
    for _ in range(8):
        await noting.move(61)
        await noting.settled()
    assert digest(code_in(noting.answer(ANA, CAUSE))) == (await notes(noting))[0].code


async def test_an_answer_that_is_never_taken_leaves_a_note_that_does_not_count(
    noting: BotDriver, discord: InMemoryPlatform, store: SqlStore
) -> None:
    discord.refusals[f"@{ANA}"] += [Undeliverable(f"closed by {ANA}")]
    before = await rows(store)
    await noting.give(ANA, f"impact anonymous {SECRET}", cause=CAUSE)
    assert changed(before, await rows(store)).keys() == {"impact", "counter", "due"}
    assert [each.state for each in await notes(noting)] == ["waiting"]
    code = code_in(await noting.say(ANA, f"impact anonymous {SECRET}"))
    assert "Note 2 is gone" in await noting.say(ANA, f"impact withdraw {code}")
