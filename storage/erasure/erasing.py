"""bot.ports.store.Erasing over a connection."""

from collections.abc import Mapping
from datetime import datetime

from msgspec import Struct
from sqlalchemy import Connection, select

from bot.domain.identity import Identity
from bot.ports.store import Traces
from storage.erasure.erase import end_group, remember_and_erase, traces_of
from storage.erasure.erased_list import ErasedList
from storage.people.accounts import KnownAccounts
from storage.tables import account, outbox


class SqlErasing(Struct, frozen=True):
    """Notes whom it erases on the list that goes with the database."""

    connection: Connection
    erased: ErasedList
    known_accounts: KnownAccounts

    def known_in(self, who: Identity) -> Mapping[str, int]:
        """Every meeting and group that knows the account, with its person's number there."""
        c = account.c
        its = select(c.meeting, c.person).where(c.platform == who.platform, c.native_id == who.id)
        return {row.meeting: row.person for row in self.connection.execute(its.order_by(c.meeting))}

    def traces(self, meeting: str, person: int) -> Traces:
        """All there is of a participant."""
        return traces_of(self.connection, meeting, person)

    def awaited(self, traces: Traces, since: datetime) -> bool:
        """Looked up among the rows that go with them."""
        c = outbox.c
        wanted = select(c.id).where(c.id.in_(traces.messages), c.state == "new", c.created > since)
        return self.connection.scalar(wanted.limit(1)) is not None

    def end(self, group: str, at: datetime) -> None:
        """Everybody is noted at once, before anything goes."""
        self.known_accounts.changed()
        end_group(self.connection, group, self.erased, at)

    def erase(self, traces: Traces, at: datetime) -> None:
        """Noted before anything goes."""
        self.known_accounts.changed()
        remember_and_erase(self.connection, traces, self.erased, at)
