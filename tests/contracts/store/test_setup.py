"""Codes that are used once, drafts, and meetings that stand in the database alone."""

import asyncio

import pytest

from bot.domain.changing import replace
from bot.domain.identity import Identity, Place
from bot.ports.store import Draft, KeptCode, Store
from tests.contracts.store.conftest import Open
from tests.contracts.store.samples import NOON, after_noon

ANA, BEN = Identity("discord", "1"), Identity("matrix", "@ben:example.org")
DRAFT = Draft(ANA, Place("discord", "9"), "7", {"title": "Zo\u00eb", "rooms": ["9"]}, 2, after_noon(60))


async def test_a_code_is_used_once(store: Store, reopen: Open) -> None:
    await store.write(lambda tx: tx.setup.add_code(KeptCode("abc", after_noon(60))))
    assert not await store.write(lambda tx: tx.setup.use_code("abd", NOON))
    assert await store.write(lambda tx: tx.setup.use_code("abc", NOON))
    assert not await store.write(lambda tx: tx.setup.use_code("abc", after_noon(1)))
    async with reopen() as again:
        assert await again.read(lambda tx: tx.setup.codes()) == [KeptCode("abc", after_noon(60), NOON)]


async def test_old_codes_are_forgotten(store: Store) -> None:
    await store.write(lambda tx: tx.setup.add_code(KeptCode("old", after_noon(1))))
    await store.write(lambda tx: tx.setup.add_code(KeptCode("new", after_noon(3))))
    await store.write(lambda tx: tx.setup.forget_codes(after_noon(2)))
    assert [each.digest for each in await store.read(lambda tx: tx.setup.codes())] == ["new"]


async def test_each_account_has_one_draft(store: Store, reopen: Open) -> None:
    other = replace(DRAFT, who=BEN, place=Place("matrix", "!r"))
    await store.write(lambda tx: tx.setup.keep(DRAFT))
    await store.write(lambda tx: tx.setup.keep(other))
    await store.write(lambda tx: tx.setup.keep(replace(DRAFT, answers={}, round=3)))
    async with reopen() as again:
        assert await again.read(lambda tx: tx.setup.draft(ANA)) == replace(DRAFT, answers={}, round=3)
        assert await again.read(lambda tx: tx.setup.draft(BEN)) == other
        await again.write(lambda tx: tx.setup.drop(ANA))
        assert await again.read(lambda tx: tx.setup.drafts()) == [other]
    assert await store.read(lambda tx: tx.setup.draft(ANA)) is None


async def test_a_planned_meeting_is_among_all_and_is_never_changed(store: Store, reopen: Open) -> None:
    await store.write(lambda tx: tx.planned.add("one", 'title = "Zo\u00eb"\n', NOON))
    with pytest.raises(ValueError, match="one is planned already"):
        await store.write(lambda tx: tx.planned.add("one", "another", NOON))
    async with reopen() as again:
        assert await again.read(lambda tx: tx.planned.all()) == {"one": 'title = "Zo\u00eb"\n'}
        assert await again.read(lambda tx: tx.log.heads().of) == {"one": 0}
        assert await again.read(lambda tx: tx.planned.text("two")) is None
        await again.write(lambda tx: tx.planned.remove("one"))
        assert await again.read(lambda tx: tx.log.heads().of) == {}


async def test_of_many_at_once_one_alone_uses_a_code(store: Store, reopen: Open) -> None:
    await store.write(lambda tx: tx.setup.add_code(KeptCode("abc", after_noon(60))))
    async with reopen() as other:
        both = [one.write(lambda tx: tx.setup.use_code("abc", NOON)) for one in (store, other) * 5]
        assert sorted(await asyncio.gather(*both)) == [False] * 9 + [True]
