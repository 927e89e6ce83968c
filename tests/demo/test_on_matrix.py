"""The demo on a homeserver of its own: one of its people looks in, and nothing is left when it ends."""

import asyncio
import os
import re
import signal
import sys
import tempfile
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import asynccontextmanager, suppress
from functools import partial
from pathlib import Path

import pytest
from aiohttp import ClientSession
from msgspec import Struct, field

from bot.domain.changing import replace
from tests.docs.documents import ROOT
from tests.e2e.bot import PATIENCE
from tests.e2e.matrix_user import MatrixUser
from tests.synapse import Person

pytestmark = [
    pytest.mark.sockets,
    pytest.mark.timeout(300),
    pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="processes are found in /proc"),
]

STARTING, LAST_LINE, ENDED = "Starting a homeserver", "Ctrl-C ends it", "It has ended"
MARK = "EVENFLOOR_DEMO_OF_THIS_TEST"
ROOM = "#roundtable:localhost"


class Demo(Struct):
    """The program as somebody at a terminal has it."""

    folder: Path
    """Where it puts what it keeps for a while."""
    process: asyncio.subprocess.Process
    screen: asyncio.StreamReader
    shown: list[str] = field(default_factory=list)

    async def shows(self, words: str) -> str:
        """The next line with these words."""
        async with asyncio.timeout(PATIENCE):
            while line := (await self.screen.readline()).decode():
                self.shown.append(line.strip())
                if words in line:
                    return line.strip()
        raise AssertionError("\n".join(["never shown: " + words, *self.shown]))

    def told(self, pattern: str) -> str:
        """What stands in a gap of the guide."""
        found = re.search(pattern, "\n".join(self.shown))
        assert found is not None, pattern
        return found[1]

    def alive(self) -> Sequence[int]:
        """Itself and every process that it started, as far as they have not ended."""
        return [id for id, environ in processes() if f"{MARK}={self.folder}" in environ]


def processes() -> Iterator[tuple[int, str]]:
    """Each process that this user may look at, with its environment."""
    for each in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            yield int(each.name), (each / "environ").read_bytes().decode(errors="replace")


@asynccontextmanager
async def demo(before: Callable[[], None], screen: int | None = None) -> AsyncIterator[Demo]:
    """Started, with a folder of its own in place of the machine's; `screen` is a terminal to show it on."""
    with tempfile.TemporaryDirectory(prefix="t-") as name:
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "bot", "matrix-demo", "--port", "0"),
            cwd=ROOT,
            env={**os.environ, "TMPDIR": name, MARK: name},
            stdin=asyncio.subprocess.DEVNULL if screen is None else screen,
            stdout=asyncio.subprocess.PIPE if screen is None else screen,
            stderr=asyncio.subprocess.STDOUT,
            preexec_fn=before,
        )
        try:
            yield Demo(Path(name), process, process.stdout or asyncio.StreamReader())
        finally:
            with suppress(ProcessLookupError):  # it has ended by itself
                process.terminate()
            await process.wait()


def ended(id: int) -> asyncio.Event:
    """Set when a process that is not one's own has ended."""
    event, handle, loop = asyncio.Event(), os.pidfd_open(id), asyncio.get_running_loop()

    def happened() -> None:
        loop.remove_reader(handle)
        os.close(handle)
        event.set()

    loop.add_reader(handle, happened)
    return event


def hears_signals() -> None:
    """As in a terminal, also where the tests themselves were started where nobody presses Ctrl-C."""
    for each in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(each, signal.SIG_DFL)


def has_a_terminal() -> None:
    """The one that is its input: whoever closes that closes the session."""
    hears_signals()
    os.setsid()
    os.close(os.open(os.ttyname(0), os.O_RDWR))


async def signed_in(http: ClientSession, name: str, password: str) -> Person:
    """One of the people who were printed."""
    nobody = Person(http, "", "", "")
    who = {"type": "m.id.user", "user": name}
    body = {"type": "m.login.password", "identifier": who, "password": password}
    answer = await nobody.call("POST", "/login", body)
    return Person(http, str(answer["user_id"]), password, str(answer["access_token"]))


async def test_somebody_looks_in_and_ctrl_c_leaves_nothing() -> None:
    async with demo(hears_signals) as running:
        await running.shows(LAST_LINE)
        people = running.told(r"Participants: (.+)").split(", ")
        password = running.told(r"password (\w+)")
        assert running.told(r"Moderators: (.+)").count("@") == 2
        async with ClientSession(running.told(r"Homeserver: (\S+)")) as http:
            amara = MatrixUser(await signed_in(http, people[0], password), "@evenfloor:localhost")
            vera = MatrixUser(await signed_in(http, "@vera:localhost", password), amara.bot)
            await looks_in(amara, vera)
        assert running.alive()
        assert list(running.folder.iterdir())
        running.process.send_signal(signal.SIGINT)
        await running.shows(ENDED)
        await nothing_is_left(running)


async def test_whoever_ends_it_while_it_starts_leaves_nothing() -> None:
    async with demo(hears_signals) as running:
        await running.shows(STARTING)
        running.process.send_signal(signal.SIGTERM)
        await nothing_is_left(running)


async def test_a_closed_terminal_leaves_nothing() -> None:
    window, inside = os.openpty()
    async with demo(has_a_terminal, inside) as running:
        os.close(inside)
        screen = asyncio.StreamReader()
        reading = asyncio.StreamReaderProtocol(screen)
        seen, _ = await asyncio.get_running_loop().connect_read_pipe(lambda: reading, os.fdopen(window, "rb"))
        await replace(running, screen=screen).shows(LAST_LINE)
        assert running.alive()
        seen.close()
        await nothing_is_left(running)


async def test_what_it_started_ends_also_where_it_is_killed() -> None:
    async with demo(hears_signals) as running:
        await running.shows(LAST_LINE)
        [homeserver] = set(running.alive()) - {running.process.pid}
        ending = ended(homeserver)
        running.process.kill()
        async with asyncio.timeout(PATIENCE):
            await ending.wait()


async def nothing_is_left(running: Demo) -> None:
    """Neither a process nor a file."""
    async with asyncio.timeout(PATIENCE):
        assert await running.process.wait() == 0
    assert running.alive() == []
    assert list(running.folder.iterdir()) == []


async def looks_in(amara: MatrixUser, vera: MatrixUser) -> None:
    """What the guide says to type first does what it says."""
    [room] = await amara.person.joined_rooms()
    rooms = set(await vera.person.joined_rooms())
    [closed] = rooms - {room}
    async with asyncio.TaskGroup() as tasks:
        watching = [tasks.create_task(each.watch()) for each in (amara, vera)]
        for command, answer in (
            ("!join", "You are in the queue"),
            ("!identify cs af", "Civil Society"),
        ):
            await amara.person.say(room, command)
            await amara.until(partial(_read, lambda: amara.private(frozenset({room})), answer))
        for command, sign in (
            ("!start", "Level-setting starts"),
            ("!phase next", "Lessons of the negotiations starts"),
            ("!next", "Amara (Civil Society) has the floor"),
        ):
            await vera.person.say(closed, command)
            await vera.until(partial(_read, lambda: vera.texts(room), sign))
        for each in watching:
            each.cancel()


def _read(texts: Callable[[], Sequence[str]], words: str) -> bool:
    return any(words in text for text in texts())
