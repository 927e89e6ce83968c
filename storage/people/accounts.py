"""Accounts with all that a meeting knows of them, read in one statement."""

from collections.abc import Collection, Sequence
from datetime import datetime
from functools import cache
from itertools import groupby

from msgspec import Struct, field
from sqlalchemy import Connection, Integer, Row, Select, bindparam, select

from bot.domain.identity import Identity, Place
from bot.ports.store import Account
from storage.tables import account, sighting, used
from storage.tables import person as persons

_SEEN = account.join(
    persons, (persons.c.meeting == account.c.meeting) & (persons.c.number == account.c.person)
).outerjoin(
    sighting,
    (sighting.c.meeting == account.c.meeting)
    & (sighting.c.platform == account.c.platform)
    & (sighting.c.native_id == account.c.native_id),
)
_SEEN_AND_USED = _SEEN.outerjoin(
    used,
    (used.c.platform == account.c.platform)
    & (used.c.native_id == account.c.native_id)
    & (used.c.meeting == account.c.meeting),
)
_ALL = (
    select(
        account.c.platform,
        account.c.native_id,
        account.c.person,
        account.c.stays,
        persons.c.language,
        used.c.at,
        sighting.c.room,
    )
    .select_from(_SEEN_AND_USED)
    .where(account.c.meeting == bindparam("meeting"))
    .order_by(account.c.person, account.c.platform, account.c.native_id)
)
_OF_PEOPLE = _ALL.where(account.c.person.in_(bindparam("people", expanding=True)))
_ONE = _ALL.where(account.c.platform == bindparam("platform"), account.c.native_id == bindparam("native_id"))
_own = account.alias("own")
_PERSON = (
    select(_own.c.person)
    .where(
        _own.c.meeting == bindparam("meeting"),
        _own.c.platform == bindparam("platform"),
        _own.c.native_id == bindparam("native_id"),
    )
    .scalar_subquery()
)


class KnownAccounts(Struct, frozen=True):
    """Reads them. What was read ahead is not read again, until any of it may have changed."""

    _ahead: dict[tuple[str, int], list[Account]] = field(default_factory=dict)
    """By meeting and person."""

    def one(
        self, connection: Connection, meeting: str, identity: Identity, ahead: Collection[int]
    ) -> Account | None:
        """The account itself; those of these people are read ahead."""
        own = {"meeting": meeting, "platform": identity.platform, "native_id": identity.id}
        values = own | {_nth(number): each for number, each in enumerate(ahead)}
        wanted = _person_and(len(ahead)) if ahead else _ONE
        found = _accounts(connection.execute(wanted, values).all())
        self._ahead.update({(meeting, each): [a for a in found if a.person == each] for each in ahead})
        return next((each for each in found if each.identity == identity), None)

    def of(self, connection: Connection, meeting: str, people: Collection[int] | None) -> Sequence[Account]:
        """Those of people, or all."""
        if people is None:
            return _accounts(connection.execute(_ALL, {"meeting": meeting}).all())
        if all((meeting, each) in self._ahead for each in people):
            return [account for each in sorted(people) for account in self._ahead[meeting, each]]
        return _accounts(connection.execute(_OF_PEOPLE, {"meeting": meeting, "people": list(people)}).all())

    def changed(self) -> None:
        """Somebody's account is not as it was."""
        self._ahead.clear()


@cache
def _person_and(count: int) -> Select[str, str, int, int, str | None, datetime | None, str]:
    """The accounts of one's person and of so many others: of one column, which alone goes by its index."""
    others = [bindparam(_nth(number), type_=Integer) for number in range(count)]
    return _ALL.where(account.c.person.in_([_PERSON, *others]))


def _nth(number: int) -> str:
    return f"person_{number}"


def _accounts(rows: Sequence[Row[str, str, int, int, str | None, datetime | None, str]]) -> list[Account]:
    """One for each run of rows that differ in the room alone."""
    found = []
    for (platform, native_id, person, stays, *rest), same in groupby(rows, lambda row: tuple(row[:6])):
        rooms = frozenset(Place(platform, row.room) for row in same if row.room)
        found.append(Account(Identity(platform, native_id), person, rooms, bool(stays), *rest))
    return found
