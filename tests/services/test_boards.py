"""One live board a room: edited in place, hung up anew where it was lost, and never left old."""

import asyncio
from typing import Literal

import pytest

from bot.domain.identity import Identity
from bot.ports.platform import TryLater, Undeliverable
from bot.services.room_talk import BURIED, TALKED
from tests.services.conftest import ANA, BEN, LI, VERA, Play, debate
from tests.support.bot import BotDriver
from tests.support.clock import MovedClock
from tests.support.in_memory_platform import Hold, InMemoryPlatform, Shown
from tests.support.plans import DISCORD_MODERATORS, DISCORD_ROOM, MATRIX_MODERATORS, MATRIX_ROOM

Moment = Literal["before", "after"]

ROOM = str(DISCORD_ROOM)
MOVED = "The board has moved: it stands further down."


def boards(fake: InMemoryPlatform) -> dict[str, Shown]:
    """The boards in the room, by key, the oldest first."""
    return {key: s for key, s in fake.shown[ROOM].items() if s.text.endswith("everybody.") and s.choices}


def board(fake: InMemoryPlatform) -> Shown:
    return list(boards(fake).values())[-1]


async def test_it_is_hung_up_behind_the_panel_and_edited(
    opened: BotDriver, discord: InMemoryPlatform
) -> None:
    assert ["Queue: empty" in text for text in opened.texts(DISCORD_ROOM)] == [False, True]
    await opened.say(ANA, "join", DISCORD_ROOM)
    assert [("Next: Ana" in shown.text, shown.edits) for shown in boards(discord).values()] == [(True, 1)]


async def test_it_is_hung_up_again_when_a_phase_starts(debating: BotDriver) -> None:
    texts = debating.texts(DISCORD_ROOM)
    assert "Debate starts" in texts[-2]
    assert texts[-1].startswith("Debate, until 09:30")


async def test_several_changes_are_one_edit(debating: BotDriver, discord: InMemoryPlatform) -> None:
    discord.refusals[f"{ROOM} board"] = [TryLater("slow down", after=5)]
    for who in (ANA, BEN, LI):
        await debating.say(who, "join")
    await debating.move(5)
    assert "Then, may change: Guest 3 (not stated) and Guest 4" in board(discord).text
    assert board(discord).edits == 1


async def test_a_buried_one_is_hung_up_anew(debating: BotDriver, discord: InMemoryPlatform) -> None:
    before = board(discord)
    for n in range(BURIED + 1):
        await debating.say(VERA, "phase resume" if n % 2 else "phase pause", DISCORD_MODERATORS)
    await debating.say(ANA, "join", DISCORD_ROOM)
    assert before not in boards(discord).values()
    assert "Next: Ana" in debating.texts(DISCORD_ROOM)[-1]


async def test_people_who_talk_bury_it_as_well(debating: BotDriver, discord: InMemoryPlatform) -> None:
    before = board(discord)
    for _ in range(TALKED + 1):
        debating.app.command_service.talked(DISCORD_ROOM)
    await debating.say(ANA, "join", DISCORD_ROOM)
    assert before not in boards(discord).values()
    hung = board(discord)
    await debating.say(BEN, "join", DISCORD_ROOM)
    assert hung in boards(discord).values(), "what was said before counts no more"


async def test_nothing_but_one_line_is_left_of_an_old_one(
    debating: BotDriver, discord: InMemoryPlatform
) -> None:
    assert len(boards(discord)) == 1
    # Two phases began at once: the board of the first may have hung there, or was not worth its while.
    before = debating.texts(DISCORD_ROOM).count(MOVED)
    assert before in (1, 2)
    for n in range(BURIED + 1):
        await debating.say(VERA, "phase resume" if n % 2 else "phase pause", DISCORD_MODERATORS)
    await debating.say(ANA, "join", DISCORD_ROOM)
    assert len(boards(discord)) == 1
    assert debating.texts(DISCORD_ROOM).count(MOVED) == before + 1


async def test_an_old_one_is_not_left_as_it_was_where_it_cannot_be_edited_at_once(
    debating: BotDriver, discord: InMemoryPlatform
) -> None:
    old = board(discord)
    for n in range(BURIED + 1):
        await debating.say(VERA, "phase resume" if n % 2 else "phase pause", DISCORD_MODERATORS)
    discord.refusals[f"{ROOM} board"] = [TryLater("slow down", after=5)]
    await debating.say(ANA, "join", DISCORD_ROOM)
    assert "Ana" in board(discord).text
    assert old.text not in (MOVED, board(discord).text)
    await debating.say(BEN, "join", DISCORD_ROOM)
    assert "Ben" in board(discord).text, "what follows does not wait for it"
    await debating.move(5)
    assert old.text == MOVED


async def test_one_that_was_removed_is_hung_up_anew(debating: BotDriver, discord: InMemoryPlatform) -> None:
    del discord.shown[ROOM][list(boards(discord))[-1]]
    await debating.say(ANA, "join", DISCORD_ROOM)
    assert "Next: Ana" in debating.texts(DISCORD_ROOM)[-1]


async def test_what_happens_while_it_is_hung_up_is_not_missing_on_it(
    opened: BotDriver, discord: InMemoryPlatform
) -> None:
    discord.hold = hold = Hold("after", ROOM, passing=1)
    await opened.give(VERA, "start", DISCORD_MODERATORS)
    await hold.reached.wait()
    discord.hold = None
    await opened.give(ANA, "join", DISCORD_ROOM)
    await discord.until(lambda: "Next: Ana" in next(iter(boards(discord).values())).text)
    hold.gate.set()
    await opened.settled()
    assert "Next: Ana" in board(discord).text
    assert len(boards(discord)) == 1
    assert MOVED in opened.texts(DISCORD_ROOM)


async def test_the_first_is_hung_up_once(played: BotDriver, discord: InMemoryPlatform) -> None:
    discord.hold = hold = Hold("after", ROOM, passing=1)
    await played.give(VERA, "open", DISCORD_MODERATORS)
    await hold.reached.wait()
    discord.hold = None
    await played.give(ANA, "join", DISCORD_ROOM)
    await discord.until(lambda: bool(discord.shown[f"@{ANA}"]))
    hold.gate.set()
    await played.settled()
    assert ["Next: Ana" in shown.text for shown in boards(discord).values()] == [True]


async def test_the_end_is_on_it(debating: BotDriver) -> None:
    await debating.say(ANA, "join", DISCORD_ROOM)
    await debating.close(VERA, DISCORD_MODERATORS)
    assert "Roundtable is over." in debating.texts(DISCORD_ROOM)
    assert "Roundtable is over." in debating.texts(MATRIX_ROOM)


async def test_somebody_alone_is_shown_by_number(debating: BotDriver, discord: InMemoryPlatform) -> None:
    await debating.say(Identity("discord", "hidden"), "join")
    assert "Next: Guest 2" in board(discord).text


async def test_one_that_may_not_be_edited_is_hung_up_anew(
    debating: BotDriver, discord: InMemoryPlatform
) -> None:
    before = board(discord).text
    discord.refusals[f"{ROOM} board"] = [Undeliverable("forbidden")] * 2
    await debating.say(ANA, "join", DISCORD_ROOM)
    assert "Next: Ana" in debating.texts(DISCORD_ROOM)[-1]
    assert [shown.text for shown in boards(discord).values()][:-1] == [before], "it could not be taken away"
    await debating.say(BEN, "join", DISCORD_ROOM)
    assert "Ben" in board(discord).text
    assert len(boards(discord)) == 2, "the new one is edited"


async def test_where_nothing_can_be_posted_either_the_moderators_are_told(
    debating: BotDriver, discord: InMemoryPlatform
) -> None:
    del discord.shown[ROOM][list(boards(discord))[-1]]
    discord.refusals[ROOM] = [Undeliverable("forbidden")]
    await debating.say(ANA, "join", DISCORD_ROOM)
    assert any("could not be posted in Discord" in text for text in debating.texts(MATRIX_MODERATORS))
    await debating.say(BEN, "join", DISCORD_ROOM)
    [shown] = boards(discord).values()
    assert "Ana" in shown.text
    assert "Ben" in shown.text


CRASHES = (("before", ROOM), ("after", ROOM), ("before", f"{ROOM} board"), ("after", f"{ROOM} board"))
"""Around the posting of a board, and around taking the old one away."""


async def ready(bot: BotDriver, how: str) -> Shown:
    """The debate runs, and its board is, if so asked, covered by many posts; returns the board."""
    await bot.say(VERA, "open", DISCORD_MODERATORS)
    await debate(bot)
    for n in range(BURIED + 1 if how == "buried" else 0):
        await bot.say(VERA, "phase resume" if n % 2 else "phase pause", DISCORD_MODERATORS)
    await bot.move(10)
    [shown] = boards(bot.fakes["discord"]).values()
    return shown


async def hung_up_anew(bot: BotDriver, how: str) -> None:
    """What has the board posted again."""
    if how == "phase":
        await bot.give(VERA, "phase next", DISCORD_MODERATORS)
    else:
        await bot.give(ANA, "join", DISCORD_ROOM)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("moment", "where", "how"),
    [
        *((*crash, how) for crash in CRASHES for how in ("phase", "buried")),
        *((*crash, "removed") for crash in CRASHES[:2]),
    ],
)
async def test_a_crash_leaves_one_board_that_is_live_and_right(
    play: Play, discord: InMemoryPlatform, clock: MovedClock, moment: Moment, where: str, how: str
) -> None:
    async with play() as bot:
        old = await ready(bot, how)
        if how == "removed":
            discord.shown[ROOM] = {key: each for key, each in discord.shown[ROOM].items() if each is not old}
        discord.hold = hold = Hold(moment, where, passing=int(how == "phase" and where == ROOM))
        await hung_up_anew(bot, how)
        async with asyncio.timeout(20):
            await hold.reached.wait()
        await bot.give(BEN, "join", DISCORD_ROOM)
    discord.hold = None
    clock.move(30)
    async with play() as bot:
        await bot.settled()
        [shown] = boards(discord).values()
        assert shown is not old
        assert "Ben" in shown.text, "what came while it was hung up is not missing"
        assert (old.text == MOVED) == (how != "removed")
        await bot.say(LI, "join", DISCORD_ROOM)
        assert list(boards(discord).values()) == [shown]
        assert "Li" in shown.text
