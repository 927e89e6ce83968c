"""Out of one database and into another: nothing is lost, changed or made up, whatever people typed."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import Engine, Integer, event

from bot.domain.group.rows import Resource, text_id
from bot.domain.identity import Place
from bot.ports.store import FORGETTING, GROUP, RETENTION, Delivery, Transaction
from storage.migrating import migrate
from storage.store import open_store
from storage.transfer.format import TRANSFERRED, NotTransferred
from tests.contracts.store.samples import NOON, after_noon, row
from tests.contracts.store.test_rows import ROWS
from tests.storage.conftest import Fresh, rows
from tests.storage.transfer.conftest import BackUp, BringIn, Export
from tests.storage.transfer.full import ANA, BEN, fill, play


def tables(path: Path) -> list[str]:
    return [json.loads(line).get("table", "") for line in path.read_bytes().splitlines()]


async def test_everything_goes_round(source: str, target: str, back_up: BackUp, restore: BringIn) -> None:
    await fill(source)
    first = await back_up(source, "first")
    brought = await restore(first, target)
    assert (brought.moved.meetings, brought.erased) == (3, None)
    assert brought.moved.rows == len(first.read_bytes().splitlines()) - 2
    second = await back_up(target, "second")
    assert second.read_bytes() == first.read_bytes()
    alike = "SELECT meeting, number, shapes, capitals, words FROM person ORDER BY meeting, number"
    assert rows(target, alike) == rows(source, alike)
    every = {"board", "cause", "cursor", "due", "meeting", "outbox", "fact", "person", "account", "used"}
    assert set(tables(first)) == {*every, "counter", "free_text", "planned", ""}


async def test_one_meeting_goes_round(source: str, target: str, export: Export, bring_in: BringIn) -> None:
    await fill(source)
    async with open_store(target) as store:
        await store.write(lambda tx: tx.outbox.add([Delivery("k", "d:1", "other", "post", {}, NOON)]))
        await store.write(prepare)
        await play(store, "other")
        moves = (await store.read(lambda tx: tx.log.heads())).moves
    others = rows(target, "SELECT * FROM fact")
    first = await export(source, "roundtable", "first")
    brought = await bring_in(first, target)
    assert brought.moved.rows == len(first.read_bytes().splitlines()) - 2
    async with open_store(target) as store:
        assert (await store.read(lambda tx: tx.log.heads())).moves == moves + 1, "running processes look"
    second = await export(target, "roundtable", "second")
    assert second.read_bytes() == first.read_bytes()
    assert rows(target, "SELECT * FROM fact WHERE meeting <> 'roundtable'") == others
    alike = "SELECT number, shapes, capitals, words FROM person WHERE meeting = 'roundtable' ORDER BY number"
    assert rows(target, alike) == rows(source, alike)
    assert b"plenary" not in first.read_bytes()


async def test_a_group_goes_round_with_all_that_it_waits_for(
    source: str, target: str, export: Export, bring_in: BringIn
) -> None:
    """Each row with its moment; what waits in another group, though its name begins alike, stays there."""

    def work(tx: Transaction, group: str) -> None:
        for each in ROWS if group == "group/g" else (Resource(3, 1, NOON, "", "", "words"),):
            tx.records.put(group, each)
            tx.people.keep_text(group, text_id(each, "title"), 1, "A title")
            tx.timers.set(type(each).__name__.lower(), f"{group} {each.number}", after_noon(each.number))
        tx.timers.set(GROUP, group, after_noon(8))
        tx.timers.set(RETENTION, group, after_noon(9))
        tx.timers.set(FORGETTING, f"{group} 4", after_noon(10))

    async with open_store(source) as store:
        for group in ("group/g", "group/g2", "group/g/1"):
            await play(store, group)
            await store.write(partial(work, group=group))
    first = await export(source, "group/g", "first")
    await bring_in(first, target)
    second = await export(target, "group/g", "second")
    assert second.read_bytes() == first.read_bytes()
    waits = "SELECT owner, id FROM due"
    own = f"{waits} WHERE id = 'group/g' OR id LIKE 'group/g %'"
    assert {*map(str, rows(target, waits))} == {*map(str, rows(source, own))}
    assert len(rows(target, waits)) >= len(ROWS) + 3
    other = "SELECT * FROM resource WHERE meeting <> 'group/g'"
    assert rows(target, other) == []


def prepare(tx: Transaction) -> None:
    """What a bot that has the meeting's file has of it before its first event."""
    tx.log.head("roundtable")
    tx.timers.set("meeting", "roundtable", NOON)
    tx.causes.first_time("matrix:roundtable/1", after_noon(1))


async def test_what_was_sent_from_there_is_not_sent_again(
    here: str, target: str, export: Export, bring_in: BringIn
) -> None:
    await fill(here)
    again = Delivery("plenary/0", "matrix:plenary", "plenary", "post", {}, NOON)

    def send(tx: Transaction) -> None:
        tx.outbox.add([again])
        tx.outbox.done(tx.outbox.heads()[0].id, NOON)

    async with open_store(target) as store:
        await store.write(send)
    await bring_in(await export(here, "plenary", "file"), target)
    assert rows(target, "SELECT state FROM outbox WHERE key = 'plenary/0'") == [("done",)]


async def test_what_is_unsent_goes_in_its_order(
    here: str, target: str, export: Export, bring_in: BringIn
) -> None:
    await fill(here)
    unsent = "SELECT key FROM outbox WHERE meeting = 'plenary' AND state = 'new' ORDER BY id"
    texts = "SELECT id FROM free_text WHERE meeting = 'plenary' AND id LIKE 'plenary/%' ORDER BY id"
    before = rows(here, unsent)
    assert len(before) == 8
    await bring_in(await export(here, "plenary", "file"), target)
    assert rows(target, unsent) == before
    assert rows(target, "SELECT count(*) FROM outbox") == [(8,)]
    # The texts of what was sent go with it, or they would stay for ever.
    with_theirs = "SELECT key || '/0' FROM outbox WHERE meeting = 'plenary' AND state = 'new' ORDER BY key"
    assert rows(target, texts) == rows(here, with_theirs)
    async with open_store(target) as store:
        await store.write(lambda tx: tx.outbox.add([Delivery("new", "d:1", "plenary", "post", {}, NOON)]))
    assert rows(target, unsent) == [*before, ("new",)]


async def test_a_meeting_that_is_there_is_left_alone(here: str, export: Export, bring_in: BringIn) -> None:
    await fill(here)
    file = await export(here, "plenary", "file")
    before = rows(here, "SELECT * FROM outbox ORDER BY id")
    with pytest.raises(NotTransferred, match="holds the meeting plenary already"):
        await bring_in(file, here)
    assert rows(here, "SELECT * FROM outbox ORDER BY id") == before


async def test_a_database_with_anything_in_it_is_left_alone(
    here: str, target: str, back_up: BackUp, restore: BringIn
) -> None:
    await fill(here)
    file = await back_up(here, "file")
    async with open_store(target) as store:
        await store.write(lambda tx: tx.log.head("m"))
    with pytest.raises(NotTransferred, match="holds something already"):
        await restore(file, target)
    assert rows(target, "SELECT id, head FROM meeting") == [("m", 0)]


@pytest.mark.parametrize("unknown", ["nowhere", "planned", ""])
async def test_a_meeting_that_is_not_there(
    unknown: str, here: str, export: Export, left: Callable[[str], list[Path]]
) -> None:
    await fill(here)
    with pytest.raises(NotTransferred, match=f"holds no meeting {unknown}"):
        await export(here, unknown, "file")
    assert left("file*") == []


async def test_each_kind_of_file_has_its_verb(
    here: str, target: str, back_up: BackUp, export: Export, restore: BringIn, bring_in: BringIn
) -> None:
    await fill(here)
    with pytest.raises(NotTransferred, match="with evenfloor restore"):
        await bring_in(await back_up(here, "everything"), target)
    with pytest.raises(NotTransferred, match="with evenfloor import"):
        await restore(await export(here, "plenary", "plenary"), target)


async def test_the_meeting_that_was_used_last_counts(
    here: str, target: str, export: Export, bring_in: BringIn
) -> None:
    await fill(here)
    used = "SELECT meeting FROM used WHERE platform <> 'console' ORDER BY platform"
    async with open_store(target) as store:
        await store.write(lambda tx: tx.people.use(ANA, "earlier", after_noon(-1)))
        await store.write(lambda tx: tx.people.use(BEN, "later", after_noon(999)))
    await bring_in(await export(here, "plenary", "file"), target)
    assert rows(target, used) == [("later",), ("plenary",)]


@pytest.mark.sockets
async def test_an_id_that_a_database_cannot_keep_is_told_and_nothing_is_kept(
    new_files: Fresh, new_on_server: Fresh, back_up: BackUp, restore: BringIn
) -> None:
    """SQLite keeps a NUL in an id, PostgreSQL does not."""
    there, again, server = new_files(), new_files(), new_on_server()
    for url in (there, again, server):
        migrate(url)
    async with open_store(there) as store:
        await store.write(lambda tx: tx.log.append("m", [row(1)]))
        await store.write(lambda tx: tx.boards.set("m", Place("console", "a\0b"), "1"))
    file = await back_up(there, "file")
    await restore(file, again)
    assert (await back_up(again, "again")).read_bytes() == file.read_bytes()
    with pytest.raises(NotTransferred, match="a row of board, between the lines 2 and 2, cannot be kept"):
        await restore(file, server)
    assert rows(server, "SELECT * FROM fact") == []


@pytest.mark.sockets
async def test_a_server_sorts_by_bytes_whatever_its_language(new_on_server: Fresh, back_up: BackUp) -> None:
    url, said = new_on_server(), list[str]()
    migrate(url)
    with statements(said):
        await back_up(url, "file")
    sorted_by = [each.partition("ORDER BY ")[2].split(", ") for each in said if "ORDER BY" in each]
    assert len(sorted_by) == len(TRANSFERRED)
    otherwise = {key for keys in sorted_by for key in keys if not key.endswith(' COLLATE "C"')}
    numbers = {
        f"{table.name}.{key.name}"
        for table in TRANSFERRED.values()
        for key in table.primary_key
        if isinstance(key.type, Integer)
    }
    assert {"fact.seq", "outbox.id", "person.number", "resource.number"} <= numbers
    assert otherwise == numbers


@contextmanager
def statements(said: list[str]) -> Iterator[None]:
    """Hear what databases are told."""

    def hear(*heard: object) -> None:
        said.append(" ".join(str(heard[2]).split()))

    event.listen(Engine, "before_cursor_execute", hear)
    try:
        yield
    finally:
        event.remove(Engine, "before_cursor_execute", hear)
