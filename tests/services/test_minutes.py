"""Notes for the minutes, and whether they may name somebody."""

from bot.domain.changing import replace
from bot.domain.identity import Identity
from tests.services.conftest import ANA, LI, VERA, Play
from tests.support.bot import BotDriver
from tests.support.plans import DISCORD_MODERATORS, DISCORD_ROOM, MATRIX_ROOM, plan

RUTH = Identity("matrix", "ruth")


async def notes(bot: BotDriver) -> list[str]:
    """Their words, in their order."""
    meeting = (await bot.store.read(lambda tx: bot.app.repository.load(tx, "roundtable"))).meeting
    ids = [each.text for each in meeting.record.notes]
    texts = await bot.store.read(lambda tx: tx.people.texts("roundtable", ids))
    return [texts[id] for id in ids if id in texts]


async def test_moderators_and_the_rapporteur_write_notes_and_nobody_else(play: Play) -> None:
    async with play(replace(plan(), rapporteurs=(RUTH,))) as bot:
        await bot.say(VERA, "open", DISCORD_MODERATORS)
        assert "Note 1 is kept" in await bot.say(VERA, "note All agree on a register", DISCORD_MODERATORS)
        assert "Note 2 is kept" in await bot.say(RUTH, "note Costs are open")
        assert "for moderators and the rapporteur" in await bot.say(ANA, "note Something", DISCORD_ROOM)
        assert "moderators, so nothing" in await bot.say(RUTH, "next"), "the rapporteur decides nothing"
        await bot.close(VERA, DISCORD_MODERATORS)
        assert "Note 3 is kept" in await bot.say(RUTH, "note A draft by June")
        assert await notes(bot) == ["All agree on a register", "Costs are open", "A draft by June"]
        for fake in bot.fakes.values():
            (channel,) = fake.channels.values()
            (told,) = [text for text in bot.texts(channel) if "The minutes in short" in text]
            assert "nobody had the floor" in told
            assert "2 notes were taken" in told, "those from before the close"


async def test_an_undone_decision_takes_no_note_with_it(debating: BotDriver) -> None:
    await debating.say(LI, "join", MATRIX_ROOM)
    await debating.say(VERA, "next", DISCORD_MODERATORS)
    await debating.say(VERA, "note Li has begun", DISCORD_MODERATORS)
    await debating.say(VERA, "undo", DISCORD_MODERATORS)
    assert await notes(debating) == ["Li has begun"]


async def test_whoever_chooses_a_name_is_asked_once_about_the_minutes(opened: BotDriver) -> None:
    asked = await opened.say(ANA, "name Ana Ruiz")
    assert "May the minutes of the meeting name you?" in asked
    said = await opened.press(ANA, opened.fakes["discord"].choices(ANA)["The minutes may name me"].token)
    assert "The minutes may name you" in said
    assert "May the minutes" not in await opened.say(ANA, "name Ana Maria Ruiz")
    assert "do not name you" in await opened.say(ANA, "minutes no")
    assert "do not name you" in await opened.say(LI, "minutes"), "nobody is named who did not say so"
