"""Visibility belongs to an account: whatever its person does elsewhere, no room comes to see it."""

from random import Random

import pytest

from bot.domain.identity import Identity, Place
from tests.services.conftest import ANA, IVO, LI, SAM, VERA
from tests.support.bot import BotDriver
from tests.support.in_memory_platform import InMemoryPlatform
from tests.support.plans import DISCORD_MODERATORS, DISCORD_ROOM, MATRIX_ROOM

HIDDEN = Identity("discord", "hidden")
"""Takes part by direct chats alone."""
EVE = Identity("matrix", "eve")
ROOM = {"discord": DISCORD_ROOM, "matrix": MATRIX_ROOM}
STEPS = 60


async def join_accounts(
    bot: BotDriver, sender: Identity, owner: Identity, place: Place | None = None
) -> None:
    """They turn out to be one person, by a code and a yes."""
    code = (await bot.say(owner, "link")).split(" is ")[1].split(".")[0]
    await bot.say(sender, f"link {code}", place)
    await bot.say(owner, "link yes")


def pinged(fake: InMemoryPlatform, place: Place) -> set[Identity]:
    return {who for message in fake.shown[str(place)].values() for who in message.pings}


async def test_a_hidden_account_that_is_joined_is_not_pinged_where_it_was_not_seen(
    debating: BotDriver, discord: InMemoryPlatform
) -> None:
    await debating.say(SAM, "join", MATRIX_ROOM)
    await join_accounts(debating, SAM, HIDDEN, MATRIX_ROOM)
    await debating.say(VERA, "next", DISCORD_MODERATORS)
    assert "Sam (not stated) has the floor" in debating.texts(DISCORD_ROOM)[-1]
    assert HIDDEN not in pinged(discord, DISCORD_ROOM)
    assert any("You have the floor" in text for text in debating.texts(HIDDEN)), "alone they are told"


async def test_going_on_lets_in_the_account_that_asked_and_no_other(
    debating: BotDriver, discord: InMemoryPlatform, matrix: InMemoryPlatform
) -> None:
    await debating.say(SAM, "join", MATRIX_ROOM)
    await join_accounts(debating, SAM, HIDDEN, MATRIX_ROOM)
    await debating.say(SAM, "stay", MATRIX_ROOM)
    await debating.close(VERA, DISCORD_MODERATORS)
    assert HIDDEN not in inside(discord)
    assert SAM in inside(matrix)
    await debating.say(HIDDEN, "stay")
    assert HIDDEN in inside(discord), "by a word of its own"


def inside(fake: InMemoryPlatform) -> set[Identity]:
    return {who for place in fake.channels.values() for who in fake.inside[place]}


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(6))
async def test_no_room_sees_an_account_that_was_never_seen_in_it(
    seed: int, debating: BotDriver, discord: InMemoryPlatform, matrix: InMemoryPlatform
) -> None:
    chance = Random(seed)
    seen: set[tuple[Identity, Place]] = {(VERA, DISCORD_MODERATORS), (VERA, DISCORD_ROOM)}
    asked: set[Identity] = set()
    await debating.say(IVO, "phase pause", MATRIX_ROOM)
    people = (ANA, EVE, LI, SAM, HIDDEN)
    for _ in range(STEPS):
        await debating.move(30)  # So that nobody is over the limit of commands.
        who = chance.choice(people)
        place = None if who == HIDDEN or chance.random() < 0.5 else ROOM[who.platform]
        do = chance.choice(("join", "name", "guest", "link", "undo", "stay", "unstay", "next", "identify"))
        if place is not None and do not in ("link", "next"):
            seen.add((who, place))
        match do:
            case "link":
                await join_accounts(debating, who, chance.choice((*people, VERA, IVO)))
            case "next":
                await debating.say(VERA, "next", DISCORD_MODERATORS)
            case "name":
                await debating.say(who, f"name Robin {chance.randrange(9)}", place)
            case "stay":
                asked.add(who)
                await debating.say(who, "stay", place)
            case _:
                text = {"guest": "name guest", "undo": "link undo", "identify": "identify cs"}.get(do, do)
                await debating.say(who, text, place)
    await debating.close(IVO, MATRIX_ROOM)
    for fake in (discord, matrix):
        for place in (DISCORD_ROOM, MATRIX_ROOM, DISCORD_MODERATORS):
            shown = {(who, place) for who in pinged(fake, place)}
            assert shown <= seen, f"seed {seed}"
        let_in = inside(fake) - asked
        assert let_in <= {VERA, IVO}, f"seed {seed}: {let_in}"
        run_by = {who for place in fake.channels.values() for who in fake.coordinators[place]}
        assert run_by <= {VERA, IVO}, f"seed {seed}: {run_by}"
