"""Hands put up and taken down at the console."""

from collections.abc import AsyncIterator

from adapters.console.console import Console
from adapters.console.lines import HAND_DOWN, HAND_UP, Entry
from adapters.console.settings import ConsoleSettings
from adapters.console.terminal import Terminal
from bot.ports.platform import Hand, TypedRequest
from tests.adapters.clock import StoppedClock
from tests.contracts.platform.inbox import RecordingInbox


async def test_each_persons_hand_is_taken_down_by_them() -> None:
    lines = (HAND_UP, f"ana> {HAND_UP}", HAND_DOWN, f"ana> {HAND_DOWN}", "join")

    async def typed() -> AsyncIterator[Entry]:
        for number, line in enumerate(lines):
            yield Entry(str(number), line)

    inbox, screen = RecordingInbox(), list[str]()
    await Console(Terminal(screen.append), typed(), StoppedClock(), ConsoleSettings()).run(inbox)
    assert [(each.author.id, each.hand) for each in inbox.invocations] == [
        ("you", Hand("console:0", up=True)),
        ("ana", Hand("console:1", up=True)),
        ("you", Hand("console:0", up=False)),
        ("ana", Hand("console:1", up=False)),
        ("you", None),
    ]
    assert [each.request for each in inbox.invocations[2:4]] == [TypedRequest("withdraw")] * 2
