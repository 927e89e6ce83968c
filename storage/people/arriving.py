"""A newcomer with all that comes with them, in one statement on each database.

PostgreSQL changes several tables in one statement; on SQLite a view of the writing connection's own does.
"""

from functools import cache
from typing import Final

from sqlalchemy import (
    Column,
    Executable,
    Insert,
    Integer,
    MetaData,
    Table,
    Text,
    bindparam,
    cast,
    func,
    select,
)

from storage.databases.engines import insert_into
from storage.people.looks import WAYS, like
from storage.tables import account, person, sighting, used
from storage.types import FreeText, KindText, UtcTime

ARRIVING: Final = (
    """CREATE TEMP VIEW newcomer AS SELECT person.*, platform, native_id, '' AS room, '' AS at
    FROM person JOIN account ON account.meeting = person.meeting AND person = number""",
    """CREATE TEMP TRIGGER arrives INSTEAD OF INSERT ON newcomer BEGIN
    INSERT INTO person (meeting, number, name, kind, language, shapes, capitals, words) VALUES
    (new.meeting, new.number, new.name, new.kind, new.language, new.shapes, new.capitals, new.words);
    INSERT INTO account (meeting, platform, native_id, person) VALUES
    (new.meeting, new.platform, new.native_id, new.number);
    INSERT INTO used (platform, native_id, meeting, at) VALUES
    (new.platform, new.native_id, new.meeting, new.at)
    ON CONFLICT (platform, native_id) DO UPDATE SET meeting = excluded.meeting, at = excluded.at;
    INSERT INTO sighting (meeting, platform, native_id, room)
    SELECT new.meeting, new.platform, new.native_id, new.room WHERE new.room IS NOT NULL
    ON CONFLICT DO NOTHING; END""",
)
"""For a connection to SQLite (see storage.databases.appending)."""

_newcomer = Table(
    "newcomer",
    MetaData(),
    Column("meeting", Text),
    Column("number", Integer),
    Column("name", FreeText),
    Column("kind", KindText),
    Column("language", Text),
    *(Column(way, Text) for way in WAYS),
    Column("platform", Text),
    Column("native_id", Text),
    Column("room", Text),
    Column("at", UtcTime),
)
_NEW = {each.name: bindparam(f"new_{each.name}", type_=each.type) for each in _newcomer.c}


@cache
def arriving(dialect: str) -> Executable:
    """Returns, in one text, the numbers of the others whose name a reader could take for theirs."""
    c = person.c
    others = select(func.aggregate_strings(cast(c.number, Text), " ")).where(
        c.number != _NEW["number"], like(_NEW)
    )
    adding = _on_postgresql() if dialect == "postgresql" else _newcomer.insert().values(_NEW)
    return adding.returning(others.scalar_subquery())


def _on_postgresql() -> Insert:
    theirs = {name: _NEW[name] for name in ("meeting", "platform", "native_id")}
    use = insert_into("postgresql", used).values(theirs | {"at": _NEW["at"]})
    again = {name: use.excluded[name] for name in ("meeting", "at")}
    place = theirs | {"room": _NEW["room"]}
    seen = select(*place.values()).where(_NEW["room"].is_not(None))
    sight = insert_into("postgresql", sighting).from_select(list(place), seen)
    return (
        person.insert()
        .values({each.name: _NEW[each.name] for each in person.c})
        .add_cte(
            account.insert().values(theirs | {"person": _NEW["number"]}).cte("own"),
            use.on_conflict_do_update(index_elements=list(used.primary_key), set_=again).cte("use"),
            sight.on_conflict_do_nothing().cte("sight"),
        )
    )
