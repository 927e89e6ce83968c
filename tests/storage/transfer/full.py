"""A database with something in every table, some of it as awkward as chats can make it."""

from datetime import timedelta

from bot.domain.identity import Identity, Place
from bot.ports.store import Delivery, EventRow, Profile, Transaction
from storage.store import SqlStore, open_store
from storage.sync_positions import SqlSyncPositions
from tests.contracts.store.samples import NOON, after_noon, delivery

AWKWARD = ("../../x", "=cmd|' /C calc'!A0", "a\nb\u2028c\r", "Zo\u00eb \U0001f642", '"\\', "\u202eevil")
"""Ids and names that would like to be something else: paths, formulas, lines, markup."""
NOT_EVEN_TEXT = "nul\0 half\ud83d"
"""What may stand in a name or a text alone; stores replace it."""

ANA = Identity("matrix", "@ana:example.org")
BEN = Identity("discord", "123")


async def fill(url: str) -> None:
    """Two meetings, people and all."""
    async with open_store(url) as store:
        await play(store, "roundtable")
        await play(store, "plenary")
        await store.write(_beside)
        await SqlSyncPositions(store.database).save("matrix:sync:@bot:example.org", "s1_2")


async def play(store: SqlStore, meeting: str) -> None:
    """A meeting with people, texts, boards, and messages sent and unsent."""
    await store.write(lambda tx: _take_part(tx, meeting))
    await store.write(lambda tx: _send(tx, meeting))


def _beside(tx: Transaction) -> None:
    tx.timers.set("follow-up", "roundtable", after_noon(9))
    tx.log.head("")
    tx.log.head("planned")
    tx.planned.add("set-up", f"title = {NOT_EVEN_TEXT}", NOON)
    tx.outbox.add([delivery("refused", "discord:9 alone", meeting="")])


def _take_part(tx: Transaction, meeting: str) -> None:
    events = [
        EventRow(1, NOON, "opened", {"plan": {"title": NOT_EVEN_TEXT}, "by": None}, f"clock:{meeting}:0")
    ]
    people = [ANA, BEN, *(Identity("console", each) for each in AWKWARD)]
    for number, identity in enumerate(people, 1):
        cause = f"{identity.platform}:{meeting}/{number}"
        tx.causes.first_time(cause, after_noon(number))
        data: dict[str, object] = {"person": number, "mode": "remote", "badge": number, "listed": None}
        events.append(EventRow(number + 1, after_noon(number + 0.25), "admitted", data, cause))
        name = f"{identity.id}{NOT_EVEN_TEXT}"
        tx.people.add(meeting, Profile(number, name, "chosen", "pt"), identity)
        tx.people.keep_text(meeting, cause, number, f"Said by {name}")
        tx.people.use(identity, meeting, after_noon(number))
    for each in AWKWARD:
        tx.boards.set(meeting, Place("console", each), each)
    tx.people.add(meeting, Profile(99, None, "guest"), None)
    tx.log.append(meeting, events)
    tx.timers.set("meeting", meeting, NOON + timedelta(days=7, microseconds=1))


def _send(tx: Transaction, meeting: str) -> None:
    keys = [f"{meeting}/{number}" for number in range(12)]
    tx.outbox.add([_message(meeting, key) for key in reversed(keys)])
    for number, key in enumerate(keys):
        tx.people.keep_text(meeting, f"{key}/0", 1, f"quoted in {key}", key)
        if number % 3 == 0:
            first = next(each for each in tx.outbox.heads() if each.delivery.meeting == meeting)
            tx.outbox.done(first.id, after_noon(number))
    for pending in tx.outbox.heads():
        tx.outbox.later(pending.id, after_noon(60))


def _message(meeting: str, key: str) -> Delivery:
    payload: dict[str, object] = {"message": {"key": NOT_EVEN_TEXT, "n": 1.5, "deep": [{"b": 1, "a": None}]}}
    return Delivery(key, f"matrix:{meeting}", meeting, "post", payload, NOON, after_noon(600))
