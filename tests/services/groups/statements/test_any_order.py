"""Who may sign, revise, comment and take back what, whoever joins, leaves, hands over, links or is erased."""

import random

import pytest
from msgspec import Struct, field

from bot.domain.identity import Identity
from bot.domain.meeting.group.membership import is_member
from bot.domain.statement.counts import read
from bot.domain.statement.rows import Comment, Signature, Statement, StatementVersion
from bot.domain.statement.rules import closes
from tests.services.conftest import VERA
from tests.services.groups.impacts.test_any_order import (
    PEOPLE,
    Model,
    come_and_go,
    forget,
    link,
    number_of,
    stands,
)
from tests.services.groups.statements.test_statements import file, rows, sure
from tests.services.groups.test_coming_and_going import channel, group
from tests.support.bot import BotDriver

STEPS = (*("sign", "revise", "comment") * 3, "unsign", "join", "leave", "hand", "link", "forget")


class Signed(Struct):
    """What is to come of every order; who is in the group, and runs it, is taken from the bot."""

    author: int | None
    version: int = 1
    signs: dict[int, tuple[int, bool]] = field(default_factory=dict)
    """By person the version, and whether by name."""
    said: int = 0
    links: Model = field(default_factory=Model)

    async def same(self, bot: BotDriver, who: Identity) -> set[int]:
        """Everybody in the group who is this person."""
        numbers = [await number_of(bot, each) for each in self.links.same(who)]
        return {number for number in numbers if number is not None}


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(3))
async def test_any_order(after: BotDriver, seed: int) -> None:
    draw = random.Random(seed)
    await sure(after, VERA, "statement new Rivers | Rivers are for all | in 2 days", "That is right")
    model = Signed(await number_of(after, VERA))
    for _ in range(50):
        await after.move(60)
        await step(after, model, draw)
        kept = {each.person: (each.version, each.named) for each in await rows(after, Signature)}
        assert kept == model.signs
        assert len(await rows(after, StatementVersion)) == model.version
        assert len(await rows(after, Comment)) == model.said
    await end(after, model)


async def step(bot: BotDriver, model: Signed, draw: random.Random) -> None:
    """One of them by chance, in the bot and in the model."""
    who, what = draw.choice(PEOPLE), draw.choice(STEPS)
    member, runs = await stands(bot, who)
    own = await number_of(bot, who)
    match what:
        case "sign":
            await sign(bot, model, who, member=member, named=draw.random() < 0.6)
        case "unsign":
            same = await model.same(bot, who) & model.signs.keys()
            await bot.say(who, "unsign 1")
            if member and same:
                await bot.press(who, bot.fakes[who.platform].choices(who)["Take it back"].token)
                model.signs = {n: each for n, each in model.signs.items() if n not in same}
        case "revise":
            answer = await bot.say(who, f"statement revise 1 | Rivers {draw.random()}")
            may = member and (runs or (own is not None and own == model.author))
            assert ("is kept" in answer) == may
            model.version += may
        case "comment":
            place = draw.choice((None, channel(bot.fakes[who.platform])))
            answer = await bot.say(who, "comment 1 | Well", place)
            assert ("is shown" in answer) == member
            model.said += member
        case "link":
            await link(bot, model.links, who, draw.choice(PEOPLE))
        case "forget":
            await gone(bot, model, who)
        case _:
            await come_and_go(bot, who, draw.choice(PEOPLE), what)


async def sign(bot: BotDriver, model: Signed, who: Identity, *, member: bool, named: bool) -> None:
    same = await model.same(bot, who) & model.signs.keys()
    again = any(model.signs[each][0] == model.version for each in same)
    asked = await bot.say(who, "sign 1 as Li")
    assert ("for yourself alone" in asked) == (member and not again)
    own = await number_of(bot, who)
    if not member or again or own is None:
        return
    label = "Sign with my name" if named else "Sign without my name"
    await bot.press(who, bot.fakes[who.platform].choices(who)[label].token)
    model.signs = {n: each for n, each in model.signs.items() if n not in same}
    model.signs[own] = (model.version, named)


async def gone(bot: BotDriver, model: Signed, who: Identity) -> None:
    """All that they wrote alone goes; the statement stays."""
    own, said = await number_of(bot, who), len(await rows(bot, Comment))
    theirs = await bot.store.read(lambda tx: tx.erasing.traces("group/roundtable", own or 0).works.comments)
    await forget(bot, model.links, who)
    if await number_of(bot, who) is None and own is not None:
        model.signs.pop(own, None)
        model.said = said - len(theirs)
        model.author = None if model.author == own else model.author


async def end(bot: BotDriver, model: Signed) -> None:
    """Under the final text stand those alone who signed it, are in the group, and agreed."""
    (statement,) = await rows(bot, Statement)
    await bot.move((closes(statement) - bot.clock.now()).total_seconds())
    state, (statement,) = await group(bot), await rows(bot, Statement)
    valid = {n for n, (version, _) in model.signs.items() if version == model.version and is_member(state, n)}
    stand = {each.person for each in await rows(bot, Signature)}
    assert stand <= valid
    people = [await model.same(bot, who) & valid for who in PEOPLE]
    assert len(stand) == len({frozenset(each) for each in people if each}), "once for each person"
    assert read(statement.counts).total == len(stand)
    page = file(bot, channel(bot.fakes["discord"]), "statement-1.html")
    named = [n for n in stand if model.signs[n][1] and not state.participants[n].quietly]
    assert page.count("(Li)</li>") == len(named)
