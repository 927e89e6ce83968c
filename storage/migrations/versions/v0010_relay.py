"""What a relay took from one channel of a group to the others, by ids."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    _utterance()
    _copy()


def _utterance() -> None:
    op.create_table(
        "utterance",
        sa.Column("meeting", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("person", sa.Integer(), nullable=False),
        sa.Column("platform", sa.Text(), nullable=False),
        sa.Column("room", sa.Text(), nullable=False),
        sa.Column("message", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("gone", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("meeting", "number", name="pk_utterance"),
    )
    op.create_index("ix_utterance_message", "utterance", ["message"])
    op.create_index("ix_utterance_meeting_person", "utterance", ["meeting", "person"])
    op.create_index("ix_utterance_at", "utterance", ["at"])


def _copy() -> None:
    op.create_table(
        "copy",
        sa.Column("meeting", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("utterance", sa.Integer(), nullable=False),
        sa.Column("platform", sa.Text(), nullable=False),
        sa.Column("room", sa.Text(), nullable=False),
        sa.Column("message", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("meeting", "number", name="pk_copy"),
    )
    op.create_index("ix_copy_message", "copy", ["message"])
    op.create_index("ix_copy_meeting_utterance", "copy", ["meeting", "utterance"])
