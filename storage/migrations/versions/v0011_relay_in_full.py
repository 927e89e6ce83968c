"""What a relay takes across beside words: files."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    op.add_column("copy", sa.Column("part", sa.Text(), nullable=False, server_default=""))
