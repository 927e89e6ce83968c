"""What may be seen of an account belongs to it alone: the rooms it acted in, and whether it goes on."""

import json
from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

_ACCOUNT = sa.table("account", sa.column("meeting"), sa.column("person"), sa.column("stays"))
_FACT = sa.table("fact", *(sa.column(name) for name in ("meeting", "seq", "kind", "data")))


def upgrade() -> None:
    op.create_table(
        "sighting",
        sa.Column("meeting", sa.Text(), nullable=False),
        sa.Column("platform", sa.Text(), nullable=False),
        sa.Column("native_id", sa.Text(), nullable=False),
        sa.Column("room", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("meeting", "platform", "native_id", "room", name="pk_sighting"),
    )
    op.add_column("account", sa.Column("stays", sa.Integer(), nullable=False, server_default="0"))
    for meeting, person in _staying():
        own = (_ACCOUNT.c.meeting == meeting) & (_ACCOUNT.c.person == person)
        accounts = op.get_bind().scalar(sa.select(sa.func.count()).select_from(_ACCOUNT).where(own))
        # Of several accounts nobody knows which one asked: each can ask again.
        if accounts == 1:
            op.execute(sa.update(_ACCOUNT).where(own).values(stays=1))


def _staying() -> Sequence[tuple[str, int]]:
    """Who asked to go on, by what the logs say last."""
    said = sa.select(_FACT.c.meeting, _FACT.c.kind, _FACT.c.data).where(_FACT.c.kind.in_(("stayed", "left")))
    last = {
        (meeting, int(json.loads(data)["person"])): kind
        for meeting, kind, data in op.get_bind().execute(said.order_by(_FACT.c.meeting, _FACT.c.seq))
    }
    return [who for who, kind in last.items() if kind == "stayed"]
