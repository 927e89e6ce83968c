"""Twelve months of a group: each reminder and digest once, at its minute, through ten kills."""

import asyncio
from collections.abc import Sequence
from pathlib import Path

import pytest

from bot.domain.changing import replace
from tests.e2e.months.almanac import (
    CALLS,
    CHANNELS,
    CONSULTATION,
    DROPPED_AT,
    END,
    FOUNDED,
    LETTER_DONE_AT,
    MOVED,
    MOVED_AT,
    ROUND,
    SPRING,
    UNASKED,
    UNSEEN,
    all_due,
    spring,
)
from tests.e2e.months.beginning import founded, going_on, some_kills
from tests.e2e.months.calendars import check_file
from tests.e2e.months.oracle import DAY, DIGEST
from tests.e2e.months.year import MINUTE, Year
from tests.e2e.world import OnDiscord, World, world
from tests.synapse import Synapse

pytestmark = [pytest.mark.sockets, pytest.mark.timeout(900)]

SECRETS = ("zwiebelfisch", "pangolin")


async def test_a_year(stage: World, tmp_path: Path, pytestconfig: pytest.Config) -> None:
    due = all_due((*CALLS, replace(ROUND, until=MOVED_AT), MOVED, CONSULTATION), FOUNDED)
    async with going_on(stage, due, some_kills(due, 10, pytestconfig)) as life:
        await life.to(FOUNDED)
        await founded(life, (*CALLS, ROUND, CONSULTATION))
        assert len(life.people.keys() - {"Vera", "Ivo"}) == 20
        await life.until(MOVED_AT)
        assert "is done" in await life.says("Dora2", "action done 1")
        await life.sure("Dora2", f"date move 5 {MOVED.line}")
        calls = dict.fromkeys(CALLS, (0, "CONFIRMED"))
        await check_file(life, 7, {**calls, CONSULTATION: (0, "CONFIRMED"), MOVED: (1, "CONFIRMED")})
        await life.until(DROPPED_AT - DAY)
        await forgotten(life, "Zwiebelfisch", tmp_path)
        await life.until(DROPPED_AT)
        await life.sure("Ivo", "handover Mats0", "Hand over")
        await life.sure("Mats0", "date drop 6", "Drop it")
        # The round was over more than 90 days ago, so the file has left it out.
        await check_file(life, 8, {**calls, CONSULTATION: (1, "CANCELLED")})
        assert "is yours" in await life.says("Mats2", "action take 2")
        await life.until(LETTER_DONE_AT)
        assert "is done" in await life.says("Mats2", "action done 2")
        await life.until(END)
    assert await stage.bot.stop() == 0


async def test_a_spring_on_postgresql(
    synapse: Synapse, tmp_path: Path, postgres_url: str, pytestconfig: pytest.Config
) -> None:
    due = [each for each in all_due(spring(), SPRING) if each.at <= MOVED_AT]
    async with (
        world(synapse, tmp_path, postgres_url) as stage,
        going_on(stage, due, some_kills(due, 3, pytestconfig)) as life,
    ):
        assert "no digest" in await life.says("Vera", "digest off")
        await life.to(SPRING)
        await founded(life, spring())
        await life.until(MOVED_AT)


async def forgotten(life: Year, name: str, folder: Path) -> None:
    """Of somebody who asks for it no byte is left, and the digest that quotes them is taken back."""
    person = life.people.pop(name)
    assert isinstance(person, OnDiscord)
    secrets = (*SECRETS, person.id)
    assert await held(folder, secrets) == list(secrets)
    assert "goes now" in await person.say("forgetme everywhere")
    for _ in range(10):
        await life.to(life.now + MINUTE)
    await life.stage.bot.stop()
    await life.stage.bot.start()
    await life.idle()
    assert await held(folder, secrets) == []
    life.come.subtract((who, DIGEST) for who in (*CHANNELS, *UNSEEN, *UNASKED))
    await life.check((*CHANNELS, *life.people))
    for each in (*CHANNELS, *life.people):
        assert not [text for text in life.heard(each) if any(word in text.lower() for word in SECRETS)]


async def held(folder: Path, secrets: Sequence[str]) -> list[str]:
    """Which of these stand in the database's files.

    Another process reads them: if this one closed them, SQLite's locks of its store would be gone.
    """
    asked = ("find", str(folder), "-name", "evenfloor.db*", "-exec", "cat", "{}", "+")
    reading = await asyncio.create_subprocess_exec(*asked, stdout=asyncio.subprocess.PIPE)
    there, _ = await reading.communicate()
    return [secret for secret in secrets if secret.encode() in there.lower()]
