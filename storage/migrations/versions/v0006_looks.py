"""How a name looks stands beside it, so that its like is found without reading all names."""

import sqlalchemy as sa
from alembic import op

from bot.domain.looks import looks

revision = "0006"
down_revision = "0005"

WAYS = ("shapes", "capitals", "words")
_PERSON = sa.table("person", *(sa.column(name) for name in ("meeting", "number", "name", *WAYS)))


def upgrade() -> None:
    for way in WAYS:
        op.add_column("person", sa.Column(way, sa.Text()))
        op.create_index(f"ix_person_meeting_{way}", "person", ["meeting", way])
    bind, c = op.get_bind(), _PERSON.c
    named = bind.execute(sa.select(c.meeting, c.number, c.name).where(c.name.is_not(None))).all()
    seen = [{"its": row.meeting, "who": row.number, **dict(looks(row.name))} for row in named]
    if seen:
        one = (c.meeting == sa.bindparam("its")) & (c.number == sa.bindparam("who"))
        bind.execute(sa.update(_PERSON).where(one), seen)
