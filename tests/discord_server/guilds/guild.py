"""One of Discord's servers as data."""

from msgspec import Struct, field


class Role(Struct):
    id: str
    name: str
    permissions: int


class Guild(Struct):
    """One of Discord's servers."""

    id: str
    name: str
    owner: str
    roles: dict[str, Role]
    members: dict[str, set[str]] = field(default_factory=dict)
    """The roles of each."""
    commands: list[dict[str, object]] | None = field(default_factory=list)
    """Those registered for it alone; None where the bot was invited without slash commands."""
