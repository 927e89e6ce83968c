"""Under two minutes, whatever the platforms do; and what was made is removed however it ends."""

import asyncio
from datetime import timedelta

import pytest

from bot.domain.changing import replace
from bot.domain.identity import Identity
from bot.ports.platform import Inbox, Misconfigured, SlowDown, TryLater
from tests.services.live.trial import Trial, platform
from tests.support.in_memory_platform import Hold, InMemoryPlatform
from tests.support.plans import DISCORD_MODERATORS, DISCORD_ROOM, MATRIX_ROOM, plan


class Unreachable(InMemoryPlatform):
    async def run(self, inbox: Inbox) -> None:
        del inbox
        await asyncio.Event().wait()


def both(discord: InMemoryPlatform, matrix: InMemoryPlatform) -> Trial:
    return Trial(plan(), [discord, matrix])


async def test_a_platform_that_cannot_be_reached() -> None:
    trial = both(Unreachable("discord", removal=platform("discord").removal), platform("matrix"))
    running = trial.start()
    assert await trial.takes(running) < 60
    assert "Discord, connecting: failed (no answer in time)." in trial.lines[0]
    assert "Matrix, writing in Matrix: done." in trial.lines
    assert running.result() == 1


async def test_a_platform_that_refuses_the_bot() -> None:
    trial = both(platform("discord"), platform("matrix"))
    trial.platforms[0].endings.append(Misconfigured("no such token"))
    await trial.takes(trial.start(attended=False))
    assert trial.lines[0].startswith("Discord, connecting: failed (no such token).")
    assert "Matrix, writing in Matrix: done." in trial.lines


@pytest.mark.parametrize("problem", [TryLater("not now"), SlowDown("too much", 5.0)])
async def test_platforms_that_take_nothing(problem: TryLater) -> None:
    trial = both(platform("discord"), platform("matrix"))
    for each in trial.platforms:
        each.failures += [problem] * 1000
    running = trial.start()
    assert await trial.takes(running) < 120
    writing = [line for line in trial.lines if "writing" in line]
    assert writing, trial.lines
    assert all("It may work later." in line for line in writing), writing
    assert running.result() > 0
    assert trial.left() == []


async def test_a_limit_is_waited_for() -> None:
    trial = Trial(plan(), [discord := platform("discord")])
    discord.failures += [SlowDown("too much", 5.0)] * 3
    running = trial.start(attended=False)
    assert await trial.takes(running) == 15
    assert running.result() == 0


async def test_an_answer_that_never_comes_is_not_waited_for_for_ever() -> None:
    """What may stand there all the same is looked for, and removed."""
    trial = Trial(plan(), [discord := platform("discord")])
    discord.keys_last = timedelta(0)
    discord.hold = Hold("after", str(DISCORD_MODERATORS))
    running = trial.start(attended=False)
    assert await trial.takes(running) < 30
    [line] = (line for line in trial.lines if ": failed" in line)
    assert line.startswith("Discord, writing in a moderators' room: failed (no answer in time).")
    assert trial.left() == []


async def test_what_there_is_no_time_for_is_skipped_and_the_rest_is_removed() -> None:
    meeting = replace(plan(), organisers=(Identity("discord", "olga"),))
    trial = Trial(meeting, [discord := platform("discord"), platform("matrix")])
    discord.hold = Hold("before")
    running = trial.start(attended=False)
    assert await trial.takes(running) < 120
    assert "Discord, a direct message: skipped. There was no time left for it." in trial.lines
    assert "Matrix, writing in Matrix: done." in trial.lines


async def test_an_interrupt_ends_it_and_leaves_nothing() -> None:
    trial = both(platform("discord"), platform("matrix"))
    running = trial.start()
    await trial.offered(trial.platforms[0], DISCORD_MODERATORS)
    assert trial.platforms[0].texts(DISCORD_ROOM)
    running.cancel()
    with pytest.raises(asyncio.CancelledError):
        await running
    assert trial.left() == []
    assert trial.platforms[1].texts(MATRIX_ROOM) == []
    assert trial.lines[-1] == "Discord, removing all of it: done."
    assert trial.kept.kept == {"live:discord": "[]"}
