"""Meetings set up in a chat, and the setting up: bot.ports.store's Planned and Setup over a connection."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from msgspec import Struct
from msgspec.structs import asdict
from sqlalchemy import Connection, delete, select, update

from bot.domain.identity import Identity, Place
from bot.ports.store import Draft, KeptCode
from storage.repositories.log import count_move
from storage.repositories.upsert import add_new, is_new, put
from storage.tables import draft, planned, setup_code
from storage.tables import meeting as meetings


class SqlPlanned(Struct, frozen=True):
    """The text of each meeting that no file plans."""

    connection: Connection

    def all(self) -> Mapping[str, str]:
        """Every text."""
        rows = self.connection.execute(select(planned.c.meeting, planned.c.body).order_by(planned.c.meeting))
        return {row.meeting: row.body for row in rows}

    def text(self, meeting: str) -> str | None:
        """That of one meeting."""
        return self.connection.scalar(select(planned.c.body).where(planned.c.meeting == meeting))

    def add(self, meeting: str, text: str, at: datetime) -> None:
        """Keep one more; ValueError if the id is taken."""
        add_new(self.connection, meetings, [{"id": meeting, "head": 0}])
        if not is_new(self.connection, planned, {"meeting": meeting, "body": text, "at": at}):
            raise ValueError(f"{meeting} is planned already")
        count_move(self.connection)

    def remove(self, meeting: str) -> None:
        """Forget one that was never opened."""
        self.connection.execute(delete(planned).where(planned.c.meeting == meeting))
        count_move(self.connection)


class SqlSetup(Struct, frozen=True):
    """The codes, and one draft for each account."""

    connection: Connection

    def add_code(self, code: KeptCode) -> None:
        """One more."""
        put(self.connection, setup_code, asdict(code))

    def codes(self) -> Sequence[KeptCode]:
        """All that are kept."""
        c = setup_code.c
        rows = self.connection.execute(select(c.digest, c.expires, c.used).order_by(c.expires, c.digest))
        return [KeptCode(*row) for row in rows]

    def use_code(self, digest: str, at: datetime) -> bool:
        """Use it up; False if somebody else has."""
        c = setup_code.c
        unused = update(setup_code).where(c.digest == digest, c.used.is_(None))
        return self.connection.execute(unused.values(used=at)).rowcount == 1

    def forget_codes(self, before: datetime) -> None:
        """Forget those that were too old at that moment."""
        self.connection.execute(delete(setup_code).where(setup_code.c.expires < before))

    def draft(self, who: Identity) -> Draft | None:
        """What an account is setting up."""
        return next((each for each in self.drafts() if each.who == who), None)

    def drafts(self) -> Sequence[Draft]:
        """Everybody's."""
        rows = self.connection.execute(select(draft).order_by(draft.c.platform, draft.c.native_id))
        return [
            Draft(
                Identity(row.platform, row.native_id),
                Place(row.platform, row.room),
                row.server,
                row.answers,
                row.round,
                row.expires,
            )
            for row in rows
        ]

    def keep(self, draft_: Draft) -> None:
        """In place of what the account was setting up before."""
        row = {
            "platform": draft_.who.platform,
            "native_id": draft_.who.id,
            "room": draft_.place.id,
            "server": draft_.server,
            "answers": draft_.answers,
            "round": draft_.round,
            "expires": draft_.expires,
        }
        put(self.connection, draft, row)

    def drop(self, who: Identity) -> None:
        """The account sets up nothing any more."""
        its = (draft.c.platform == who.platform) & (draft.c.native_id == who.id)
        self.connection.execute(delete(draft).where(its))
