"""How it begins: the example meeting closes, people stay, and the group gets what it works with."""

import logging
import random
import re
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from datetime import datetime

import pytest

from bot.domain.changing import replace
from storage.store import open_store
from tests.e2e.months.almanac import DRAFT, LETTER, UNASKED, UNSEEN, VIENNA
from tests.e2e.months.calendars import check_file
from tests.e2e.months.oracle import LEADS, Dated, Due
from tests.e2e.months.year import MINUTE, Year
from tests.e2e.world import Attendee, OnDiscord, OnMatrix, World

log = logging.getLogger(__name__)

SEED = "2027"
GROUPS = ("cs ap", "ps weog", "tc ee")


@asynccontextmanager
async def going_on(stage: World, due: list[Due], kills: Mapping[datetime, str]) -> AsyncIterator[Year]:
    """The meeting has closed, and all this is to come."""
    reader, people = await closed(stage)
    async with open_store(stage.bot.secrets["EVENFLOOR_DATABASE__URL"]) as store:
        life = Year(stage, store, reader, people, due, kills)
        life.people = {name: _alone(each, life.room) for name, each in people.items()}
        yield life


def some_kills(due: Sequence[Due], count: int, config: pytest.Config) -> Mapping[datetime, str]:
    """So many moments, and how far the process has come with each when it is killed."""
    seed = config.getoption("hypothesis_seed") or SEED
    log.warning("the kills are those of --hypothesis-seed=%s", seed)
    chance = random.Random(seed)
    moments = chance.sample(sorted({each.at for each in due}), count)
    return {at: chance.choice(("before", "at once", "between")) for at in moments}


async def closed(stage: World) -> tuple[OnMatrix, dict[str, Attendee]]:
    """The meeting, of which its two moderators and sixteen with an account go on, two of them unseen."""
    bot = stage.bot
    vera, ivo = await stage.moderators()
    await bot.start()
    names = ["Zwiebelfisch", *(f"Dora{n}" for n in range(1, 10))]
    people: list[Attendee] = [stage.discord_person(name) for name in names]
    people += [await stage.matrix_person(f"Mats{n}") for n in range(6)]
    bot.move(minutes=20)
    await stage.announced("is open. One queue")
    for n, person in enumerate(people):
        await person.say("join")
        await person.say(f"identify {GROUPS[n % len(GROUPS)]}")
        await person.say("stay digest" if person.name in UNSEEN else "stay")
    assert "Hall 4" in await ivo.say("w cs ps gov tc")
    await vera.say("start")
    await stage.announced("Level-setting starts")
    await vera.say("close")
    bot.move(seconds=2)
    assert "closed" in await vera.say("close")
    await ivo.told("Open questions")
    return ivo, {each.name: each for each in [*people, vera, ivo]}


def _alone(person: Attendee, group: str) -> Attendee:
    """The same person in the direct chat with the bot; the group's room is none."""
    assert isinstance(person, OnDiscord | OnMatrix)
    if isinstance(person, OnDiscord):
        return replace(person, channel=None)
    return replace(person, room=None, public=person.public | {group})


async def founded(life: Year, dates: Sequence[Dated]) -> None:
    """What the group works with from now on."""
    assert VIENNA in await life.says("Vera", f"timezone group {VIENNA}")
    assert "every Monday" in await life.says("Vera", "digest weekly mon 09:00")
    invitation = await life.says("Vera", "invite 4 30")
    await from_the_hall(life, re.findall(r"^redeem .+$", invitation, re.MULTILINE))
    for number, date in enumerate(dates, start=1):
        await _added(life, date)
        await check_file(life, number, dict.fromkeys(dates[:number], (0, "CONFIRMED")))
    for name in UNSEEN:
        assert "You take part" in await life.says(name, "date going 5")
    await life.sure("Dora2", f"action add Draft a text | me | {DRAFT:%Y-%m-%d} {VIENNA}")
    await life.sure("Dora2", f"action add Write a letter | | {LETTER:%Y-%m-%d} {VIENNA}")
    await life.says("Zwiebelfisch", "action add Ask the pangolins | me")
    await life.says("Zwiebelfisch", "resource add https://pangolin.example | Pangolins | animals")


async def from_the_hall(life: Year, lines: list[str]) -> None:
    """Four who had no account in the meeting come in by a code; two of them choose to be seen."""
    [line] = lines
    stage = life.stage
    hall: list[Attendee] = [stage.discord_person(f"Hall{n}", alone=True) for n in range(3)]
    hall.append(await stage.matrix_person("Hall3", alone=True))
    for person in hall:
        assert "are in" in await person.say(line)
        life.people[person.name] = _alone(person, life.room)
        if person.name not in UNASKED:
            await person.say("stay")
            await person.told("You are invited")


async def _added(life: Year, date: Dated) -> None:
    await life.sure("Dora2", f"date add {date.title} | {date.line}")
    if date.leads != LEADS:
        leads = " ".join(f"{lead.total_seconds() / 3600:.0f}h" for lead in date.leads)
        assert "reminded" in await life.says("Dora2", f"date remind {date.number} {leads}")
    await life.to(life.now + MINUTE)
