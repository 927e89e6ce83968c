"""Who presses, and who else wants something meanwhile."""

import pytest

from bot.domain.identity import Identity
from bot.ports.platform import Undeliverable
from tests.services.live.trial import Trial, platform
from tests.support.in_memory_platform import InMemoryPlatform
from tests.support.plans import DISCORD_MODERATORS, DISCORD_ROOM, plan

ANA, VERA = Identity("discord", "ana"), Identity("discord", "vera")


@pytest.fixture
def discord() -> InMemoryPlatform:
    made = platform("discord")
    made.moderators = {(VERA, DISCORD_MODERATORS)}
    return made


@pytest.fixture
def trial(discord: InMemoryPlatform) -> Trial:
    return Trial(plan(), [discord])


async def test_nobody_presses(discord: InMemoryPlatform, trial: Trial) -> None:
    running = trial.start()
    await trial.offered(discord, DISCORD_MODERATORS)
    assert 30 <= await trial.takes(running) < 31
    assert "Discord, a press in a moderators' room: skipped. Nobody pressed within 30 seconds." in trial.lines
    assert running.result() == 0
    assert trial.left() == []


async def test_whoever_presses_is_written_to_and_let_in(discord: InMemoryPlatform, trial: Trial) -> None:
    running = trial.start()
    await trial.press(discord, VERA, DISCORD_MODERATORS, await trial.offered(discord, DISCORD_MODERATORS))
    assert await trial.takes(running) == 0
    assert "Discord, answering it for you alone: done." in trial.lines
    assert "Discord, a direct message: done." in trial.lines
    assert "Discord, letting somebody into it: done." in trial.lines
    assert (trial.left(), any(discord.inside.values())) == ([], False)


async def test_who_does_not_moderate_is_told_so_and_the_press_fails(
    discord: InMemoryPlatform, trial: Trial
) -> None:
    running = trial.start()
    await trial.press(discord, ANA, DISCORD_MODERATORS, await trial.offered(discord, DISCORD_MODERATORS))
    await discord.until(lambda: bool(discord.texts(ANA)))
    assert "you do not moderate this meeting" in discord.texts(ANA)[0]
    await trial.takes(running)
    [line] = (line for line in trial.lines if ": failed" in line)
    assert line.startswith(
        "Discord, a press in a moderators' room: failed (who pressed does not moderate). "
        "If it was you: give yourself the moderators' role"
    )
    assert running.result() == 1


async def test_where_there_is_no_room_for_moderators_the_press_is_offered_to_all(
    discord: InMemoryPlatform, trial: Trial
) -> None:
    discord.refusals[str(DISCORD_MODERATORS)].append(Undeliverable("no permission"))
    running = trial.start()
    await trial.offered(discord, DISCORD_ROOM)
    await trial.takes(running)
    assert running.result() == 1
    assert trial.left() == []


async def test_commands_are_put_off_and_leave_nothing(discord: InMemoryPlatform, trial: Trial) -> None:
    running = trial.start()
    await trial.offered(discord, DISCORD_MODERATORS)
    await trial.command(discord, ANA, DISCORD_ROOM)
    [answer] = discord.texts(ANA)
    assert answer.endswith("Please try again in two minutes.")
    await trial.takes(running)
    assert trial.left() == [answer]
