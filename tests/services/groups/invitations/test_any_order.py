"""Membership and codes, whatever happens in which order, and whatever is killed."""

import random
from collections import Counter

import pytest
from msgspec import Struct, field

from bot.domain.identity import Identity
from bot.messages.catalogue import Catalogues
from storage.store import SqlStore
from tests.services.conftest import SAM, VERA
from tests.services.groups.conftest import meet
from tests.services.groups.invitations.inviting import NIA, OLU, codes, is_in, made
from tests.support.bot import BotDriver, playing
from tests.support.clock import MovedClock
from tests.support.in_memory_platform import Hold, InMemoryPlatform
from tests.support.plans import plan


class Model(Struct):
    """What is to come of every order of operations."""

    codes: dict[int, tuple[str, int, bool]] = field(default_factory=dict)
    inside: set[Identity] = field(default_factory=set)
    used: Counter[int] = field(default_factory=Counter)


@pytest.mark.parametrize("seed", range(4))
async def test_any_order_of_operations_lets_in_those_alone_who_had_a_good_code(
    inviting: BotDriver, seed: int
) -> None:
    draw, model, people = random.Random(seed), Model(), [NIA, OLU, SAM, Identity("matrix", "pia")]
    for _ in range(30):
        await inviting.move(120)
        await operate(inviting, model, draw, people)
        rows = {row.number: row for row in await codes(inviting)}
        assert {number: row.used for number, row in rows.items()} == {n: model.used[n] for n in rows}
        assert all(row.uses_left >= 0 for row in rows.values())
        assert {who for who in people if await is_in(inviting, who)} == model.inside


async def operate(bot: BotDriver, model: Model, draw: random.Random, people: list[Identity]) -> None:
    """One of them by chance, in the bot and in the model."""
    who, what = draw.choice(people), draw.choice(("make", "withdraw", "leave", *["redeem"] * 4))
    number = draw.choice(list(model.codes) or [0])
    code, uses, good = model.codes.get(number, ("AAAA-AAAA-AAAA-AAAA", 0, False))
    match what:
        case "make":
            most = draw.choice((1, 2))
            model.codes[len(model.codes) + 1] = (await made(bot, str(most)), most, True)
        case "withdraw":
            await bot.say(VERA, f"invite withdraw {number}")
            if number and model.used[number] < uses:
                model.codes[number] = (code, uses, False)
        case "leave":
            await bot.say(who, "unstay")
            model.inside.discard(who)
        case _:
            await bot.say(who, f"redeem {code}")
            if who not in model.inside and good and model.used[number] < uses:
                model.inside.add(who)
                model.used[number] += 1


async def test_a_kill_between_use_and_answer_counts_one_use(
    store: SqlStore,
    catalogues: Catalogues,
    fakes: tuple[InMemoryPlatform, InMemoryPlatform],
    clock: MovedClock,
) -> None:
    plans, matrix, key = {"roundtable": plan()}, fakes[1], "matrix:once"
    async with playing(store, catalogues, plans, *fakes, clock=clock) as bot:
        await meet(bot)
        code = await made(bot)
        matrix.hold = Hold("before")
        await bot.give(OLU, f"redeem {code}", cause=key)
        await bot.settled()
    matrix.hold = None
    async with playing(store, catalogues, plans, *fakes, clock=clock) as bot:
        await bot.give(OLU, f"redeem {code}", cause=key)
        await bot.settled()
        assert "You are in the group" in bot.answer(OLU, key)
        assert [row.used for row in await codes(bot)] == [1]
