"""Words to be read aloud follow their message: its last version counts, and what is removed is gone."""

import pytest

from bot.domain.identity import Identity
from tests.services.conftest import ANA, BEN, VERA
from tests.services.test_edits import edits
from tests.support.bot import BotDriver
from tests.support.plans import DISCORD_MODERATORS, MATRIX_MODERATORS

JOINED = "discord:1"
CHANGED = "Your words are changed. This last version is read aloud."
GONE = "Your words are taken back and are not read aloud. You keep your place in the queue"


async def joined(bot: BotDriver, words: str = "First words.") -> None:
    await bot.say(ANA, f"join {words}", cause=JOINED)


async def removes(bot: BotDriver, message: str, by: Identity | None = None) -> None:
    await bot.app.command_service.removed([message], by)
    await bot.settled()


def card(bot: BotDriver) -> str:
    return next(text for text in bot.texts(MATRIX_MODERATORS) if "Turn 1" in text)


async def test_the_last_version_is_read(debating: BotDriver) -> None:
    await joined(debating)
    assert await edits(debating, ANA, JOINED, "join Second words.") == CHANGED
    assert await edits(debating, ANA, JOINED, "join Last words.") == CHANGED
    await debating.say(VERA, "next", DISCORD_MODERATORS)
    assert "Last words." in card(debating)
    assert "First words." not in card(debating)


@pytest.mark.parametrize("version", ["join", "hello", "withdrw", "position"])
async def test_a_last_version_without_words_has_none(debating: BotDriver, version: str) -> None:
    await joined(debating)
    assert GONE in await edits(debating, ANA, JOINED, version)
    await debating.say(VERA, "next", DISCORD_MODERATORS)
    assert "read aloud" not in card(debating)


async def test_what_is_removed_is_gone_and_the_place_stays(debating: BotDriver) -> None:
    await joined(debating)
    await removes(debating, JOINED)
    assert GONE in debating.texts(ANA)[-1]
    await debating.say(VERA, "next", DISCORD_MODERATORS)
    assert "read aloud" not in card(debating)
    rows = await debating.store.read(lambda tx: dict(tx.people.texts("roundtable", [JOINED])))
    assert rows == {}


async def test_whoever_reads_them_aloud_is_told_of_a_new_version(debating: BotDriver) -> None:
    await joined(debating)
    await debating.say(VERA, "next", DISCORD_MODERATORS)
    await edits(debating, ANA, JOINED, "join Last words.")
    for room in (DISCORD_MODERATORS, MATRIX_MODERATORS):
        assert debating.texts(room)[-1].endswith(
            'has changed their words. Please read aloud now: "Last words."'
        )


async def test_whoever_reads_them_aloud_is_told_to_stop(debating: BotDriver) -> None:
    await joined(debating)
    await debating.say(VERA, "next", DISCORD_MODERATORS)
    await removes(debating, JOINED)
    for room in (DISCORD_MODERATORS, MATRIX_MODERATORS):
        assert "has taken their words back. Please do not read them any further." in debating.texts(room)[-1]


async def test_the_words_of_a_slip_that_was_mended(debating: BotDriver) -> None:
    await debating.say(ANA, "jion First words.", cause=JOINED)
    assert "A moderator will read your words aloud" in await edits(
        debating, ANA, JOINED, "join Second words."
    )
    assert await edits(debating, ANA, JOINED, "join Last words.") == CHANGED
    await removes(debating, JOINED)
    await debating.say(VERA, "next", DISCORD_MODERATORS)
    assert "read aloud" not in card(debating)


async def test_words_are_changed_by_their_writer_alone(debating: BotDriver) -> None:
    """On Matrix anybody can say of a message that it replaces another one's."""
    await joined(debating)
    assert "carried out as it stood before" in await edits(debating, BEN, JOINED, "join Forged words.")
    await removes(debating, JOINED, BEN)
    await debating.say(VERA, "next", DISCORD_MODERATORS)
    assert "First words." in card(debating)


async def test_what_stays_in_the_record_of_a_turn_that_is_over_changes_too(debating: BotDriver) -> None:
    await joined(debating)
    await debating.say(VERA, "next", DISCORD_MODERATORS)
    await debating.say(ANA, "done")
    head = await debating.head()
    assert "do not wait to be read aloud" in await edits(debating, ANA, JOINED, "join Last words.")
    texts = await debating.store.read(lambda tx: dict(tx.people.texts("roundtable", [JOINED])))
    assert (texts, await debating.head()) == ({JOINED: "Last words."}, head)


async def test_a_version_that_is_too_long_changes_nothing(debating: BotDriver) -> None:
    await joined(debating)
    assert "1,000" in await edits(debating, ANA, JOINED, f"join {'x' * 1001}")
    await debating.say(VERA, "next", DISCORD_MODERATORS)
    assert "First words." in card(debating)


async def test_messages_that_held_no_words(debating: BotDriver) -> None:
    await debating.say(ANA, "join", cause="discord:2")
    head = await debating.head()
    await removes(debating, "discord:2")
    await removes(debating, "discord:unknown")
    assert await debating.head() == head


async def test_words_that_others_have_replaced(debating: BotDriver) -> None:
    await joined(debating)
    await debating.say(ANA, "join Better words.", cause="discord:2")
    assert "do not wait to be read aloud" in await edits(debating, ANA, JOINED, "join Late words.")
    await removes(debating, JOINED)
    await debating.say(VERA, "next", DISCORD_MODERATORS)
    assert "Better words." in card(debating)
