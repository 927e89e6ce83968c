"""One live board a room: edited in place, hung up anew where it was lost, and never left old."""

from bot.domain.identity import Identity
from bot.ports.platform import TryLater
from bot.services.outbound.executor import BURIED
from tests.services.conftest import ANA, BEN, LI, VERA
from tests.support.bot import BotDriver
from tests.support.in_memory_platform import Hold, InMemoryPlatform, Shown
from tests.support.plans import DISCORD_MODERATORS, DISCORD_ROOM, MATRIX_ROOM

ROOM = str(DISCORD_ROOM)
MOVED = "The board has moved: it stands further down."


def boards(fake: InMemoryPlatform) -> dict[str, Shown]:
    """The boards in the room, by key, the oldest first."""
    return {key: s for key, s in fake.shown[ROOM].items() if s.text.endswith("To speak: /join")}


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
