"""What groups make together: groups within them, calls, impact notes, and statements."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    op.add_column("key_date", sa.Column("opens", sa.Integer(), nullable=False, server_default="0"))
    _working_group()
    _call()
    _impact()
    _impact_review()
    _statement()
    _statement_version()
    _comment()
    _signature()
    _statement_reminder()


def _working_group() -> None:
    op.create_table(
        "working_group",
        sa.Column("meeting", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("author", sa.Integer()),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closing", sa.Integer(), nullable=False),
        sa.Column("closed", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("meeting", "number", name="pk_working_group"),
    )


def _call() -> None:
    op.create_table(
        "call",
        sa.Column("meeting", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("date", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("meeting", "number", name="pk_call"),
    )


def _impact() -> None:
    op.create_table(
        "impact",
        sa.Column("meeting", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("author", sa.Integer()),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("country", sa.Text(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("link", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("told", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("meeting", "number", name="pk_impact"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_impact_code", "impact", ["code"])


def _impact_review() -> None:
    op.create_table(
        "impact_review",
        sa.Column("meeting", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("impact", sa.Integer(), nullable=False),
        sa.Column("person", sa.Integer(), nullable=False),
        sa.Column("accepts", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("meeting", "number", name="pk_impact_review"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_impact_review_meeting_impact", "impact_review", ["meeting", "impact"])


def _statement() -> None:
    op.create_table(
        "statement",
        sa.Column("meeting", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("author", sa.Integer()),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("deadline", sa.DateTime(timezone=True), nullable=False),
        sa.Column("zone", sa.Text(), nullable=False),
        sa.Column("whole_day", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("reminded", sa.DateTime(timezone=True)),
        sa.Column("final", sa.DateTime(timezone=True)),
        sa.Column("counts", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("meeting", "number", name="pk_statement"),
    )


def _statement_version() -> None:
    op.create_table(
        "statement_version",
        sa.Column("meeting", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("statement", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("author", sa.Integer()),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("length", sa.Integer(), nullable=False),
        sa.Column("linked", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("meeting", "number", name="pk_statement_version"),
    )
    op.create_index("ix_statement_version_meeting_statement", "statement_version", ["meeting", "statement"])


def _comment() -> None:
    op.create_table(
        "comment",
        sa.Column("meeting", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("statement", sa.Integer(), nullable=False),
        sa.Column("author", sa.Integer()),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("meeting", "number", name="pk_comment"),
    )
    op.create_index("ix_comment_meeting_statement", "comment", ["meeting", "statement"])


def _signature() -> None:
    op.create_table(
        "signature",
        sa.Column("meeting", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("statement", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("person", sa.Integer(), nullable=False),
        sa.Column("named", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("meeting", "number", name="pk_signature"),
    )
    op.create_index("ix_signature_meeting_statement", "signature", ["meeting", "statement"])


def _statement_reminder() -> None:
    op.create_table(
        "statement_reminder",
        sa.Column("meeting", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("statement", sa.Integer(), nullable=False),
        sa.Column("person", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("meeting", "number", name="pk_statement_reminder"),
    )
    op.create_index("ix_statement_reminder_meeting_statement", "statement_reminder", ["meeting", "statement"])
