"""Hands for tests about codes that let into the group."""

import re

from bot.domain.group.rows import InviteCode
from bot.domain.identity import Identity
from tests.services.conftest import VERA
from tests.services.groups.test_coming_and_going import GROUP, group
from tests.support.bot import BotDriver

NIA, OLU = Identity("discord", "nia"), Identity("matrix", "olu")
"""No meeting knows them."""


def code_in(answer: str) -> str:
    found = re.search(r"redeem (\w{4}-\w{4}-\w{4}-\w{4})", answer)
    assert found, answer
    return found[1]


async def made(bot: BotDriver, words: str = "") -> str:
    return code_in(await bot.say(VERA, f"invite {words}".strip()))


async def codes(bot: BotDriver) -> list[InviteCode]:
    return list(await bot.store.read(lambda tx: tx.records.of(GROUP).all(InviteCode)))


async def is_in(bot: BotDriver, who: Identity) -> bool:
    number = await bot.store.read(lambda tx: tx.people.person(GROUP, who))
    return number is not None and (await group(bot)).participants[number].stays
