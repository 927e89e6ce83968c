"""Planted bugs, which the suite must notice."""

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import Enum
from typing import TypeVar

from bot.domain.identity import Identity, Place
from bot.messages.document import Document
from bot.ports.platform import Answering
from bot.ports.store import Delivery, Store, Transaction
from storage.causes import SqlCauses
from storage.outbox import SqlOutbox
from storage.transaction import SqlTransaction
from tests.faults.platform import LastingPlatform

T = TypeVar("T")


class Bug(Enum):
    """What can be wrong."""

    ACKNOWLEDGE_FIRST = "acknowledge before the commit"
    NO_DEDUPE = "take every command for a new one"
    NEW_KEYS = "send each attempt under a new key"
    TWO_TRANSACTIONS = "save what is to be sent after the decision"


class Forgetful(SqlCauses):
    """Knows no cause again."""

    def first_time(self, cause: str, at: datetime) -> bool:
        super().first_time(cause, at)
        return True


@dataclass(frozen=True)
class Collecting(SqlOutbox):
    """Puts off what is to be sent."""

    collected: list[Delivery] = field(default_factory=list)

    def add(self, deliveries: Sequence[Delivery]) -> None:
        self.collected.extend(deliveries)


@dataclass(frozen=True)
class ForgetfulStore:
    """Every command is new, and what it leads to as well."""

    store: Store

    async def write(self, work: Callable[[Transaction], T]) -> T:
        return await self.store.write(lambda tx: work(_forgetting(tx)))

    async def read(self, work: Callable[[Transaction], T]) -> T:
        return await self.store.read(work)


@dataclass(frozen=True)
class HalfStore:
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


class ForgetfulPlatform(LastingPlatform):
    """Sends each attempt under a key of its own."""

    async def post(self, place: Place, document: Document, key: str) -> str:
        return await super().post(place, document, f"{key}#{secrets.token_hex(4)}")

    async def whisper(
        self, to: Identity, document: Document, key: str, answering: Answering | None = None
    ) -> str:
        return await super().whisper(to, document, f"{key}#{secrets.token_hex(4)}", answering)


def store_with(bug: Bug | None, store: Store) -> Store:
    """The store, with the bug if it is one of a store."""
    match bug:
        case Bug.NO_DEDUPE:
            return ForgetfulStore(store)
        case Bug.TWO_TRANSACTIONS:
            return HalfStore(store)
        case _:
            return store


def platform_with(bug: Bug | None, platform: LastingPlatform) -> LastingPlatform:
    """The platform, with the bug if it is one of a platform."""
    return ForgetfulPlatform(**vars(platform)) if bug is Bug.NEW_KEYS else platform


def _forgetting(tx: Transaction) -> Transaction:
    assert isinstance(tx, SqlTransaction)
    return replace(tx, causes=Forgetful(tx.causes.connection))
