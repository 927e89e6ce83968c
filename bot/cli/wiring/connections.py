"""The platforms that are configured, ready to be run."""

from collections.abc import Mapping, Sequence

from msgspec import Struct

from adapters.discord.inbound.missed import Missed
from adapters.discord.platform import DiscordPlatform
from adapters.matrix.platform import MatrixPlatform
from bot.commands.model import Command
from bot.config.settings import Settings
from bot.domain.identity import Place
from bot.domain.plan import Plan
from bot.messages.catalogue import FALLBACK, Catalogues
from bot.ports.clock import Clock
from bot.ports.platform import Platform
from bot.ports.sync_positions import SyncPositions


class Shared(Struct, frozen=True):
    """What every adapter may need from the bot."""

    commands: Sequence[Command]
    catalogues: Catalogues
    sync_positions: SyncPositions
    clock: Clock


def connections(settings: Settings, plans: Sequence[Plan], shared: Shared) -> Mapping[str, Platform]:
    """One adapter for each platform that has a section in the configuration, by its name."""
    made: list[Platform] = []
    if settings.discord is not None:
        texts = shared.catalogues
        languages = (FALLBACK, *(each for each in texts.languages if each != FALLBACK))
        missed = Missed(shared.clock, shared.sync_positions)
        made.append(DiscordPlatform(settings.discord, shared.commands, texts.text, languages, missed))
    if settings.matrix is not None:
        places = places_on("matrix", plans)
        made.append(
            MatrixPlatform(settings.matrix, shared.sync_positions, shared.clock, places, shared.commands)
        )
    return {platform.name: platform for platform in made}


def places_on(platform: str, plans: Sequence[Plan]) -> list[Place]:
    """Every room of the meetings on one platform."""
    places = {place for plan in plans for place in (*plan.places, *plan.moderators_rooms)}
    return sorted(place for place in places if place.platform == platform)
