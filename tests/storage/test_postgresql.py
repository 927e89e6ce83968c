"""What PostgreSQL must be told, and what happens when it goes away and comes back."""

import asyncio
import threading
from collections.abc import AsyncIterator, Callable

import psycopg
import pytest
from sqlalchemy import Connection, make_url
from sqlalchemy.exc import IntegrityError

from bot.ports.store import Profile, Transaction, Unavailable
from storage.schema import schema_problem
from storage.store import SqlStore, open_store
from tests.postgres import Postgres
from tests.support.notes import note, noted

pytestmark = pytest.mark.sockets


@pytest.fixture
async def store(postgres_url: str) -> AsyncIterator[SqlStore]:
    async with open_store(postgres_url) as opened:
        yield opened


def keep(tx: Transaction) -> None:
    note(tx, "console", "1")


def kept(tx: Transaction) -> str | None:
    return noted(tx, "console")


def administer(url: str, statement: str) -> None:
    """As somebody else."""
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(statement.encode())


@pytest.mark.parametrize(("name", "value"), [("synchronous_commit", "on"), ("application_name", "evenfloor")])
async def test_our_settings_count(store: SqlStore, name: str, value: str) -> None:
    def setting(connection: Connection) -> object:
        return connection.exec_driver_sql(f"SHOW {name}").scalar()

    assert await store.database.write(setting) == value
    assert await store.database.read(setting) == value


async def test_the_server_goes_and_comes_back(store: SqlStore, postgres: Postgres) -> None:
    await store.write(keep)
    postgres.stop()
    try:
        for _ in range(12):
            with pytest.raises(Unavailable, match=r"cannot be reached|lost|shut down"):
                await store.write(lambda tx: note(tx, "console", "2"))
        with pytest.raises(Unavailable):
            await store.read(kept)
    finally:
        postgres.start()
    assert await store.read(kept) == "1"
    await store.write(lambda tx: note(tx, "console", "3"))
    assert await store.read(kept) == "3"


async def test_cut_off_in_the_middle_of_a_transaction(store: SqlStore, postgres_url: str) -> None:
    others = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database()"

    def keep_and_lose(tx: Transaction) -> None:
        keep(tx)
        administer(postgres_url, f"{others} AND pid <> pg_backend_pid()")
        note(tx, "more", "1")

    with pytest.raises(Unavailable):
        await store.write(keep_and_lose)
    assert await store.read(kept) is None
    await store.write(keep)
    assert await store.read(kept) == "1"


async def test_what_broke_while_nobody_used_it_is_replaced_without_a_word(
    store: SqlStore, postgres_url: str
) -> None:
    """All connections that either kind of work has had so far."""
    await asyncio.gather(store.write(keep), *(store.read(kept) for _ in range(4)))
    others = "FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
    administer(postgres_url, f"SELECT pg_terminate_backend(pid, 10000) {others}")
    assert await asyncio.gather(*(store.read(kept) for _ in range(4))) == ["1"] * 4
    await store.write(lambda tx: note(tx, "console", "2"))
    assert await store.read(kept) == "2"


async def test_read_only(store: SqlStore, postgres: Postgres, postgres_url: str) -> None:
    database, elsewhere = make_url(postgres_url).database, postgres.url("postgres")
    administer(elsewhere, f"ALTER DATABASE {database} SET default_transaction_read_only = on")
    with pytest.raises(Unavailable, match="cannot be written"):
        await store.write(keep)
    administer(elsewhere, f"ALTER DATABASE {database} RESET ALL")
    async with open_store(postgres_url) as again:
        await again.write(keep)
        assert await again.read(kept) == "1"


async def test_two_that_wait_for_each_other_are_told_to_try_again(store: SqlStore) -> None:
    """PostgreSQL notices it and stops one of them."""
    both = threading.Barrier(2, timeout=10)

    def in_order(*ids: str) -> Callable[[Transaction], None]:
        def lock(tx: Transaction) -> None:
            tx.log.head(ids[0])
            both.wait()
            tx.log.head(ids[1])

        return lock

    outcomes = await asyncio.gather(
        store.write(in_order("a", "b")), store.write(in_order("b", "a")), return_exceptions=True
    )
    assert sorted(map(str, outcomes)) == ["None", "Two processes stood in each other's way."]


async def test_errors_of_our_own_tell_no_names(store: SqlStore) -> None:
    def add_twice(tx: Transaction) -> None:
        for _ in range(2):
            tx.people.add("m", Profile(1, "Ana", "platform"), None)

    with pytest.raises(IntegrityError) as caught:
        await store.write(add_twice)
    assert "Ana" not in str(caught.value)


def test_a_wrong_password_or_address_is_named_without_the_password(postgres: Postgres) -> None:
    nobody_there = make_url(postgres.url("postgres")).set(port=1, password="s3cret")
    with pytest.raises(Unavailable, match="cannot be reached") as caught:
        schema_problem(nobody_there.render_as_string(hide_password=False))
    assert "s3cret" not in str(caught.value)
