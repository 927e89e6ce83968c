"""What docs/discord.md shows is what stands in the terminal and on Discord, in that order."""

from collections.abc import Iterator, Sequence
from itertools import groupby

import pytest

from tests.discord_server import DiscordServer, Message
from tests.discord_server.world import MANAGE_THREADS
from tests.docs.documents import ROOT, blocks
from tests.e2e.bot import Bot
from tests.e2e.live.screen import screen
from tests.e2e.live.terminal import Terminal
from tests.e2e.world import BEFORE_OPENING

pytestmark = [pytest.mark.sockets, pytest.mark.timeout(120)]

GUIDE = ROOT / "docs" / "discord.md"


def boxes() -> Iterator[list[str]]:
    for block in blocks(GUIDE, "text"):
        yield block.splitlines()


def stands_in(box: Sequence[str], seen: Sequence[str]) -> None:
    """Its lines as they stand there, with others between them only where three dots are."""
    begin = 0
    for left_out, lines in groupby(box, lambda line: line == "..."):
        if not left_out:
            run = list(lines)
            places = [at for at in range(begin, len(seen)) if list(seen[at : at + len(run)]) == run]
            assert places, "\n".join([*run, "does not stand in", *seen])
            begin = places[0] + len(run)


@pytest.fixture
def moderator(discord: DiscordServer, on_discord: Terminal) -> str:
    """By the role that the guide has people make."""
    with on_discord.config.open("a") as config:
        config.write('moderator_role = "Moderator"\n')
    return discord.add_person("Vera", roles=[discord.add_role("Moderator", MANAGE_THREADS)])


def boards(discord: DiscordServer, room: str) -> list[Message]:
    return [each for each in discord.messages(room) if "There is one queue" in each.content]


async def test_the_boxes_of_the_guide(
    discord: DiscordServer, room: str, moderators_room: str, moderator: str, on_discord: Terminal
) -> None:
    checked, before, offered, after, board, hand, card = boxes()
    assert await on_discord.runs("--online", str(on_discord.meeting)) == 0
    stands_in(checked, on_discord.lines)

    await on_discord.start(attended=True)
    await on_discord.says("Discord: go to")
    offer = [each for each in discord.messages(moderators_room) if each.components]
    await discord.press(moderator, offer[0].id, 1)
    assert await on_discord.ends() == 0, on_discord.steps
    stands_in(before, on_discord.lines)
    stands_in(offered, screen(discord, [*offer, *discord.private(moderator)]))
    stands_in(after, on_discord.lines)

    bot = Bot(on_discord.config, BEFORE_OPENING, dict(on_discord.secrets))
    await bot.launch()
    await bot.says("discord: connected")
    await discord.slash(moderator, moderators_room, "open")
    await discord.until(lambda: bool(boards(discord, room)))
    stands_in(board, screen(discord, discord.messages(room)))
    ana = discord.add_person("Ana")
    [panel] = boards(discord, room)
    await discord.press(ana, panel.id, 1)
    await discord.until(lambda: bool(discord.private(ana)))
    stands_in(hand, screen(discord, discord.private(ana)))
    for line in ("start", "phase next", "next"):
        await discord.slash(moderator, moderators_room, line)
        bot.move(seconds=5)
    await discord.until(lambda: any("Turn 1" in each.content for each in discord.messages(moderators_room)))
    stands_in(card, screen(discord, discord.messages(moderators_room)))
    assert await bot.stop() == 0
