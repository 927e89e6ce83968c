"""What stands in a database of an earlier version is what the program knows of it afterwards."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import make_url, text

from storage.databases.engines import engine_of
from storage.migrating import migrate
from storage.people.looks import looks_of
from storage.schema import SCRIPTS
from storage.store import open_store
from tests.contracts.store.samples import NOON, after_noon
from tests.storage.conftest import rows

SENT = (
    "INSERT INTO outbox (id, key, destination, meeting, action, payload, created, state, attempts, settled) "
    "VALUES (:id, :key, 'd:1', 'm', 'post', '{}', :at, 'done', 1, :at)"
)
KEPT = "INSERT INTO free_text (meeting, id, person, body) VALUES (:meeting, :id, :person, 'Words')"


Older = Callable[[str], str]
"""Makes the database as it was in a version, and gives its address."""


@pytest.fixture
def older(url: str, tmp_path: Path) -> Older:
    def make(version: str) -> str:
        scripts = tmp_path / "older"
        shutil.copytree(SCRIPTS, scripts)
        for later in (scripts / "versions").glob("v*.py"):
            if later.name[1:5] > version:
                later.unlink()
        migrate(url, scripts)
        return url

    return make


def execute(url: str, *statements: tuple[str, dict[str, object]]) -> None:
    target = make_url(url)
    with engine_of(target).migrating(target) as connection:
        for statement, values in statements:
            connection.execute(text(statement), values)


def kept(id: str, meeting: str = "m", person: int | None = None) -> tuple[str, dict[str, object]]:
    return KEPT, {"id": id, "meeting": meeting, "person": person}


async def test_texts_go_with_the_messages_that_they_were_kept_for(older: Older) -> None:
    url = older("0004")
    sent = [(SENT, {"id": n, "key": key, "at": NOON}) for n, key in enumerate(("matrix:$a/then/0", "b"), 1)]
    texts = [
        kept("matrix:$a/then/0/0"),
        kept("matrix:$a/then/0/1", ""),
        kept("b/0"),
        kept("matrix:$a", person=1),
        kept("matrix:$a/then", person=1),
        kept("/b/0/0", person=2),
    ]
    execute(url, *sent, *texts)
    migrate(url)
    assert rows(
        url, "SELECT meeting, id, delivery FROM free_text WHERE delivery IS NOT NULL ORDER BY id"
    ) == [
        ("m", "b/0", "b"),
        ("m", "matrix:$a/then/0/0", "matrix:$a/then/0"),
        ("", "matrix:$a/then/0/1", "matrix:$a/then/0"),
    ]
    async with open_store(url) as store:
        assert await store.write(lambda tx: tx.outbox.forget(after_noon(1))) is False
    assert sorted(map(str, rows(url, "SELECT id FROM free_text"))) == [
        "('/b/0/0',)",
        "('matrix:$a',)",
        "('matrix:$a/then',)",
    ]


async def test_names_of_before_have_their_look_alikes(older: Older) -> None:
    url = older("0005")
    named = "INSERT INTO person (meeting, number, name, kind) VALUES ('m', :number, :name, 'chosen')"
    names = ("Ana", "\u0410n\u0430", None)
    for number, name in enumerate(names, 1):
        execute(url, (named, {"number": number, "name": name}))
    migrate(url)
    async with open_store(url) as store:
        assert await store.read(lambda tx: tx.people.alike("m", "ANA")) == [1, 2]
        assert len(await store.read(lambda tx: tx.people.profiles("m"))) == 3


def test_who_changes_how_names_look_fills_what_stands_beside_them_anew() -> None:
    """With a migration, and then here; or names of before would be compared with others of today."""
    assert [looks_of(name) for name in ("\u0410nn\u0430 J\u00f3", "L\u03bf0l |1")] == [
        {"shapes": "AnnaJo", "capitals": "ANNAJO", "words": "annajo"},
        {"shapes": "LoOlll", "capitals": "LOOLll", "words": "loolii"},
    ]
