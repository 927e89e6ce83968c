"""The tables that one meeting needs, from the invitation to the coordination channel."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    _log()
    _sending()
    _people()
    _positions()


def _log() -> None:
    op.create_table(
        "meeting",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("head", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_meeting"),
    )
    op.create_table(
        "fact",
        sa.Column("meeting", sa.Text(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("at", _time(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("data", sa.Text(), nullable=False),
        sa.Column("cause", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("meeting", "seq", name="pk_fact"),
        sa.ForeignKeyConstraint(["meeting"], ["meeting.id"], name="fk_fact_meeting_meeting"),
    )
    op.create_table(
        "cause",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("at", _time(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_cause"),
    )
    op.create_index("ix_cause_at", "cause", ["at"])


def _sending() -> None:
    op.create_table(
        "outbox",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("destination", sa.Text(), nullable=False),
        sa.Column("meeting", sa.Text(), nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("payload", sa.Text(), nullable=False),
        sa.Column("created", _time(), nullable=False),
        sa.Column("expires", _time()),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("not_before", _time()),
        sa.Column("settled", _time()),
        sa.Column("reason", sa.Text()),
        sa.PrimaryKeyConstraint("id", name="pk_outbox"),
        sa.UniqueConstraint("key", name="uq_outbox_key"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_outbox_settled", "outbox", ["settled"])
    op.create_index("ix_outbox_state_destination_id", "outbox", ["state", "destination", "id"])
    op.create_table(
        "due",
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("at", _time(), nullable=False),
        sa.PrimaryKeyConstraint("owner", "id", name="pk_due"),
    )
    op.create_index("ix_due_at", "due", ["at"])


def _people() -> None:
    op.create_table(
        "person",
        sa.Column("meeting", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text()),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("language", sa.Text()),
        sa.PrimaryKeyConstraint("meeting", "number", name="pk_person"),
    )
    _accounts()
    op.create_table(
        "free_text",
        sa.Column("meeting", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("person", sa.Integer()),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("meeting", "id", name="pk_free_text"),
    )
    op.create_index("ix_free_text_meeting_person", "free_text", ["meeting", "person"])


def _accounts() -> None:
    op.create_table(
        "account",
        sa.Column("meeting", sa.Text(), nullable=False),
        sa.Column("platform", sa.Text(), nullable=False),
        sa.Column("native_id", sa.Text(), nullable=False),
        sa.Column("person", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("meeting", "platform", "native_id", name="pk_account"),
        sa.ForeignKeyConstraint(
            ["meeting", "person"],
            ["person.meeting", "person.number"],
            name="fk_account_meeting_person_person",
        ),
    )
    op.create_index("ix_account_meeting_person", "account", ["meeting", "person"])
    op.create_table(
        "used",
        sa.Column("platform", sa.Text(), nullable=False),
        sa.Column("native_id", sa.Text(), nullable=False),
        sa.Column("meeting", sa.Text(), nullable=False),
        sa.Column("at", _time(), nullable=False),
        sa.PrimaryKeyConstraint("platform", "native_id", name="pk_used"),
    )


def _positions() -> None:
    op.create_table(
        "board",
        sa.Column("meeting", sa.Text(), nullable=False),
        sa.Column("platform", sa.Text(), nullable=False),
        sa.Column("room", sa.Text(), nullable=False),
        sa.Column("message", sa.Text(), nullable=False),
        sa.Column("since", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("meeting", "platform", "room", name="pk_board"),
    )
    op.create_table(
        "cursor",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_cursor"),
    )


def _time() -> sa.DateTime:
    return sa.DateTime(timezone=True)
