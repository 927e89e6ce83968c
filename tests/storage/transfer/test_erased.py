"""Nobody who was erased comes back from a file that was written before."""

from pathlib import Path

from sqlalchemy import make_url

from bot.domain.identity import Identity
from storage.erasure.by_operator import erase_person
from storage.erasure.erased_list import ErasedList, Erasure
from storage.store import open_store
from tests.contracts.store.samples import after_noon
from tests.storage.conftest import rows
from tests.storage.transfer.conftest import BackUp, BringIn, Export
from tests.storage.transfer.full import ANA, fill

HERS = "SELECT * FROM account WHERE native_id = '@ana:example.org'"
LATER = after_noon(3600)


def holding(url: str, text: str) -> list[str]:
    path = Path(make_url(url).database or "")
    return [each.name for each in path.parent.glob(f"{path.name}*") if text.encode() in each.read_bytes()]


async def forget(url: str, erased: ErasedList, *meetings: str, who: Identity = ANA) -> None:
    async with open_store(url) as store:
        for meeting in meetings:
            await erase_person(store, meeting, who, erased, LATER)


async def test_restoring(
    here: str, target: str, back_up: BackUp, restore: BringIn, erased: ErasedList
) -> None:
    await fill(here)
    before = await back_up(here, "before")
    await forget(here, erased, "plenary", "roundtable")
    after = await back_up(here, "after")
    brought = await restore(before, target)
    assert brought.erased == 2
    assert rows(target, HERS) == []
    assert (await back_up(target, "again")).read_bytes() == after.read_bytes()
    if target.startswith("sqlite"):
        assert holding(target, ANA.id) == []
        assert holding(target, "../../x") != []


async def test_importing(
    here: str, target: str, export: Export, bring_in: BringIn, erased: ErasedList
) -> None:
    await fill(here)
    before = await export(here, "plenary", "before")
    await forget(here, erased, "plenary", "roundtable")
    brought = await bring_in(before, target)
    assert brought.erased == 1
    assert rows(target, HERS) == []


async def test_what_is_on_the_list_of_others_is_left_alone(
    here: str, target: str, export: Export, bring_in: BringIn, erased: ErasedList
) -> None:
    await fill(here)
    await bring_in(await export(here, "plenary", "plenary"), target)
    erased.remember([Erasure("plenary", 1, LATER), Erasure("roundtable", 77, LATER)])
    assert (await bring_in(await export(here, "roundtable", "roundtable"), target)).erased == 0
    assert len(rows(target, HERS)) == 2
