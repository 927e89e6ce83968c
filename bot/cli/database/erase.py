"""`evenfloor erase`: what is known of one participant of a meeting goes, for good."""

import asyncio
import re
from typing import Annotated

import typer

from bot.cli.database.shared import counted, database_settings, list_of, with_store
from bot.cli.options import Config, Id
from bot.cli.problems import give_up
from bot.cli.wiring.system_clock import SystemClock
from bot.domain.identity import Identity
from bot.ports.store import Traces, Works
from storage.databases.database import PurgeResult
from storage.erasure.by_operator import erase_person, known
from storage.erasure.erased_list import ErasedList
from storage.store import SqlStore

ATTEMPTS = 3
PAUSE_SECONDS = 0.2
"""Between attempts to get what was erased out of the file while others read it."""

Person = Annotated[
    str,
    typer.Argument(help="An account (discord:123, matrix:@ana:example.org), or the person's number."),
]
Yes = Annotated[bool, typer.Option("--yes", help="Do it; it cannot be taken back.")]


def erase(meeting: Id, person: Person, yes: Yes = False, config: Config = None) -> None:
    """Erase one participant: name, accounts, texts, messages to them. The order of turns and counts stay."""
    settings, who = database_settings(config), _who(person)
    if not yes:
        traces = with_store(settings.url, lambda store: known(store, meeting, who))
        typer.echo(f"Known of participant {traces.numbers[0]}: {_summary(traces)}.")
        give_up("nothing was erased; since it cannot be taken back, it is only done with --yes")
    erased = list_of(settings)
    traces, purged = with_store(settings.url, lambda store: _erase(store, meeting, who, erased))
    typer.echo(f"Erased of participant {traces.numbers[0]}: {_summary(traces)}. Noted in {erased.path}.")
    if purged != "clean":
        typer.echo(LEFT[purged].format(again=f"evenfloor erase {meeting} {traces.numbers[0]} --yes"))


def _who(person: str) -> int | Identity:
    platform, colon, id = person.partition(":")
    if colon and platform and id:
        return Identity(platform, id)
    if re.fullmatch(r"[0-9]{1,9}", person):
        return int(person)
    return give_up("say who by an account, such as discord:123, or by the participant's number")


async def _erase(
    store: SqlStore, meeting: str, who: int | Identity, erased: ErasedList
) -> tuple[Traces, PurgeResult]:
    traces = await erase_person(store, meeting, who, erased, SystemClock().now())
    return traces, await _purged(store)


async def _purged(store: SqlStore) -> PurgeResult:
    """As far as it can be done within a few seconds."""
    for _ in range(ATTEMPTS):
        purged = await store.purge()
        if purged != "not yet":
            break
        await asyncio.sleep(PAUSE_SECONDS)
    return purged


def _summary(traces: Traces) -> str:
    """In counts, never by name; what of a group's work goes, and what stays without its author."""
    counts = [
        counted(int(traces.named), "name"),
        counted(len(traces.accounts), "account"),
        counted(len(traces.texts), "text"),
        counted(len(traces.messages), "message"),
    ]
    works = traces.works
    if works.any:
        counts += [
            counted(len(works.resources), "resource"),
            counted(len(works.actions), "action"),
            counted(len(works.codes), "code"),
            counted(len(works.impacts), "impact note"),
            counted(len(works.comments), "comment"),
            counted(len(works.signatures), "signature"),
            f"{counted(_kept(works), 'thing')} kept without a name",
        ]
    return ", ".join(counts)


def _kept(works: Works) -> int:
    """What others go by."""
    return sum(map(len, (works.taken, works.dates, works.statements, works.versions)))


LEFT = {
    "not yet": "It still stands in the file beside the database, since others read it. Do it again: {again}",
    "by the server": "PostgreSQL keeps it in its files until it clears them out: see docs/operate.md.",
}
