"""What an operator states about the Discord connection."""

from pydantic import AnyHttpUrl, AnyWebsocketUrl, BaseModel, ConfigDict, Field, SecretStr


class DiscordSettings(BaseModel):
    """The `[discord]` part of the configuration; the token comes from the environment or a file."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    token: SecretStr
    moderator_role: str | None = Field(default=None, examples=["Moderator"])
    """The name of a server role that moderates, besides whoever may manage the server."""
    api_base: AnyHttpUrl | None = Field(default=None, examples=["https://discord.com/api/v10"])
    """Another address for the REST API ("http://127.0.0.1:3000/api/v10"), for a proxy or a test."""
    gateway: AnyWebsocketUrl | None = Field(default=None, examples=["wss://gateway.discord.gg"])
    """Another address for the gateway's websocket."""
