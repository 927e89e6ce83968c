"""What the groups work with: bot.ports.store's Records over a connection."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from types import MappingProxyType
from typing import Any, TypeVar

from msgspec import Struct
from msgspec.structs import asdict
from sqlalchemy import Connection, Table, delete, select

from bot.domain.group.rows import (
    ActionItem,
    Call,
    Copy,
    Going,
    InviteCode,
    KeyDate,
    Member,
    Page,
    Question,
    Resource,
    Row,
    Said,
    Settings,
    Utterance,
    WorkingGroup,
)
from bot.domain.impact.rows import Impact, ImpactReview
from bot.domain.statement.rows import Comment, Signature, Statement, StatementReminder, StatementVersion
from storage.repositories.people import SqlPeople
from storage.repositories.upsert import put
from storage.tables import (
    action_item,
    call,
    comment,
    copy,
    counter,
    free_text,
    going,
    impact,
    impact_review,
    invite_code,
    key_date,
    member,
    page,
    question,
    resource,
    said,
    settings,
    signature,
    statement,
    statement_reminder,
    statement_version,
    utterance,
    working_group,
)

TABLES: Mapping[type[object], Table] = MappingProxyType(
    {
        Settings: settings,
        Member: member,
        Question: question,
        Resource: resource,
        ActionItem: action_item,
        KeyDate: key_date,
        Going: going,
        InviteCode: invite_code,
        Page: page,
        Said: said,
        WorkingGroup: working_group,
        Call: call,
        Utterance: utterance,
        Copy: copy,
        Impact: impact,
        ImpactReview: impact_review,
        Statement: statement,
        StatementVersion: statement_version,
        Comment: comment,
        Signature: signature,
        StatementReminder: statement_reminder,
    }
)
"""Where each kind of row stands; its columns are the fields of the kind, and the group."""

R = TypeVar("R", bound=Row)


class SqlGroupRecords(Struct, frozen=True):
    """Those of one group."""

    connection: Connection
    group: str

    def get(self, kind: type[R], number: int) -> R | None:
        """The one with that number."""
        return next(iter(self.all(kind, number=number)), None)

    def all(self, kind: type[R], **where: object) -> Sequence[R]:
        """All of a kind, by their numbers."""
        table = TABLES[kind]
        wanted = select(table).where(table.c.meeting == self.group).order_by(table.c.number)
        for name, value in where.items():
            wanted = wanted.where(table.c[name] == value)
        return [_row(kind, row) for row in self.connection.execute(wanted).mappings()]

    def since(self, kind: type[R], field: str, moment: datetime) -> Sequence[R]:
        """Those of a kind of which that field is a later moment, by their numbers."""
        c = TABLES[kind].c
        wanted = select(TABLES[kind]).where(c.meeting == self.group, c[field] > moment).order_by(c.number)
        return [_row(kind, row) for row in self.connection.execute(wanted).mappings()]

    def next_number(self, kind: type[Row]) -> int:
        """A number that was never given before."""
        return _last(self.connection, self.group, kind) + 1

    def texts(self, ids: Sequence[str]) -> Mapping[str, str]:
        """What people wrote."""
        return SqlPeople(self.connection).texts(self.group, ids)

    def resources(self, tag: str, words: Sequence[str], before: int | None, most: int) -> Sequence[Resource]:
        """The newest with that tag and all these words, below a number."""
        c = resource.c
        wanted = select(resource).where(c.meeting == self.group).order_by(c.number.desc()).limit(most)
        if before is not None:
            wanted = wanted.where(c.number < before)
        if tag:
            wanted = wanted.where(c.tags.contains(f" {tag} ", autoescape=True))
        for word in words:
            wanted = wanted.where(c.words.contains(word, autoescape=True))
        return [_row(Resource, row) for row in self.connection.execute(wanted).mappings()]


class SqlRecords(Struct, frozen=True):
    """Those of every group."""

    connection: Connection

    def of(self, group: str) -> SqlGroupRecords:
        """To look into one group."""
        return SqlGroupRecords(self.connection, group)

    def put(self, group: str, row: Row) -> None:
        """Keep it, in place of the one with its number."""
        put(self.connection, TABLES[type(row)], {"meeting": group, **asdict(row)})
        if row.number > _last(self.connection, group, type(row)):
            put(self.connection, counter, {"meeting": group, "kind": _kind(type(row)), "last": row.number})

    def drop(self, group: str, row: Row) -> None:
        """Forget it, with its texts."""
        table = TABLES[type(row)]
        self.connection.execute(delete(table).where(table.c.meeting == group, table.c.number == row.number))
        own = free_text.c.id.startswith(f"{_kind(type(row))}/{row.number}/", autoescape=True)
        self.connection.execute(delete(free_text).where(free_text.c.meeting == group, own))

    def forget_codes(self, before: datetime) -> None:
        """Those that were good until then."""
        self.connection.execute(delete(invite_code).where(invite_code.c.expires < before))

    def forget_said(self, before: datetime) -> None:
        """In every group."""
        for table in (said, copy, utterance):
            self.connection.execute(delete(table).where(table.c["at"] < before))

    def group_of_code(self, digest: str) -> str | None:
        """The group that a code lets into."""
        its = select(invite_code.c.meeting).where(invite_code.c.digest == digest)
        return self.connection.scalar(its)

    def group_of_utterance(self, platform: str, message: str) -> str | None:
        """By an index."""
        c = utterance.c
        its = select(c.meeting).where(c.platform == platform, c.message == message)
        return self.connection.scalar(its.order_by(c.meeting).limit(1))

    def group_of_note(self, digest: str) -> str | None:
        """By an index."""
        return self.connection.scalar(select(impact.c.meeting).where(impact.c.code == digest))


def _kind(kind: type[Row]) -> str:
    return kind.__name__.lower()


def _last(connection: Connection, group: str, kind: type[Row]) -> int:
    c = counter.c
    last = connection.scalar(select(c.last).where(c.meeting == group, c.kind == _kind(kind)))
    return last or 0


def _row(kind: type[R], row: Mapping[Any, Any]) -> R:
    return kind(**{name: value for name, value in row.items() if name != "meeting"})
