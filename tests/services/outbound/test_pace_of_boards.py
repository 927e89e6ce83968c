"""A rush of hands: answers at once, a board now and then, and the board is right soon after."""

from datetime import timedelta

from bot.domain.identity import Identity
from bot.messages.catalogue import Catalogues
from bot.ports.store import Store
from tests.services.conftest import VERA, debate
from tests.support.bot import BotDriver, playing
from tests.support.clock import MovedClock
from tests.support.in_memory_platform import InMemoryPlatform, Shown
from tests.support.plans import DISCORD_MODERATORS, DISCORD_ROOM, plan

SECOND = timedelta(seconds=1)


def board(discord: InMemoryPlatform) -> Shown:
    return [
        s for s in discord.shown[str(DISCORD_ROOM)].values() if s.text.endswith("everybody.") and s.choices
    ][-1]


async def rush(bot: BotDriver, names: range) -> None:
    for number in names:
        who = Identity("discord", f"hand{number}")
        cause = await bot.give(who, "join", DISCORD_ROOM)
        await bot.settled()
        assert bot.answer(who, cause).startswith("You are in the queue.")


async def test_it_is_drawn_at_once_then_at_most_once_a_second_and_is_right_after_it(
    store: Store, catalogues: Catalogues, discord: InMemoryPlatform, clock: MovedClock
) -> None:
    async with playing(
        store, catalogues, {"roundtable": plan()}, discord, clock=clock, board_pause=SECOND
    ) as bot:
        await bot.say(VERA, "open", DISCORD_MODERATORS)
        await debate(bot)
        await bot.move(2)
        before = board(discord).edits
        await rush(bot, range(1))
        assert (board(discord).edits - before, "Hand0" in board(discord).text) == (1, True)
        await rush(bot, range(1, 9))
        assert board(discord).edits - before == 1
        await bot.move(0.5)
        await rush(bot, range(9, 12))
        assert board(discord).edits - before == 1
        await bot.move(0.5)
        assert (board(discord).edits - before, "12 waiting" in board(discord).text) == (2, True)
        await bot.move(60)
        assert board(discord).edits - before == 2
