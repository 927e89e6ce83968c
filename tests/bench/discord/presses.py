"""A press of "raise hand" beside `/join` typed, and both beside a bot that answers from memory."""

import asyncio
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from statistics import median

from tests.bench.figures import Figure
from tests.bench.rush.crowd import Crowd, pressing
from tests.bench.rush.served import Meeting, evenfloor, from_memory
from tests.discord_server import DiscordServer, Message
from tests.discord_server.components import press_of

ROUNDS, ALONE, IN_FLIGHT, AT_ONCE = 4, 12, 40, 20
"""All together fewer than the newcomers of one server that are heard at once."""
NOT_WORSE = 1.05
"""What two medians of the same differ by from run to run."""


def bench() -> Iterator[Figure]:
    """All four take turns, so that a busy machine is busy for all of them."""
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        yield from asyncio.run(_measured(Path(name)))


async def _measured(folder: Path) -> list[Figure]:
    async with from_memory() as bare, evenfloor(folder) as meeting:
        crowds = {
            "bare typed": bare,
            "bare pressed": await _who_press_nothing_known(bare),
            "typed": meeting,
            "pressed": await _who_press_the_board(meeting),
        }
        alone: dict[str, list[float]] = {which: [] for which in crowds}
        rates: dict[str, list[float]] = {which: [] for which in crowds}
        for _ in range(ROUNDS):
            for which, crowd in crowds.items():
                alone[which].extend(await crowd.one_by_one(ALONE))
                rates[which].append(await crowd.in_flight(IN_FLIGHT, AT_ONCE))
    waits = {which: median(each) * 1000 for which, each in alone.items()}
    return [*_alone(waits), *_at_once({which: median(each) for which, each in rates.items()})]


def _alone(waits: Mapping[str, float]) -> list[Figure]:
    name = "discord to the answer, median"
    return [
        Figure(f"{name}, pressed beside typed", waits["pressed"], "ms", waits["typed"], NOT_WORSE),
        Figure(f"{name}, pressed", waits["pressed"], "ms", waits["bare pressed"]),
        Figure(f"{name}, typed", waits["typed"], "ms", waits["bare typed"]),
    ]


def _at_once(rates: Mapping[str, float]) -> list[Figure]:
    def figure(what: str, value: float, baseline: float, aim: float | None = None) -> Figure:
        return Figure(
            f"discord {AT_ONCE} in flight, {what}", value, "answers/s", baseline, aim, more_is_better=True
        )

    return [
        figure("pressed beside typed", rates["pressed"], rates["typed"], 1 / NOT_WORSE),
        figure("pressed", rates["pressed"], rates["bare pressed"]),
        figure("typed", rates["typed"], rates["bare typed"]),
    ]


async def _who_press_the_board(meeting: Meeting) -> Crowd:
    """Below it stands the hand first."""
    server = meeting.server

    def boards() -> list[Message]:
        found = [each for each in server.messages(meeting.room) if each.components]
        return [each for each in found if str(press_of(each.components, 1)["custom_id"]).endswith(":join")]

    await server.until(lambda: bool(boards()))
    board = boards()[0]
    return _who_press(meeting, board.id, press_of(board.components, 1))


async def _who_press_nothing_known(bare: Crowd) -> Crowd:
    message = await bare.server.say(bare.server.add_person("Ana"), bare.room, "Good morning.")
    return _who_press(bare, message, {"component_type": 2, "custom_id": "join"})


def _who_press(crowd: Crowd, message: str, what: dict[str, object]) -> Crowd:
    """Others in the same room, by other names."""
    server: DiscordServer = crowd.server
    return Crowd(server, crowd.room, "Q", pressing(message, what))
