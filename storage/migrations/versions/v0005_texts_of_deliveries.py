"""A text that was kept for a message names it, instead of having its key in its own id."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

_TEXT = sa.table("free_text", *(sa.column(name) for name in ("meeting", "id", "delivery")))
_OUTBOX = sa.table("outbox", sa.column("key"))


def upgrade() -> None:
    op.add_column("free_text", sa.Column("delivery", sa.Text()))
    op.create_index("ix_free_text_delivery", "free_text", ["delivery"])
    bind = op.get_bind()
    keys = set(bind.scalars(sa.select(_OUTBOX.c.key)))
    texts = bind.execute(sa.select(_TEXT.c.meeting, _TEXT.c.id)).all()
    kept = [
        {"its": row.meeting, "text": row.id, "key": key}
        for row in texts
        if (key := row.id.rpartition("/")[0]) in keys
    ]
    if kept:
        one = (_TEXT.c.meeting == sa.bindparam("its")) & (_TEXT.c.id == sa.bindparam("text"))
        bind.execute(sa.update(_TEXT).where(one).values(delivery=sa.bindparam("key")), kept)
