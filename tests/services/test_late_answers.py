"""Answers that leave after the next command was taken, as when the bot was away: each speaks of its own."""

from bot.ports.platform import TryLater
from tests.services.conftest import ANA, VERA
from tests.support.bot import BotDriver
from tests.support.in_memory_platform import InMemoryPlatform
from tests.support.plans import DISCORD_MODERATORS


async def test_of_two_names_the_last_counts_and_each_answer_says_which_was_asked_for(
    debating: BotDriver, discord: InMemoryPlatform
) -> None:
    discord.refusals[f"@{ANA}"] = [TryLater("busy", after=7)]
    first, second, third = [await debating.give(ANA, f"name {n}") for n in ("Zora", "Ida", "guest")]
    last = await debating.give(ANA, "name Ines")
    await debating.settled()
    await debating.move(7)
    answers = [debating.answer(ANA, cause) for cause in (first, second, third, last)]
    assert [answer.partition(" Others will see: ")[0] for answer in answers] == [
        "You asked for the name Zora.",
        "You asked for the name Ida.",
        "You asked to be shown without a name.",
        "You asked for the name Ines.",
    ]
    assert all("Others will see: Ines" in answer for answer in answers), answers
    assert "Ines" in await debating.say(VERA, "q+ Ines", DISCORD_MODERATORS)
