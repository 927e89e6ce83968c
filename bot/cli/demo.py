"""`evenfloor demo`: the example meeting at high speed in one terminal, then yours to moderate."""

import asyncio
import random
import sys
import tempfile
from collections.abc import AsyncIterator, Sequence
from datetime import timedelta
from pathlib import Path
from typing import Annotated

import typer
from msgspec import Struct

from adapters.console.console import Console
from adapters.console.lines import HAND_DOWN, HAND_UP, Entry, entries, typed
from adapters.console.settings import ConsoleSettings
from adapters.console.terminal import Terminal
from bot.app import App, Dependencies, build_app
from bot.cli.problems import plan_of
from bot.commands.table import commands
from bot.demo.movable_clock import MovableClock
from bot.demo.script import (
    CHANNEL,
    IN_PERSON,
    SMALLER,
    VIRTUAL,
    Gesture,
    HandOver,
    Pause,
    Remark,
    ScriptStep,
    TypedLine,
    afterwards,
    script,
)
from bot.demo.stage import MODERATORS, ONLINE, staged, summary
from bot.domain.message import CommandText, Message
from bot.domain.plan import Plan
from bot.messages.catalogue import Catalogues, load_catalogues
from bot.messages.document import plain
from bot.messages.render import Context, render
from bot.services.scheduling.idle import WatchedStore, wait_until_idle
from bot.services.scheduling.owners import OWNERS
from storage.migrating import migrate
from storage.store import open_store

EXAMPLE = Path("meetings/uncc-roundtable.toml")
SETTINGS = ConsoleSettings(
    rooms=(ONLINE.id, MODERATORS.id), person="you", moderators=frozenset({VIRTUAL, IN_PERSON, "you"})
)

File = Annotated[Path, typer.Argument(help="The meeting to play.")]


def demo(file: File = EXAMPLE) -> None:
    """Play a meeting with invented participants; no account and no network is needed."""
    plan = plan_of(file)
    asyncio.run(_play(staged(plan)))


class Show(Struct, frozen=True):
    """What the demo is made of while it runs."""

    plan: Plan
    store: WatchedStore
    clock: MovableClock
    catalogues: Catalogues
    terminal: Terminal


async def _play(plan: Plan) -> None:
    with tempfile.TemporaryDirectory(prefix="evenfloor-demo-") as folder:
        url = f"sqlite:///{folder}/demo.db"
        migrate(url)
        async with open_store(url) as opened:
            store = WatchedStore(opened)
            clock = MovableClock(plan.start - timedelta(minutes=10))
            show = Show(plan, store, clock, load_catalogues(), Terminal(typer.echo))
            console = Console(show.terminal, _entries(show), clock, SETTINGS)
            dependencies = Dependencies(store, {console.name: console}, clock, random.SystemRandom().random)
            await _run(show, build_app(dependencies, commands(), show.catalogues, {plan.id: plan}), console)


async def _run(show: Show, made: App, console: Console) -> None:
    """Until nobody types any more; then the summary."""
    dispatcher = made.supervisor.workers[console.name].dispatcher
    working = [asyncio.create_task(part.run()) for part in (made.scheduler, dispatcher)]
    try:
        await console.run(made.command_service)
        await wait_until_idle(show.store, show.clock)
        loaded = await show.store.read(lambda tx: made.repository.load(tx, show.plan.id))
        typer.echo()
        typer.echo(_text(show, summary(loaded.meeting)))
    finally:
        for task in working:
            task.cancel()
        await asyncio.gather(*working, return_exceptions=True)


async def _entries(show: Show) -> AsyncIterator[Entry]:
    """The meeting, then the group that goes on if the meeting came to its end."""
    async for entry in _played(show, "meeting", script()):
        yield entry
    if await _is_over(show):
        async for entry in _played(show, "group", afterwards()):
            yield entry


async def _played(show: Show, part: str, steps: Sequence[ScriptStep]) -> AsyncIterator[Entry]:
    """The script's lines, each when everything before it has happened; between them what is really typed."""
    for number, step in enumerate(steps):
        await wait_until_idle(show.store, show.clock)
        match step:
            case Remark(text):
                typer.echo(f"\n--- {text}")
            case Pause(seconds):
                await _pass(show, timedelta(seconds=seconds))
            case TypedLine(who, text, where):
                yield _shown(show, f"{part}-{number}", f"{who} {where}> /{text}")
            case Gesture(who, up):
                line = f"{who} #{ONLINE.id}> {HAND_UP if up else HAND_DOWN}"
                yield _shown(show, f"{part}-{number}", line)
            case HandOver():
                if sys.stdin.isatty():
                    async for entry in _by_hand(show):
                        yield entry
                    if await _is_over(show):
                        return


async def _is_over(show: Show) -> bool:
    """Whether those who go on have their channel."""
    await wait_until_idle(show.store, show.clock)
    return bool(show.terminal.channels)


async def _pass(show: Show, time: timedelta) -> None:
    """Time passes from one thing that is due to the next, each happening at its own moment."""
    end = show.clock.now() + time
    while (now := show.clock.now()) < end:
        due = await show.store.read(lambda tx: tx.timers.next(OWNERS))
        show.clock.jump(((min(due.at, end) if due else end) - now).total_seconds())
        await wait_until_idle(show.store, show.clock)


def _shown(show: Show, id: str, line: str) -> Entry:
    """Each channel, in the order in which they opened, has an id for what is typed, and a name to watch."""
    shown = typed = line
    for word, (place, name) in zip((CHANNEL, SMALLER), show.terminal.channels.items(), strict=False):
        shown, typed = shown.replace(f" {word}>", f" #{name}>"), typed.replace(f" {word}>", f" #{place.id}>")
    typer.echo(f"\n{shown}")
    return Entry(f"script-{id}", typed)


async def _by_hand(show: Show) -> AsyncIterator[Entry]:
    hints = {"next": "next", "walkup": "walkup cs gov", "other": "kofi> /join", "help": "help"}
    typer.echo("\n" + _text(show, Message("demo-hand-over", {k: CommandText(v) for k, v in hints.items()})))
    show.clock.let_go()
    async for entry in entries(typed(sys.stdin.fileno())):
        yield entry


def _text(show: Show, message: Message) -> str:
    return plain(render(message, Context(show.catalogues, "en", show.plan)).nodes, "/")
