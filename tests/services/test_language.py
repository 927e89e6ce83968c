"""Each reader's language: a person's own, else their platform's, else the meeting's."""

from collections.abc import AsyncIterator

import pytest

from bot.domain.changing import replace
from bot.domain.plan import Plan
from tests.services.conftest import ANA, LI, VERA, Play
from tests.support.bot import BotDriver
from tests.support.plans import DISCORD_MODERATORS, DISCORD_ROOM, MATRIX_ROOM, plan


def in_two_languages(language: str = "en") -> Plan:
    """The title of the first phase is given in French as well."""
    first, *others = plan().phases
    first = replace(first, title={"en": "Introduction", "fr": "Accueil"})
    return replace(plan(), phases=(first, *others), language=language)


@pytest.fixture
async def bilingual(play: Play) -> AsyncIterator[BotDriver]:
    async with play(in_two_languages()) as bot:
        await bot.say(VERA, "open", DISCORD_MODERATORS)
        yield bot


async def test_a_person_reads_in_the_language_that_they_chose(bilingual: BotDriver) -> None:
    assert "Introduction" in await bilingual.say(ANA, "agenda", DISCORD_ROOM)
    assert "Noted" in await bilingual.say(ANA, "language fr", DISCORD_ROOM)
    assert "Accueil" in await bilingual.say(ANA, "agenda", DISCORD_ROOM)
    assert "in this language, where they come in it: fr" in await bilingual.say(ANA, "language", DISCORD_ROOM)
    assert "Introduction" in await bilingual.say(LI, "agenda", MATRIX_ROOM), "nobody else does"


async def test_what_is_no_language_is_refused_and_changes_nothing(bilingual: BotDriver) -> None:
    await bilingual.say(ANA, "language fr", DISCORD_ROOM)
    for odd in ("français", "12", "f", "x" * 300):
        assert "no short code of a language" in await bilingual.say(ANA, f"language {odd}", DISCORD_ROOM)
        await bilingual.move(30)
    assert "Accueil" in await bilingual.say(ANA, "agenda", DISCORD_ROOM)


async def test_a_room_reads_in_the_language_of_the_meeting_file(play: Play) -> None:
    async with play(in_two_languages("fr")) as bot:
        await bot.say(VERA, "open", DISCORD_MODERATORS)
        await bot.say(VERA, "start", DISCORD_MODERATORS)
        for room in (DISCORD_ROOM, MATRIX_ROOM):
            assert any("Accueil starts" in text for text in bot.texts(room))
        assert "Accueil" in await bot.say(LI, "agenda", MATRIX_ROOM), (
            "who chose nothing reads as the room does"
        )
        await bot.say(LI, "language en", MATRIX_ROOM)
        assert "Introduction" in await bot.say(LI, "agenda", MATRIX_ROOM)


async def test_another_name_does_not_stand_where_the_old_one_stood(debating: BotDriver) -> None:
    await debating.say(ANA, "join", DISCORD_ROOM)
    before = debating.texts(DISCORD_ROOM)
    seen = before.index(boards(debating)[-1])
    assert "Ana" in before[seen]
    answer = await debating.say(ANA, "name guest", DISCORD_ROOM)
    assert "Others have seen you under the name from before" in answer
    after = debating.texts(DISCORD_ROOM)
    assert after[seen] == "The board has moved: it stands further down.", "no name at all stands there now"
    assert ["Guest 2" in text for text in boards(debating)] == [True]
    assert len(after) == len(before) + 1


async def test_whoever_was_never_shown_has_no_name_from_before(debating: BotDriver) -> None:
    before = boards(debating)
    assert "from before" not in await debating.say(ANA, "name guest", DISCORD_ROOM)
    assert boards(debating) == before


def boards(bot: BotDriver) -> list[str]:
    """The live boards in the room on Discord, the newest last."""
    return [text for text in bot.texts(DISCORD_ROOM) if "Floor:" in text]
