"""Names, accounts and free texts: bot.ports.store.People over a connection."""

from collections.abc import Collection, Mapping, Sequence, Set
from datetime import datetime

from msgspec import Struct, field
from sqlalchemy import Connection, Update, bindparam, delete, select, update

from bot.domain.identity import Identity, Place
from bot.domain.plan import GROUP
from bot.ports.store import Account, Arrival, NameKind, Profile, Written
from storage.people.accounts import KnownAccounts
from storage.people.arriving import arriving
from storage.people.looks import WAYS, like, looks_of
from storage.repositories.upsert import add_new, put
from storage.tables import account, free_text, sighting, used
from storage.tables import person as persons

_ADD_PERSON, _ADD_ACCOUNT, _ADD_TEXT = persons.insert(), account.insert(), free_text.insert()
_OWN_ACCOUNT = (account.c.platform == bindparam("platform")) & (account.c.native_id == bindparam("native_id"))
_PROFILES = (
    select(persons.c.number, persons.c.name, persons.c.kind, persons.c.language)
    .where(persons.c.meeting == bindparam("meeting"))
    .order_by(persons.c.number)
)
_THESE_PROFILES = _PROFILES.where(persons.c.number.in_(bindparam("people", expanding=True)))
_LIKE = like({name: bindparam(name) for name in ("meeting", *WAYS)})
_ALIKE = select(persons.c.number).where(_LIKE).order_by(persons.c.number)
_PERSON = select(account.c.person).where(account.c.meeting == bindparam("meeting"), _OWN_ACCOUNT)
_USED = select(used.c.meeting).where(
    used.c.platform == bindparam("platform"), used.c.native_id == bindparam("native_id")
)


class SqlPeople(Struct, frozen=True):
    """What is known of people, all of it erasable."""

    connection: Connection
    known_accounts: KnownAccounts = field(default_factory=KnownAccounts)

    def add(self, meeting: str, profile: Profile, identity: Identity | None) -> None:
        """A new participant, with an account or without."""
        self.known_accounts.changed()
        person = {"number": profile.person, "name": profile.name, "kind": profile.kind}
        rest = {"meeting": meeting, "language": profile.language, **looks_of(profile.name)}
        self.connection.execute(_ADD_PERSON, {**person, **rest})
        if identity is not None:
            self.connection.execute(
                _ADD_ACCOUNT, {"meeting": meeting, "person": profile.person, **_of(identity)}
            )

    def arrive(self, meeting: str, profile: Profile, arrival: Arrival) -> Collection[int]:
        """In one statement, for a rush is of newcomers."""
        self.known_accounts.changed()
        who = {"number": profile.person, "name": profile.name, "kind": profile.kind}
        rest = {"meeting": meeting, "language": profile.language, **looks_of(profile.name)}
        room = arrival.place.id if arrival.place else None
        came = {**_of(arrival.identity), "room": room, "at": arrival.at}
        alike = self.connection.scalar(
            arriving(self.connection.dialect.name),
            {f"new_{name}": value for name, value in {**who, **rest, **came}.items()},
        )
        return [int(number) for number in (alike or "").split()]

    def add_account(self, meeting: str, known: Account) -> None:
        """One more account of a participant, with where it was seen."""
        self.known_accounts.changed()
        row = {"meeting": meeting, "person": known.person, "stays": int(known.stays), **_of(known.identity)}
        add_new(self.connection, account, [row])
        for place in known.seen:
            self.see(meeting, known.identity, place)

    def rename(self, meeting: str, person: int, name: str | None, kind: NameKind) -> None:
        """What others see from now on."""
        self.connection.execute(
            update(persons)
            .where(persons.c.meeting == meeting, persons.c.number == person)
            .values(name=name, kind=kind, **looks_of(name))
        )

    def choose_language(self, meeting: str, person: int, language: str) -> None:
        """What they read in from now on."""
        self.known_accounts.changed()
        who = (persons.c.meeting == meeting) & (persons.c.number == person)
        self.connection.execute(update(persons).where(who).values(language=language))

    def merge(self, meeting: str, kept: int, gone: int) -> None:
        """Accounts and texts change hands before the profile they hang on goes."""
        self.known_accounts.changed()
        for table in (account, free_text):
            self.connection.execute(
                update(table).where(table.c.meeting == meeting, table.c.person == gone).values(person=kept)
            )
        self.connection.execute(delete(persons).where(persons.c.meeting == meeting, persons.c.number == gone))

    def split(self, meeting: str, identity: Identity, profile: Profile) -> None:
        """The account leaves its person, and is a new participant's."""
        self.add(meeting, profile, None)
        self.connection.execute(_own(meeting, identity).values(person=profile.person))

    def person(self, meeting: str, identity: Identity) -> int | None:
        """Whose account it is."""
        return self.connection.scalar(_PERSON, {"meeting": meeting, **_of(identity)})

    def account(self, meeting: str, identity: Identity, ahead: Collection[int] = ()) -> Account | None:
        """What the meeting knows of it; None if it takes no part."""
        return self.known_accounts.one(self.connection, meeting, identity, ahead)

    def see(self, meeting: str, identity: Identity, place: Place) -> None:
        """The account acted in a room, where others could see it."""
        self.known_accounts.changed()
        add_new(self.connection, sighting, [{"meeting": meeting, "room": place.id, **_of(identity)}])

    def stay(self, meeting: str, identity: Identity) -> None:
        """The account asked to go on after the meeting."""
        self.known_accounts.changed()
        self.connection.execute(_own(meeting, identity).values(stays=1))

    def unstay(self, meeting: str, person: int) -> None:
        """No account of the person goes on."""
        self.known_accounts.changed()
        theirs = (account.c.meeting == meeting) & (account.c.person == person)
        self.connection.execute(update(account).where(theirs).values(stays=0))

    def profiles(self, meeting: str, people: Collection[int] | None = None) -> Mapping[int, Profile]:
        """The participants of a meeting, or these of them, by number."""
        wanted = _PROFILES if people is None else _THESE_PROFILES
        rows = self.connection.execute(wanted, {"meeting": meeting, "people": list(people or ())})
        return {row.number: Profile(*row) for row in rows}

    def alike(self, meeting: str, name: str) -> Sequence[int]:
        """By an index: a meeting may be large."""
        return self.connection.scalars(_ALIKE, {"meeting": meeting, **looks_of(name)}).all()

    def accounts(self, meeting: str, people: Collection[int] | None = None) -> Sequence[Account]:
        """The accounts of a meeting's participants, or of these."""
        return self.known_accounts.of(self.connection, meeting, people)

    def use(self, identity: Identity, meeting: str, at: datetime) -> None:
        """The account's direct chat is about this meeting from now on."""
        self.known_accounts.changed()
        put(self.connection, used, {"meeting": meeting, "at": at, **_of(identity)})

    def memberships(self, identity: Identity) -> Sequence[str]:
        """The groups that know the account."""
        its = select(account.c.meeting).where(_OWN_ACCOUNT, account.c.meeting.startswith(GROUP))
        return self.connection.scalars(its.order_by(account.c.meeting), _of(identity)).all()

    def known(self) -> Set[Identity]:
        """Every account that has used a meeting."""
        rows = self.connection.execute(select(used.c.platform, used.c.native_id))
        return {Identity(*row) for row in rows}

    def used(self, identity: Identity) -> str | None:
        """The meeting that the account last used."""
        return self.connection.scalar(_USED, _of(identity))

    def keep_text(
        self, meeting: str, id: str, person: int | None, body: str, delivery: str | None = None
    ) -> None:
        """Keep a free text."""
        text = {"meeting": meeting, "id": id, "person": person, "body": body, "delivery": delivery}
        self.connection.execute(_ADD_TEXT, text)

    def revise_text(self, meeting: str, id: str, body: str | None) -> None:
        """Keep another version of a text in place of it; with None, nothing."""
        which = (free_text.c.meeting == meeting) & (free_text.c.id == id)
        if body is None:
            self.connection.execute(delete(free_text).where(which))
        else:
            self.connection.execute(update(free_text).where(which).values(body=body))

    def written(self, id: str) -> Written | None:
        """Where a text is kept and whose it is."""
        its = select(free_text.c.meeting, free_text.c.person).where(free_text.c.id == id)
        row = self.connection.execute(its).first()
        return Written(*row) if row else None

    def writers(self, meeting: str, ids: Collection[str]) -> Set[int]:
        """In one statement."""
        c = free_text.c
        its = select(c.person).where(c.meeting == meeting, c.id.in_(ids), c.person.is_not(None)).distinct()
        return {number for number in self.connection.scalars(its) if number is not None}

    def texts_of(self, meeting: str, people: Collection[int]) -> Mapping[str, str]:
        """All that these people wrote, by id."""
        c = free_text.c
        its = select(c.id, c.body).where(c.meeting == meeting, c.person.in_(people)).order_by(c.id)
        return {row.id: row.body for row in self.connection.execute(its)}

    def texts(self, meeting: str, ids: Sequence[str]) -> Mapping[str, str]:
        """Free texts by id, those that are there."""
        c = free_text.c
        its = select(c.id, c.body).where(c.meeting == meeting, c.id.in_(ids))
        return {row.id: row.body for row in self.connection.execute(its)}


def _of(identity: Identity) -> dict[str, str]:
    """As the tables name it."""
    return {"platform": identity.platform, "native_id": identity.id}


def _own(meeting: str, identity: Identity) -> Update:
    """A change of one account."""
    c = account.c
    return update(account).where(
        c.meeting == meeting, c.platform == identity.platform, c.native_id == identity.id
    )
