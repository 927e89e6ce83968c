"""What the console is told about its rooms and its people."""

from pydantic import BaseModel, ConfigDict, Field


class ConsoleSettings(BaseModel):
    """The `[console]` part of the configuration."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    rooms: tuple[str, ...] = Field(default=("room", "moderators"), min_length=1)
    """The rooms there are; what is typed without naming one is said in the first."""
    person: str = "you"
    """Who types a line that names nobody."""
    moderators: frozenset[str] = frozenset({"you"})
    """Who may moderate in these rooms."""
