"""The groups that go on after meetings: what they work with."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    _counter()
    _settings()
    _member()
    _question()
    _resource()
    _action_item()
    _key_date()
    _going()
    _invite_code()
    _page()
    _said()


def _counter() -> None:
    op.create_table(
        "counter",
        sa.Column("meeting", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("meeting", "kind", name="pk_counter"),
    )


def _settings() -> None:
    op.create_table(
        "settings",
        sa.Column("meeting", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("zone", sa.Text(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("weekday", sa.Integer(), nullable=False),
        sa.Column("minute", sa.Integer(), nullable=False),
        sa.Column("digested", sa.DateTime(timezone=True)),
        sa.Column("kept_days", sa.Integer(), nullable=False),
        sa.Column("warned", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("meeting", "number", name="pk_settings"),
    )


def _member() -> None:
    op.create_table(
        "member",
        sa.Column("meeting", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("zone", sa.Text()),
        sa.Column("digest", sa.Integer(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("active", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("meeting", "number", name="pk_member"),
    )


def _question() -> None:
    op.create_table(
        "question",
        sa.Column("meeting", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("person", sa.Integer(), nullable=False),
        sa.Column("expires", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("meeting", "number", name="pk_question"),
    )


def _resource() -> None:
    op.create_table(
        "resource",
        sa.Column("meeting", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("author", sa.Integer()),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("tags", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("meeting", "number", name="pk_resource"),
    )
    op.create_index("ix_resource_meeting_digest", "resource", ["meeting", "digest"])


def _action_item() -> None:
    op.create_table(
        "action_item",
        sa.Column("meeting", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("author", sa.Integer()),
        sa.Column("owner", sa.Integer()),
        sa.Column("due", sa.DateTime(timezone=True)),
        sa.Column("zone", sa.Text(), nullable=False),
        sa.Column("whole_day", sa.Integer(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("settled", sa.DateTime(timezone=True)),
        sa.Column("reminded", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("meeting", "number", name="pk_action_item"),
    )
    op.create_index("ix_action_item_meeting_state", "action_item", ["meeting", "state"])


def _key_date() -> None:
    op.create_table(
        "key_date",
        sa.Column("meeting", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("author", sa.Integer()),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("zone", sa.Text(), nullable=False),
        sa.Column("whole_day", sa.Integer(), nullable=False),
        sa.Column("repeats", sa.Text(), nullable=False),
        sa.Column("register_by", sa.DateTime(timezone=True)),
        sa.Column("leads", sa.Text(), nullable=False),
        sa.Column("looked", sa.DateTime(timezone=True)),
        sa.Column("told", sa.Text(), nullable=False),
        sa.Column("uid", sa.Text(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("dropped", sa.Integer(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("meeting", "number", name="pk_key_date"),
    )


def _going() -> None:
    op.create_table(
        "going",
        sa.Column("meeting", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("date", sa.Integer(), nullable=False),
        sa.Column("person", sa.Integer(), nullable=False),
        sa.Column("speaking", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("meeting", "number", name="pk_going"),
    )
    op.create_index("ix_going_meeting_date", "going", ["meeting", "date"])


def _invite_code() -> None:
    op.create_table(
        "invite_code",
        sa.Column("meeting", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("by", sa.Integer()),
        sa.Column("expires", sa.DateTime(timezone=True), nullable=False),
        sa.Column("uses_left", sa.Integer(), nullable=False),
        sa.Column("used", sa.Integer(), nullable=False),
        sa.Column("withdrawn", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("meeting", "number", name="pk_invite_code"),
        sa.UniqueConstraint("digest", name="uq_invite_code_digest"),
    )


def _page() -> None:
    op.create_table(
        "page",
        sa.Column("meeting", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("part", sa.Integer(), nullable=False),
        sa.Column("platform", sa.Text(), nullable=False),
        sa.Column("room", sa.Text(), nullable=False),
        sa.Column("message", sa.Text(), nullable=False),
        sa.Column("shown", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("meeting", "number", name="pk_page"),
    )


def _said() -> None:
    op.create_table(
        "said",
        sa.Column("meeting", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("person", sa.Integer(), nullable=False),
        sa.Column("platform", sa.Text(), nullable=False),
        sa.Column("where", sa.Text(), nullable=False),
        sa.Column("alone", sa.Integer(), nullable=False),
        sa.Column("message", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("asked", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("meeting", "number", name="pk_said"),
    )
    op.create_index("ix_said_meeting_person", "said", ["meeting", "person"])
    op.create_index("ix_said_at", "said", ["at"])
