"""What the rows themselves say, for those who look into the database and for what clears it out."""

from bot.ports.store import Store, Transaction
from tests.contracts.store.samples import NOON, after_noon, delivery, row
from tests.storage.conftest import rows


async def test_json_has_its_keys_in_order(store: Store, database_url: str) -> None:
    await store.write(lambda tx: tx.log.append("m", [row(1)]))
    assert row(1).data == {"text": None, "person": 1}
    assert rows(database_url, "SELECT data FROM fact") == [('{"person":1,"text":null}',)]


async def test_a_settled_delivery_says_how_and_when_for_good(store: Store, database_url: str) -> None:
    await store.write(lambda tx: tx.outbox.add([delivery("k"), delivery("l", "console:lobby")]))
    sent, dropped = await store.read(lambda tx: tx.outbox.heads())
    await store.write(lambda tx: tx.outbox.done(sent.id, NOON))
    await store.write(lambda tx: tx.outbox.drop(dropped.id, "undeliverable", NOON))

    def settle_again(tx: Transaction) -> None:
        for number in (sent.id, dropped.id):
            tx.outbox.done(number, after_noon(9))
            tx.outbox.drop(number, "expired", after_noon(9))
            tx.outbox.later(number, after_noon(9))

    await store.write(settle_again)
    assert rows(database_url, "SELECT key, state, reason, settled, attempts FROM outbox") == [
        ("k", "done", None, "2026-05-04 12:00:00.000000", 0),
        ("l", "dropped", "undeliverable", "2026-05-04 12:00:00.000000", 0),
    ]
