"""In whatever order: who is in a working group is in the group, and asked to be in both."""

import random
from collections.abc import Mapping

import pytest

from bot.domain.identity import Identity
from bot.domain.meeting.group.membership import is_member
from tests.services.conftest import ANA, BEN, IVO, LI, SAM, VERA
from tests.services.groups.working.conftest import GROUP, WORKING, meeting, room
from tests.support.bot import BotDriver
from tests.support.plans import DISCORD_ROOM, MATRIX_ROOM

PEOPLE = (ANA, BEN, LI, SAM, VERA, IVO)
WORDS = (
    "stay",
    "stay digest",
    "unstay",
    *("wg join 1",) * 3,
    "wg leave 1",
    "wg new Another | For another purpose",
    "handover ana",
    "coordinator add li",
    "coordinator remove ana",
    "forgetme here",
)


async def everybody(bot: BotDriver, id: str) -> Mapping[Identity, bool]:
    """By account whether its person is in the group of that id."""
    state = await meeting(bot, id)
    accounts = await bot.store.read(lambda tx: tx.people.accounts(id))
    return {each.identity: is_member(state, each.person) for each in accounts}


@pytest.mark.parametrize("seed", range(4))
async def test_nobody_is_in_a_working_group_who_is_not_in_the_group(working: BotDriver, seed: int) -> None:
    chance = random.Random(seed)
    asked = {ANA}
    for step in range(40):
        who, words = chance.choice(PEOPLE), chance.choice(WORDS)
        places = {"discord": (DISCORD_ROOM, None), "matrix": (MATRIX_ROOM, None)}[who.platform]
        answer = await working.say(who, words, chance.choice(places))
        await working.move(20)
        if words.startswith("wg join") and "You are in the working group" in answer:
            asked.add(who)
        whole, inner = await everybody(working, GROUP), await everybody(working, WORKING)
        said = f"seed {seed}, step {step}: {who} said {words}: {answer}"
        for account, there in inner.items():
            assert not there or whole.get(account, False), said
        for fake in working.fakes.values():
            assert fake.inside[room(fake)] <= asked, said
            assert fake.inside[room(fake)] <= {each for each, there in inner.items() if there}, said
