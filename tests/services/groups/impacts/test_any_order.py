"""Who may review, take back and read what, whoever joins, leaves, hands over, links or is erased."""

import random
import re

import pytest
from msgspec import Struct, field

from bot.domain.identity import Identity
from bot.domain.impact.rows import State
from tests.services.conftest import ANA, BEN, IVO, LI, SAM, VERA
from tests.services.groups.impacts.conftest import KENYA, code_in, notes, reviews
from tests.services.groups.test_coming_and_going import GROUP, group
from tests.support.bot import BotDriver
from tests.support.plans import DISCORD_ROOM, MATRIX_ROOM

PEOPLE = (ANA, BEN, IVO, LI, SAM, VERA)
ROOMS = {"discord": DISCORD_ROOM, "matrix": MATRIX_ROOM}
STEPS = (*("give", "anonymous", "join") * 3, *("withdraw", "link") * 2, "code", "leave", "hand", "forget")
JUDGING = (*("accept",) * 8, *("reject",) * 3)
WRONG = "AAAA-AAAA-AAAA-AAAA"


class Noted(Struct):
    """A note as it has to be."""

    author: Identity | None
    code: str = ""
    state: State = "waiting"
    says: dict[Identity, bool] = field(default_factory=dict)


class Model(Struct):
    """What is to come of every order; who is in the group, and runs it, is taken from the bot."""

    notes: dict[int, Noted] = field(default_factory=dict)
    linked: list[set[Identity]] = field(default_factory=list)
    given: int = 0

    def same(self, who: Identity) -> set[Identity]:
        return next((each for each in self.linked if who in each), {who})

    def review(self, number: int, who: Identity, *, accepts: bool) -> None:
        note = self.notes.get(number)
        if note is None or note.state != "waiting" or note.author in self.same(who):
            return
        note.says = {each: said for each, said in note.says.items() if each not in self.same(who)}
        note.says[who] = accepts
        votes = {
            frozenset(self.same(each)): said
            for each, said in note.says.items()
            if note.author not in self.same(each)
        }
        wanted = 3 if note.author is None else 2
        if list(votes.values()).count(True) >= wanted:
            note.state = "counts"
        elif list(votes.values()).count(False) >= wanted:
            note.state = "not"

    def forget(self, who: Identity) -> None:
        self.notes = {number: note for number, note in self.notes.items() if note.author != who}
        for note in self.notes.values():
            note.says.pop(who, None)
        self.linked = [each for each in self.linked if who not in each]


async def number_of(bot: BotDriver, who: Identity) -> int | None:
    return await bot.store.read(lambda tx: tx.people.person(GROUP, who))


async def stands(bot: BotDriver, who: Identity) -> tuple[bool, bool]:
    """Whether somebody is in the group, and whether they coordinate it."""
    number, now = await number_of(bot, who), await group(bot)
    runs = number in now.moderators
    return runs or (number is not None and now.participants[number].stays), runs


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(3))
async def test_any_order(noting: BotDriver, seed: int) -> None:
    draw, model = random.Random(seed), Model()
    for _ in range(60):
        await noting.move(60)
        await step(noting, model, draw)
        kept = {each.number: each for each in await notes(noting)}
        assert {number: each.state for number, each in kept.items()} == {
            number: each.state for number, each in model.notes.items()
        }
        by = [(each.impact, each.person, each.accepts) for each in await reviews(noting)]
        expected = [
            (number, await number_of(noting, who), said)
            for number, note in model.notes.items()
            for who, said in note.says.items()
        ]
        assert sorted(by) == sorted(expected, key=str)
        await look(noting, model, draw)


async def look(bot: BotDriver, model: Model, draw: random.Random) -> None:
    """Somebody reads one of them, if they may."""
    who, number = draw.choice(PEOPLE), draw.randint(1, max(1, model.given))
    member, runs = await stands(bot, who)
    note, shown = model.notes.get(number), await bot.say(who, f"impact show {number}")
    counts = note is not None and note.state == "counts"
    own = note is not None and note.author in model.same(who)
    assert ("pangolin law" in shown) == (member and note is not None and (runs or counts or own))
    assert ("pangolin law" in await bot.say(who, "impact list")) == (
        member and any(each.state == "counts" for each in model.notes.values())
    )


async def step(bot: BotDriver, model: Model, draw: random.Random) -> None:
    """One of them by chance, in the bot and in the model."""
    who, what = draw.choice(PEOPLE), draw.choice((*STEPS, *JUDGING))
    number = draw.choice(list(model.notes) or [1])
    if draw.random() < 0.6 and what not in ("leave", "hand", "link"):
        who = await likely(bot, draw, model.notes.get(number), what) or who
    member, runs = await stands(bot, who)
    match what:
        case "give" | "anonymous":
            await give(bot, model, who, what, member=member)
        case "accept" | "reject":
            await bot.say(who, f"impact {what} {number}" + (" source" if what == "reject" else ""))
            if runs:
                model.review(number, who, accepts=what == "accept")
        case "withdraw":
            await bot.say(who, f"impact withdraw {number}")
            if number in model.notes and model.notes[number].author in model.same(who):
                del model.notes[number]
        case "code":
            code = draw.choice([each.code for each in model.notes.values() if each.code] or [WRONG])
            await bot.say(who, f"impact withdraw {code}")
            model.notes = {n: note for n, note in model.notes.items() if note.code != code}
        case "link":
            await link(bot, model, who, draw.choice(PEOPLE))
        case "forget":
            await forget(bot, model, who)
        case _:
            await come_and_go(bot, who, draw.choice(PEOPLE), what)


async def likely(bot: BotDriver, draw: random.Random, note: Noted | None, what: str) -> Identity | None:
    """Whoever brings something about with it: an author, a coordinator, somebody who has reviewed."""
    if what == "withdraw":
        return note.author if note else None
    if what == "forget":
        return draw.choice(list(note.says)) if note and note.says else None
    some = [who for who in PEOPLE if (await stands(bot, who))[what in JUDGING]]
    return draw.choice(some) if some else None


async def give(bot: BotDriver, model: Model, who: Identity, what: str, *, member: bool) -> None:
    answer = await bot.say(who, f"impact {'anonymous ' if what == 'anonymous' else ''}{KENYA}")
    assert ("is kept" in answer) == member
    if member:
        model.given += 1
        named = what == "give"
        model.notes[model.given] = Noted(who if named else None, "" if named else code_in(answer))


async def come_and_go(bot: BotDriver, who: Identity, other: Identity, what: str) -> None:
    if what == "join":
        await bot.say(who, "stay", ROOMS[who.platform])
        running = [each for each in PEOPLE if (await stands(bot, each))[1]]
        await bot.say(running[0], f"coordinator add {who.id.title()}")
    elif what == "leave":
        await bot.say(who, "unstay")
    else:
        await bot.say(who, f"handover {other.id.title()}")


async def link(bot: BotDriver, model: Model, who: Identity, other: Identity) -> None:
    """In the meeting, where both are known; the group has a number for each of them all the same."""
    if who == other or {who, other} <= model.same(who):
        return
    for each in (who, other):
        await bot.say(each, "stay", ROOMS[each.platform])
    made = re.search(r"link (\w{8})", await bot.say(who, "link", ROOMS[who.platform]))
    asked = await bot.say(other, f"link {made[1] if made else ''}", ROOMS[other.platform])
    if made is None or "Now say yes" not in asked:
        return
    if "both accounts are one participant" in await bot.say(who, "link yes", ROOMS[who.platform]):
        both = model.same(who) | model.same(other)
        model.linked = [*(each for each in model.linked if not each & both), both]


async def forget(bot: BotDriver, model: Model, who: Identity) -> None:
    answer = await bot.say(who, "forgetme everywhere")
    for _ in range(7):
        await bot.move(10)
    if "goes now" in answer:
        model.forget(who)
