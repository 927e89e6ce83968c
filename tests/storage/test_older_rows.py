"""What stands in a database of an earlier version is what the program knows of it afterwards."""

import shutil
from pathlib import Path

import pytest
from sqlalchemy import make_url, text

from storage.databases.engines import engine_of
from storage.schema import SCRIPTS, migrate
from storage.store import open_store
from tests.contracts.store.samples import NOON, after_noon
from tests.storage.conftest import rows

SENT = (
    "INSERT INTO outbox (id, key, destination, meeting, action, payload, created, state, attempts, settled) "
    "VALUES (:id, :key, 'd:1', 'm', 'post', '{}', :at, 'done', 1, :at)"
)
KEPT = "INSERT INTO free_text (meeting, id, person, body) VALUES (:meeting, :id, :person, 'Words')"


@pytest.fixture
def before_keys(url: str, tmp_path: Path) -> str:
    """A database in which texts had the key of their message in their own id alone."""
    scripts = tmp_path / "older"
    shutil.copytree(SCRIPTS, scripts)
    for later in (scripts / "versions").glob("v*.py"):
        if later.name[1:5] > "0004":
            later.unlink()
    migrate(url, scripts)
    return url


def execute(url: str, *statements: tuple[str, dict[str, object]]) -> None:
    target = make_url(url)
    with engine_of(target).migrating(target) as connection:
        for statement, values in statements:
            connection.execute(text(statement), values)


def kept(id: str, meeting: str = "m", person: int | None = None) -> tuple[str, dict[str, object]]:
    return KEPT, {"id": id, "meeting": meeting, "person": person}


async def test_texts_go_with_the_messages_that_they_were_kept_for(before_keys: str) -> None:
    url = before_keys
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
