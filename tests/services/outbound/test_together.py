"""Many commands in an open room of a platform that limits its accounts: answered there in one line."""

import asyncio
from collections.abc import AsyncIterator, Sequence

import pytest
from msgspec import Struct, field

from bot.domain.identity import Identity
from bot.ports.platform import SlowDown
from bot.ports.store import Pending
from bot.services.outbound.dispatch.together import COMPANY, LONGEST
from tests.services.conftest import IVO, LI, SAM, VERA, Play, debate
from tests.support.bot import BotDriver
from tests.support.in_memory_platform import InMemoryPlatform
from tests.support.plans import DISCORD_MODERATORS, MATRIX_MODERATORS, MATRIX_ROOM

ANA, BAO, CY, DAN = (Identity("matrix", name) for name in ("ana", "bao", "cy", "dan"))
FULL = 60
"""After so many seconds everything is saved up."""
WHEN_LITTLE_IS_LEFT = 15
"""After so many a line is sent, whatever went before it."""


class OneInFive(Struct, frozen=True):
    """Synapse's usual limit, found out by trying."""

    platform: InMemoryPlatform
    asked: asyncio.Event = field(default_factory=asyncio.Event)
    """Nothing is found before it is."""

    @property
    def sent(self) -> int:
        edits = [shown.edits for where in self.platform.shown.values() for shown in where.values()]
        return sum(self.platform.calls.values()) + sum(edits)

    async def find(self) -> float | None:
        await self.asked.wait()
        return 5


@pytest.fixture
async def limited(play: Play, matrix: InMemoryPlatform) -> AsyncIterator[BotDriver]:
    """A debate on a platform of which the limit is known, with everything saved up."""
    matrix.limit = OneInFive(matrix)
    async with play() as bot:
        await bot.say(VERA, "open", DISCORD_MODERATORS)
        await debate(bot)
        matrix.limit.asked.set()
        await bot.settled()
        await bot.move(FULL)
        yield bot


def lines(bot: BotDriver) -> list[str]:
    return [text for text in bot.texts(MATRIX_ROOM) if "n the queue:" in text or "of the queue:" in text]


async def gathered(bot: BotDriver, matrix: InMemoryPlatform, number: int = 1) -> list[str]:
    bot.clock.move(COMPANY.total_seconds())
    await bot.head()
    bot.clock.move(WHEN_LITTLE_IS_LEFT)
    await matrix.until(lambda: len(lines(bot)) >= number)
    return lines(bot)


async def waiting(bot: BotDriver) -> Sequence[Pending]:
    return await bot.store.read(lambda tx: tx.outbox.heads("matrix"))


async def test_many_hands_are_confirmed_in_one_line_and_not_alone(
    limited: BotDriver, matrix: InMemoryPlatform
) -> None:
    for who in (ANA, BAO, CY):
        await limited.give(who, "join", MATRIX_ROOM)
    assert await gathered(limited, matrix) == ["In the queue: Ana 1, Bao 2, and Cy 3."]
    await limited.move(FULL)
    assert [limited.texts(who) for who in (ANA, BAO, CY)] == [[], [], []]
    assert await waiting(limited) == []


async def test_somebody_alone_is_answered_alone(limited: BotDriver, matrix: InMemoryPlatform) -> None:
    await limited.give(ANA, "join", MATRIX_ROOM)
    limited.clock.move(COMPANY.total_seconds())
    await matrix.until(lambda: bool(limited.texts(ANA)))
    assert "Your place now: 1" in limited.texts(ANA)[0]
    assert lines(limited) == []


async def test_without_a_limit_nobody_is_named_in_the_room(debating: BotDriver) -> None:
    for who in (ANA, BAO, CY):
        await debating.say(who, "join", MATRIX_ROOM)
    await debating.move(FULL)
    assert lines(debating) == []
    assert all("You are in the queue." in debating.texts(who)[0] for who in (ANA, BAO, CY))


async def test_who_left_is_told_as_well_and_what_was_undone_meanwhile_is_not(
    limited: BotDriver, matrix: InMemoryPlatform
) -> None:
    for who in (ANA, BAO, CY):
        await limited.give(who, "join", MATRIX_ROOM)
    await gathered(limited, matrix)
    await limited.move(FULL)
    await limited.give(BAO, "withdraw", MATRIX_ROOM)
    await limited.give(CY, "q-", MATRIX_ROOM)
    await limited.give(CY, "q+", MATRIX_ROOM)
    await limited.give(DAN, "join", MATRIX_ROOM)
    assert (await gathered(limited, matrix, 2))[1] == "In the queue: Dan 3.\nOut of the queue: Bao."
    await limited.move(FULL)
    assert ["Your place now: 2" in text for text in limited.texts(CY)] == [True]


async def test_nothing_said_in_private_and_no_refusal_gets_into_the_room(
    limited: BotDriver, matrix: InMemoryPlatform
) -> None:
    await limited.give(ANA, "join", MATRIX_ROOM)
    await limited.give(BAO, "join", MATRIX_ROOM)
    await limited.give(CY, "join")
    await limited.give(DAN, "identify nonsense", MATRIX_ROOM)
    await limited.give(LI, "join Please read this aloud", MATRIX_ROOM)
    await limited.give(SAM, "join point-of-order", MATRIX_ROOM)
    assert await gathered(limited, matrix) == ["In the queue: Ana 2 and Bao 3."]
    await limited.move(2 * FULL)
    alone = [limited.texts(who)[0].splitlines()[0] for who in (CY, LI, SAM)]
    assert [text.split(".")[0] for text in alone] == [
        "You are in the queue",
        "You are in the queue",
        "Your point of order comes before the queue",
    ]
    assert "nonsense" in limited.texts(DAN)[0]


async def test_a_hand_taken_back_in_private_is_not_told_of(
    limited: BotDriver, matrix: InMemoryPlatform
) -> None:
    for who in (ANA, BAO, CY):
        await limited.give(who, "join", MATRIX_ROOM)
    await limited.give(BAO, "withdraw")
    assert await gathered(limited, matrix) == ["In the queue: Ana 1 and Cy 2."]
    await limited.move(FULL)
    assert ["out of the queue" in text for text in limited.texts(BAO)] == [True]


async def test_a_name_of_ones_own_does_not_stand_beside_what_the_account_typed(
    limited: BotDriver, matrix: InMemoryPlatform
) -> None:
    await limited.say(DAN, "name Robin")
    await limited.move(FULL)
    for who in (ANA, BAO, DAN):
        await limited.give(who, "join", MATRIX_ROOM)
    assert await gathered(limited, matrix) == ["In the queue: Ana 1 and Bao 2."]
    await limited.move(FULL)
    assert "Your place now: 3" in limited.texts(DAN)[-1]


async def test_a_rush_before_the_first_refusal_leaves_three_sends_for_the_next_turn(
    limited: BotDriver, matrix: InMemoryPlatform
) -> None:
    crowd = [Identity("matrix", f"p{number}") for number in range(14)]
    for who in crowd:
        await limited.give(who, "agenda", MATRIX_ROOM)
    await matrix.until(lambda: sum(bool(limited.texts(who)) for who in crowd) == 7)
    await limited.give(crowd[0], "join", MATRIX_ROOM)
    await limited.give(VERA, "next", DISCORD_MODERATORS)
    await matrix.until(lambda: any("P0 (not stated) has the floor" in t for t in limited.texts(MATRIX_ROOM)))
    assert sum(bool(limited.texts(who)) for who in crowd) == 7


async def test_a_line_that_has_waited_long_is_sent_with_the_last_send(
    limited: BotDriver, matrix: InMemoryPlatform
) -> None:
    matrix.failures = [SlowDown("nothing is left", 5)]
    await limited.give(SAM, "agenda", MATRIX_ROOM)
    while matrix.failures:
        await limited.head()
    await limited.give(ANA, "join", MATRIX_ROOM)
    await limited.give(BAO, "join", MATRIX_ROOM)
    limited.clock.move(COMPANY.total_seconds())
    await limited.head()
    assert lines(limited) == []
    limited.clock.move(LONGEST.total_seconds())
    await matrix.until(lambda: lines(limited) == ["In the queue: Ana 1 and Bao 2."])


async def test_moderators_read_who_has_the_floor_on_the_card_alone(
    limited: BotDriver, matrix: InMemoryPlatform
) -> None:
    await limited.give(ANA, "join", MATRIX_ROOM)
    await limited.give(IVO, "next", MATRIX_MODERATORS)
    await matrix.until(lambda: any("Turn 1: Ana" in text for text in limited.texts(MATRIX_MODERATORS)))
    assert not any("Ana (not stated) has the floor" in text for text in limited.texts(MATRIX_MODERATORS))
    await limited.give(IVO, "undo", MATRIX_MODERATORS)
    await matrix.until(lambda: any(text.startswith("Ivo: ") for text in limited.texts(MATRIX_MODERATORS)))
