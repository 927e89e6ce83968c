"""What groups work with, looked up by when it happened."""

from datetime import timedelta, timezone

from bot.domain.group.rows import ActionItem, Resource
from bot.ports.store import Store, Transaction
from tests.contracts.store.conftest import Open
from tests.contracts.store.samples import NOON, after_noon


async def test_what_is_later_than_a_moment_is_found_in_its_group(store: Store, reopen: Open) -> None:
    def keep(tx: Transaction) -> None:
        for number, seconds in ((1, 0.0), (2, 0.000001), (3, 7200)):
            tx.records.put("group/a", Resource(number, None, after_noon(seconds), "", "", ""))
        tx.records.put("group/b", Resource(4, None, after_noon(9), "", "", ""))
        tx.records.put("group/a", ActionItem(1, None, None, NOON))
        tx.records.put("group/a", ActionItem(2, None, None, NOON, state="done", settled=after_noon(5)))

    await store.write(keep)
    east = NOON.astimezone(timezone(timedelta(hours=9)))
    async with reopen() as again:
        found = await again.read(lambda tx: tx.records.of("group/a").since(Resource, "at", east))
        assert [each.number for each in found] == [2, 3]
        settled = await again.read(lambda tx: tx.records.of("group/a").since(ActionItem, "settled", NOON))
        assert [each.number for each in settled] == [2]
