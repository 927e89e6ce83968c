"""Two processes on one PostgreSQL: when the one that serves is killed, the other one goes on in its place."""

from collections.abc import AsyncIterator, Sequence
from pathlib import Path

import pytest

from tests.e2e.bot import Bot
from tests.e2e.world import World, world
from tests.postgres import Postgres
from tests.synapse import Synapse

pytestmark = [pytest.mark.sockets, pytest.mark.timeout(300)]


@pytest.fixture
async def shared(synapse: Synapse, postgres: Postgres, tmp_path: Path) -> AsyncIterator[World]:
    """A world whose bot works on a server's database, which is empty as yet."""
    async with world(synapse, tmp_path, postgres.url(postgres.create())) as made:
        yield made


@pytest.fixture
async def second(shared: World) -> AsyncIterator[Bot]:
    """Another process with the same configuration."""
    bot = Bot(shared.bot.config, shared.bot.now, shared.bot.secrets)
    yield bot
    await bot.stop()


def times(posts: Sequence[str], words: str) -> int:
    return sum(words in post for post in posts)


async def test_killed_and_taken_over_from(shared: World, second: Bot) -> None:
    first = shared.bot
    vera, _ = await shared.moderators()
    await first.start()
    await second.launch()
    for platform in ("discord", "matrix"):
        await second.says(f"{platform}: another process serves it")
    ana, li = shared.discord_person("Ana"), await shared.matrix_person("Li")
    for person, line in ((vera, "open"), (ana, "join"), (li, "join"), (vera, "start"), (vera, "phase next")):
        await person.say(line)
    assert "Ana" in await vera.say("next")

    await first.kill()  # The answer has been given; the rooms may not have been told yet.
    await li.say("agenda")  # Asked while nobody listens, and answered when somebody does.
    await li.told("minutes left")
    await second.serves()
    await shared.announced("Ana (not stated) has the floor")
    # Vera's first answer may come once more, as a direct message: Discord cannot tell that it was given.
    second.move(seconds=2)  # Sent within one second it would be the same tap.
    await vera.say("next")
    await vera.told("Li (not stated) has the floor")
    await shared.announced("Li (not stated) has the floor")
    second.move(minutes=2)
    await shared.announced("Li: time is up")

    first.now = second.now
    begin = len(first.log)
    await first.launch()
    await first.says("discord: another process serves it", begin)
    assert await second.stop() == 0
    await first.serves(begin)
    first.move(minutes=7, seconds=58)
    await shared.announced("ends in 5 minutes")
    for posts in (shared.in_channel(), shared.in_room()):
        for words in ("Ana (not stated) has the floor", "Li (not stated) has the floor", "Li: time is up"):
            assert times(posts, words) == 1, words
        assert times(posts, "A. Lessons of the negotiations starts") == times(posts, "ends in 5 minutes") == 1
