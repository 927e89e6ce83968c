"""The least that a bot can do: each interaction is answered in private with a number, and nothing is kept.

Run as `python -m tests.bench.rush.from_memory API GATEWAY TOKEN`.
"""

import itertools
import sys

import discord
from pydantic import AnyHttpUrl, AnyWebsocketUrl, SecretStr

from adapters.discord.client import point_at
from adapters.discord.settings import DiscordSettings

JOIN = {"name": "join", "description": "Join the queue.", "type": 1}


class FromMemory(discord.Client):
    """One command, counted."""

    def __init__(self) -> None:
        super().__init__(intents=discord.Intents(guilds=True))
        self._hands = itertools.count(1)

    async def setup_hook(self) -> None:
        """What the server offers people to choose."""
        await self.http.request(
            discord.http.Route("PUT", "/applications/{id}/commands", id=self.application_id), json=[JOIN]
        )

    async def on_interaction(self, interaction: discord.Interaction) -> None:
        """Somebody pressed."""
        await interaction.response.send_message(f"Your place now: {next(self._hands)}.", ephemeral=True)


def main(api: str, gateway: str, token: str) -> None:
    """Until it is ended."""
    point_at(
        DiscordSettings(token=SecretStr(token), api_base=AnyHttpUrl(api), gateway=AnyWebsocketUrl(gateway))
    )
    FromMemory().run(token, log_handler=None)


if __name__ == "__main__":
    main(*sys.argv[1:])
