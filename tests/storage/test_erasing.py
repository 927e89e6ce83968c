"""An erased participant is in no byte of the database any more, and what the log counts is still true."""

import asyncio
import threading
from collections.abc import AsyncIterator
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import make_url

from bot.domain.group.rows import KeyDate, Resource
from bot.domain.identity import Identity, Place
from bot.ports.store import (
    FORGETTING,
    Account,
    Delivery,
    Draft,
    EventRow,
    Json,
    Profile,
    Transaction,
    Unavailable,
)
from storage.erasure.by_operator import Nobody, erase_person, known
from storage.erasure.erase import erase_again
from storage.erasure.erased_list import ErasedList, Erasure
from storage.store import SqlStore, open_store
from tests.contracts.store.conftest import DATABASES
from tests.contracts.store.samples import NOON, after_noon

ZOE, ELSEWHERE, BEN = (
    Identity("matrix", "@zwiebelfisch:example.org"),
    Identity("discord", "7733"),
    Identity("discord", "773"),
)
"""Ben's account is how Zoe's other one begins."""
TEXT, QUOTED, REFUSED = "Pangolins pay nothing", "my axolotl", "an ocelot"
SECRETS = ("Zoe Zwiebelfisch", ZOE.id, ELSEWHERE.id, TEXT, QUOTED, REFUSED)


@pytest.fixture(params=DATABASES)
def url(request: pytest.FixtureRequest) -> str:
    found: str = request.getfixturevalue(request.param)
    return found


@pytest.fixture
async def store(url: str) -> AsyncIterator[SqlStore]:
    async with open_store(url) as opened:
        await opened.write(fill)
        yield opened


@pytest.fixture
def erased(tmp_path: Path) -> ErasedList:
    return ErasedList(tmp_path / "erased.jsonl")


def fill(tx: Transaction) -> None:
    tx.people.add("m", Profile(1, "Ben", "platform", "en"), BEN)
    tx.people.add("m", Profile(2, SECRETS[0], "chosen", "pt"), ZOE)
    tx.people.add("m", Profile(3, "Zoe Z.", "platform"), ELSEWHERE)
    tx.people.add("n", Profile(2, "Zoe in n", "platform"), ZOE)
    tx.people.merge("m", 2, 3)
    tx.log.append(
        "m", [*(admitted(number) for number in (1, 2, 3)), event(4, "linked", {"kept": 2, "gone": 3})]
    )
    tx.people.use(ZOE, "n", NOON)
    tx.people.use(ELSEWHERE, "m", NOON)
    tx.people.use(BEN, "m", NOON)
    for id, person, body, delivery in (
        ("t", 2, TEXT, None),
        ("b", 1, "Ben's own", None),
        ("a1/0", None, QUOTED, "a1"),
        ("a2/0", 1, "to Ben", "a2"),
    ):
        tx.people.keep_text("m", id, person, body, delivery)
    tx.people.keep_text("", "a4/0", None, REFUSED, "a4")
    send(tx)


def send(tx: Transaction) -> None:
    tx.outbox.add(
        [
            Delivery("a1", f"{ZOE} alone", "m", "whisper", {"to": ZOE.id}, NOON),
            Delivery("a2", f"{BEN} alone", "m", "whisper", {"to": BEN.id}, NOON),
            Delivery("a3", f"{ELSEWHERE} alone", "m", "whisper", {"to": ELSEWHERE.id}, NOON),
            Delivery("a4", f"{ZOE} alone", "", "whisper", {"to": ZOE.id}, NOON),
            Delivery(
                "a5", "matrix:!channel", "m", "let-in", {"who": {"platform": "matrix", "id": ZOE.id}}, NOON
            ),
            Delivery(
                "a8", "matrix:!s stage", "m", "seat", {"who": {"platform": "matrix", "id": ZOE.id}}, NOON
            ),
            Delivery("a6", "discord:9", "m", "let-in", {"who": {"platform": "discord", "id": BEN.id}}, NOON),
            Delivery("a7", "discord:9", "m", "post", {"message": {"name": 2}}, NOON),
            Delivery("b1", f"{ZOE} alone", "n", "whisper", {"to": "n"}, NOON),
        ]
    )
    tx.outbox.done(next(p.id for p in tx.outbox.heads() if p.delivery.key == "a1"), NOON)


def admitted(number: int) -> EventRow:
    return event(number, "admitted", {"person": number, "mode": "remote", "badge": number, "listed": None})


def event(seq: int, kind: str, data: Json) -> EventRow:
    return EventRow(seq, after_noon(seq), kind, data, f"console:{seq}")


async def unsent(store: SqlStore) -> list[str]:
    """The keys of what is still to be sent, in order, by sending it."""
    keys: list[str] = []
    while heads := await store.read(lambda tx: tx.outbox.heads()):
        keys.append(heads[0].delivery.key)
        await store.write(partial(done, heads[0].id))
    return keys


def done(id: int, tx: Transaction) -> None:
    tx.outbox.done(id, NOON)


async def test_an_invitation_that_was_set_aside_goes_too(store: SqlStore, erased: ErasedList) -> None:
    def refuse(tx: Transaction) -> None:
        for pending in tx.outbox.heads():
            if pending.delivery.action == "let-in":
                tx.outbox.set_aside(pending.id, NOON)

    await store.write(refuse)
    await erase_person(store, "m", ELSEWHERE, erased, NOON + timedelta(days=1))
    kept = await store.read(lambda tx: tx.outbox.aside())
    assert [pending.delivery.key for pending in kept] == ["a6"], "Ben's"


async def test_all_that_is_known_of_somebody_goes(store: SqlStore, erased: ErasedList) -> None:
    traces = await erase_person(store, "m", ELSEWHERE, erased, NOON + timedelta(days=1))
    assert (traces.numbers, traces.named, traces.used) == ((2, 3), True, (ELSEWHERE,))
    assert (len(traces.accounts), len(traces.texts), len(traces.messages)) == (2, 3, 5)
    profiles = await store.read(lambda tx: dict(tx.people.profiles("m")))
    assert profiles == {1: Profile(1, "Ben", "platform", "en"), 2: Profile(2, None, "guest")}
    assert await store.read(lambda tx: tx.people.alike("m", SECRETS[0])) == []
    assert await store.read(lambda tx: tx.people.accounts("m")) == [Account(BEN, 1, language="en", used=NOON)]
    assert await store.read(lambda tx: [tx.people.used(who) for who in (ZOE, ELSEWHERE, BEN)]) == [
        "n",
        None,
        "m",
    ]
    ids = ["t", "b", "a1/0", "a2/0"]
    assert await store.read(lambda tx: dict(tx.people.texts("m", ids))) == {
        "b": "Ben's own",
        "a2/0": "to Ben",
    }
    assert await store.read(lambda tx: tx.people.person("n", ZOE)) == 2
    assert await unsent(store) == ["a2", "a6", "a7", "b1"]
    assert await store.read(lambda tx: [row.kind for row in tx.log.after("m", 0)]) == ["admitted"] * 3 + [
        "linked"
    ]


async def test_they_are_on_the_list_by_every_number_they_had(store: SqlStore, erased: ErasedList) -> None:
    assert erased.all() is None
    later = NOON + timedelta(days=1)
    await erase_person(store, "m", 2, erased, later)
    assert erased.all() == [Erasure("m", 2, later), Erasure("m", 3, later)]
    assert not any(secret in erased.path.read_text() for secret in SECRETS)


async def test_erasing_again_is_harmless(store: SqlStore, erased: ErasedList) -> None:
    assert (await known(store, "m", 2)).any
    for _ in range(2):
        await erase_person(store, "m", 2, erased, NOON)
    assert not (await known(store, "m", 2)).any
    with pytest.raises(Nobody):
        await known(store, "m", ZOE)


@pytest.mark.parametrize("who", [3, 99, Identity("discord", "77"), Identity("matrix", "773")])
async def test_nobody_is_erased_by_mistake(who: int | Identity, store: SqlStore, erased: ErasedList) -> None:
    with pytest.raises(Nobody, match="the meeting m has no such participant"):
        await erase_person(store, "m", who, erased, NOON)
    assert erased.all() is None


async def test_who_cannot_be_put_on_the_list_stays(store: SqlStore, tmp_path: Path) -> None:
    with pytest.raises(Unavailable, match="cannot be written: No such file"):
        await erase_person(store, "m", 2, ErasedList(tmp_path / "nowhere" / "list"), NOON)
    assert (await known(store, "m", 2)).any


async def test_an_older_copy_brings_nobody_back(store: SqlStore) -> None:
    """Not by the number of an account that was linked later, nor of another meeting."""
    later = NOON + timedelta(days=1)
    entries = [Erasure("m", 2, later), Erasure("m", 3, later), Erasure("other", 1, later)]
    assert await store.database.write(lambda connection: erase_again(connection, entries)) == 1
    assert not (await known(store, "m", 2)).any
    assert (await known(store, "m", 1)).any
    assert (await known(store, "n", 2)).any
    assert await store.database.write(lambda connection: erase_again(connection, entries)) == 0


async def test_a_number_that_was_given_out_again_is_somebody_elses(store: SqlStore) -> None:
    """The log went back to an older copy, and went on with other people."""
    before = [Erasure("m", 2, after_noon(1.9))]
    assert await store.database.write(lambda connection: erase_again(connection, before)) == 0
    at_once = [Erasure("m", 2, after_noon(2))]
    assert await store.database.write(lambda connection: erase_again(connection, at_once)) == 1


async def test_a_clock_that_went_back_saves_nobody(store: SqlStore, erased: ErasedList) -> None:
    await erase_person(store, "m", 1, erased, NOON - timedelta(hours=1))
    assert erased.all() == [Erasure("m", 1, after_noon(1))]


def found_in_files(url: str) -> list[str]:
    path = Path(make_url(url).database or "")
    held = b"".join(file.read_bytes() for file in path.parent.glob(f"{path.name}*"))
    return [secret for secret in SECRETS if secret.encode() in held]


async def test_no_byte_is_left(database_url: str, erased: ErasedList) -> None:
    async with open_store(database_url) as store:
        await store.write(fill)
        await store.write(lambda tx: tx.people.rename("m", 2, SECRETS[0], "chosen"))
        assert found_in_files(database_url) == list(SECRETS)
        for meeting in ("m", "n"):
            await erase_person(store, meeting, ZOE, erased, NOON)
        assert await store.purge() == "clean"
        assert found_in_files(database_url) == []
    assert found_in_files(database_url) == []


async def test_what_is_under_way_ends_first(store: SqlStore, erased: ErasedList) -> None:
    """Or a message to them could be added behind the back of the erasing."""
    inside, release = threading.Event(), threading.Event()

    def answer(tx: Transaction) -> None:
        tx.log.head("m")
        tx.outbox.add([Delivery("late", f"{ZOE} alone", "m", "whisper", {"to": ZOE.id}, NOON)])
        inside.set()
        release.wait(10)

    answering = asyncio.create_task(store.write(answer))
    await asyncio.to_thread(inside.wait, 10)
    erasing = asyncio.create_task(erase_person(store, "m", ZOE, erased, NOON))
    await asyncio.wait({erasing}, timeout=0.3)
    assert not erasing.done()
    release.set()
    await answering
    assert len((await erasing).messages) == 6


async def test_an_older_copy_brings_nobody_back_into_a_group(store: SqlStore) -> None:
    """What they shared goes again, and the bot is told to take them out."""

    def work(tx: Transaction) -> None:
        tx.people.add("group/g", Profile(1, SECRETS[0], "chosen"), ZOE)
        tx.records.put("group/g", Resource(1, 1, NOON, "d", "", TEXT))
        tx.people.keep_text("group/g", "resource/1/link", 1, TEXT)
        tx.records.put("group/g", KeyDate(1, 1, NOON, "UTC", False, NOON, "u"))
        tx.people.keep_text("group/g", "keydate/1/title", 1, "Round")
        tx.setup.keep(Draft(ZOE, Place("matrix", "!r"), "", {}, 0, NOON))

    await store.write(work)
    entries = [Erasure("group/g", 1, NOON + timedelta(days=1))]
    assert await store.database.write(lambda connection: erase_again(connection, entries)) == 1
    assert not (await known(store, "group/g", 1)).any
    assert await store.read(lambda tx: tx.records.of("group/g").all(Resource)) == []
    assert await store.read(lambda tx: dict(tx.people.texts("group/g", ["keydate/1/title"]))) == {
        "keydate/1/title": "Round"
    }
    assert await store.read(lambda tx: tx.setup.draft(ZOE)) is None
    assert await store.read(lambda tx: tx.timers.owners()) == {FORGETTING}
