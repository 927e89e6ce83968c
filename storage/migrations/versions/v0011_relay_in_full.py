"""What a relay takes across beside words: files, and what they answer."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    op.add_column("copy", sa.Column("part", sa.Text(), nullable=False, server_default=""))
    op.add_column("utterance", sa.Column("reply_to", sa.Text(), nullable=False, server_default=""))
