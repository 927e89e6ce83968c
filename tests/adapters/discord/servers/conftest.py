"""Two servers with one bot: a forum on policy, and another on trade."""

import pytest
from msgspec import Struct

from bot.domain.changing import replace
from bot.domain.identity import Place
from bot.domain.plan import Plan
from bot.messages.catalogue import Catalogues, load_catalogues
from bot.ports.store import Store
from tests.adapters.discord.faults.whole import Whole
from tests.adapters.discord.support import place
from tests.discord_server import DiscordServer
from tests.discord_server.guilds.building import Building


class Pair(Struct, frozen=True):
    """Rooms in both; Vera moderates the first server and is on no other, Tom the second."""

    whole: Whole
    trade: Building
    room: str
    moderators: str
    tom: str

    def meeting(self, id: str, rooms: tuple[str, ...], *moderators: str, title: str = "Roundtable") -> Plan:
        """One in these channels."""
        there: tuple[Place, ...] = tuple(place(each) for each in moderators)
        planned = self.whole.plan(rooms, self.whole.moderators, id)
        return replace(planned, title={"en": title}, moderators_rooms=there)

    def members(self, channel: str) -> list[set[str]]:
        """Who is in each private thread under a channel, beside the bot."""
        server = self.whole.server
        return [
            thread.members - {server.bot} for thread in server.threads(channel) if thread.owner == server.bot
        ]


@pytest.fixture(scope="session")
def catalogues() -> Catalogues:
    return load_catalogues()


@pytest.fixture
def pair(server: DiscordServer, store: Store, catalogues: Catalogues) -> Pair:
    """Nothing runs yet."""
    vera, trade = server.add_moderator("Vera"), server.add_server("Trade forum")
    tom = trade.add_moderator("Tom")
    room, private = server.add_channel("hall"), server.add_channel("moderators", seen_by=[vera])
    whole = Whole(server, store, catalogues, room, private, vera)
    whole.plans.clear()
    return Pair(
        whole, trade, trade.add_channel("trade-hall"), trade.add_channel("trade-mods", seen_by=[tom]), tom
    )


async def closed(whole: Whole, moderator: str, moderators: str) -> None:
    """The meeting of that room is ended, with its second word."""
    await whole.slash(moderator, "close", moderators)
    whole.clock.move(2)
    await whole.slash(moderator, "close", moderators)
    await whole.settled()
