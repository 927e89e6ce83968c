"""After an outage of a platform everything follows the first that gets through."""

from collections.abc import Sequence

from bot.ports.platform import TryLater
from bot.services.outbound.dispatch.limits.silence import Silence
from tests.services.conftest import ANA, BEN
from tests.support.bot import BotDriver
from tests.support.in_memory_platform import InMemoryPlatform
from tests.support.plans import DISCORD_ROOM


def away(times: int, after: float | None = None) -> Sequence[Exception]:
    return [TryLater("no answer", after) for _ in range(times)]


async def test_what_waits_longest_comes_with_what_comes_first(
    debating: BotDriver, discord: InMemoryPlatform
) -> None:
    discord.refusals[f"@{ANA}"] += away(5)
    await debating.give(ANA, "join", DISCORD_ROOM)
    await debating.settled()
    for _ in range(4):
        await debating.move(8)
    assert not discord.refusals[f"@{ANA}"]
    discord.refusals[f"@{BEN}"] += away(1)
    assert not discord.texts(ANA)
    await debating.give(BEN, "join", DISCORD_ROOM)
    await debating.settled()
    assert (bool(discord.texts(ANA)), bool(discord.texts(BEN))) == (True, True), "with the board"


async def test_what_the_platform_asks_to_wait_for_is_waited_for(
    debating: BotDriver, discord: InMemoryPlatform
) -> None:
    discord.refusals[f"@{ANA}"] += away(1, after=30)
    discord.refusals[f"@{BEN}"] += away(1)
    for each in (ANA, BEN):
        await debating.give(each, "join", DISCORD_ROOM)
    await debating.settled()
    await debating.move(1)
    assert (bool(discord.texts(ANA)), bool(discord.texts(BEN))) == (False, True)
    await debating.move(30)
    assert discord.texts(ANA)


def test_one_alone_is_no_outage() -> None:
    silence = Silence()
    silence.lasts(1)
    assert not silence.ends(2), "a room with troubles of its own is not asked with every message to others"
    silence.lasts(1)
    silence.lasts(3)
    assert silence.ends(3) == {1}
    assert not silence.ends(4)


def test_what_fails_once_more_waits_as_long_as_it_would_have() -> None:
    silence = Silence()
    released = []
    for message in (3, 4):
        for room in (1, 2):
            silence.lasts(room)
        released.append(set(silence.ends(message)))
    assert released == [{1, 2}, set()], "rooms with troubles of their own are not asked with every message"
    assert not silence.ends(1)
    for each in (1, 2, 4):
        silence.lasts(each)
    assert silence.ends(5) == {1, 4}, "of another outage, what had got through since"
