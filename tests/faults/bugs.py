"""Planted bugs, which the suite must notice."""

import secrets
from collections.abc import Callable, Collection, Sequence
from datetime import datetime
from enum import Enum
from typing import TypeVar

from msgspec import Struct, field
from msgspec.structs import asdict
from sqlalchemy import func, select, update

from bot.domain.changing import replace
from bot.domain.identity import Identity, Place
from bot.messages.document import Document
from bot.ports.capabilities import Capabilities
from bot.ports.platform import Answering
from bot.ports.store import Added, Begun, Delivery, Pending, Store, Transaction
from storage.repositories.causes import SqlCauses
from storage.repositories.log import SqlLog
from storage.repositories.outbox import SqlOutbox
from storage.repositories.transaction import SqlTransaction
from storage.tables import outbox
from tests.faults.platform import LastingPlatform

T = TypeVar("T")


class Bug(Enum):
    """What can be wrong."""

    ACKNOWLEDGE_FIRST = "acknowledge before the commit"
    NO_DEDUPE = "take every command for a new one"
    NEW_KEYS = "send each attempt under a new key"
    TWO_TRANSACTIONS = "save what is to be sent after the decision"
    CLAIM_WITHOUT_STATE = "take again what has been sent, without a look at its state"
    NO_LOOKING = "repeat what is old without looking whether it stands there"
    UNFENCED = "let a holder that comes back late go on"
    UNSYNCED = "do not wait for the disk at a commit"


class Forgetful(SqlCauses, frozen=True):
    """Knows no cause again."""

    def first_time(self, cause: str, at: datetime) -> bool:
        super().first_time(cause, at)
        return True

    def begin(self, cause: str, at: datetime, meeting: str) -> Begun | None:
        return super().begin(cause, at, meeting) or Begun(SqlLog(self.connection, True).head(meeting), 0)


class Collecting(SqlOutbox, frozen=True):
    """Puts off what is to be sent."""

    collected: list[Delivery] = field(default_factory=list)

    def add(self, deliveries: Sequence[Delivery]) -> Sequence[Added]:
        self.collected.extend(deliveries)
        return []


class Reclaiming(SqlOutbox, frozen=True):
    """Takes, at first, what was sent last to each destination, whatever its state; and settles it again.

    A key that the platform knows would hide it.
    """

    asked: set[str]

    def heads(self, platform: str | None = None, without: Collection[str] = ()) -> Sequence[Pending]:
        found = super().heads(platform, without)
        if platform is None or platform in self.asked:
            return found
        self.asked.add(platform)
        taken = {pending.delivery.destination for pending in found}
        return [*found, *(p for p in self._sent(platform) if p.delivery.destination not in taken)]

    def done(self, id: int, at: datetime) -> bool:
        sent = update(outbox).where(outbox.c.id == id).values(state="done", settled=at)
        return self.connection.execute(sent).rowcount == 1

    def _sent(self, platform: str) -> list[Pending]:
        c = outbox.c
        newest = select(func.max(c.id)).where(c.state == "done").group_by(c.destination)
        ours = c.destination.startswith(platform) & c.id.in_(newest) & (c.payload != {})
        delivery = (c.key, c.destination, c.meeting, c.action, c.payload, c.created, c.expires)
        rows = self.connection.execute(select(c.id, c.attempts, c.not_before, *delivery).where(ours))
        return [
            Pending(number, Delivery(f"{key}#again", *rest), attempts, not_before)
            for number, attempts, not_before, key, *rest in rows
        ]


class TamperedStore(Struct, frozen=True):
    """A store with one part of each transaction replaced."""

    store: Store
    tamper: Callable[[SqlTransaction], Transaction]

    async def write(self, work: Callable[[Transaction], T]) -> T:
        return await self.store.write(lambda tx: work(self._tampered(tx)))

    async def read(self, work: Callable[[Transaction], T]) -> T:
        return await self.store.read(lambda tx: work(self._tampered(tx)))

    def _tampered(self, tx: Transaction) -> Transaction:
        assert isinstance(tx, SqlTransaction)
        return self.tamper(tx)


class HalfStore(Struct, frozen=True):
    """Commits a decision first, and then what is to be sent."""

    store: Store

    async def write(self, work: Callable[[Transaction], T]) -> T:
        collected: list[Delivery] = []

        def first_half(tx: Transaction) -> T:
            assert isinstance(tx, SqlTransaction)
            return work(replace(tx, outbox=Collecting(tx.outbox.connection, collected)))

        done = await self.store.write(first_half)
        if collected:
            await self.store.write(lambda tx: tx.outbox.add(collected))
        return done

    async def read(self, work: Callable[[Transaction], T]) -> T:
        return await self.store.read(work)


class ForgetfulPlatform(LastingPlatform, frozen=True):
    """Sends each attempt under a key of its own."""

    async def post(self, place: Place, document: Document, key: str) -> str:
        return await super().post(place, document, f"{key}#{secrets.token_hex(4)}")

    async def direct_message(
        self, to: Identity, document: Document, key: str, answering: Answering | None = None
    ) -> str:
        return await super().direct_message(to, document, f"{key}#{secrets.token_hex(4)}", answering)


class BlindPlatform(LastingPlatform, frozen=True):
    """Has no history."""

    @property
    def capabilities(self) -> Capabilities:
        return replace(super().capabilities, history=None)


def store_with(bug: Bug | None, store: Store) -> Store:
    """The store, with the bug if it is one of a store."""
    match bug:
        case Bug.NO_DEDUPE:
            return TamperedStore(store, lambda tx: replace(tx, causes=Forgetful(tx.causes.connection)))
        case Bug.CLAIM_WITHOUT_STATE:
            asked = set[str]()
            return TamperedStore(
                store, lambda tx: replace(tx, outbox=Reclaiming(tx.outbox.connection, asked))
            )
        case Bug.TWO_TRANSACTIONS:
            return HalfStore(store)
        case _:
            return store


def platform_with(bug: Bug | None, platform: LastingPlatform) -> LastingPlatform:
    """The platform, with the bug if it is one of a platform."""
    match bug:
        case Bug.NEW_KEYS:
            return ForgetfulPlatform(**asdict(platform))
        case Bug.NO_LOOKING:
            return BlindPlatform(**asdict(platform))
        case _:
            return platform
