"""What a test orders to go wrong: requests, events that come twice, and the gateway."""

from tests.discord_server import render
from tests.discord_server.faults.ordered import Fault, Held, Ordered
from tests.discord_server.gateway import INVALID, RECONNECT, Gateway
from tests.discord_server.interactions import Interactions
from tests.discord_server.messages import Messages
from tests.discord_server.render import Json
from tests.discord_server.world import USUAL, Overwrite, Thread, World


class Faults:
    """Of one server."""

    def __init__(
        self, world: World, ordered: Ordered, gateway: Gateway, interactions: Interactions, messages: Messages
    ) -> None:
        self._world = world
        self._ordered = ordered
        self._gateway = gateway
        self._interactions = interactions
        self._messages = messages

    async def repeat(self, event: str) -> None:
        """Deliver an interaction or a message once more."""
        for interaction in self._interactions.known.values():
            if interaction.id == event:
                return await self._gateway.dispatch("INTERACTION_CREATE", interaction.payload)
        return await self._messages.announce(self._world.message(event))

    def expire(self, event: str) -> None:
        """The interaction cannot be answered any more."""
        for interaction in self._interactions.known.values():
            interaction.expired = interaction.expired or interaction.id == event

    def fail_once(
        self,
        method: str,
        path: str,
        status: int,
        *,
        applied: bool = False,
        retry_after: str | None = None,
        code: int = 0,
    ) -> None:
        """Answer the next such request with an error (0: drop the connection), perhaps after doing it."""
        self._ordered.faults.append(Fault(method, path, status, applied, retry_after, code))

    def limit_once(self, method: str, path: str, limit: str) -> None:
        """Refuse the next such request by a limit of rate, that of the route ("user") or the "global" one."""
        self._ordered.faults.append(Fault(method, path, 429, applied=False, limit=limit))

    @property
    def to_come(self) -> int:
        """How many of these requests have not come yet."""
        return len(self._ordered.faults)

    def hold_once(self, method: str, path: str) -> Held:
        """Carry the next such request out, but keep its answer back."""
        held = Held(method, path)
        self._ordered.held.append(held)
        return held

    async def take_permission(self, channel: str, permission: int) -> None:
        """Forbid the bot something in a channel; it is told, as of every change there."""
        where = self._world.channels[channel]
        allowed = where.overwrites.get(self._world.bot.id, Overwrite()).allow & ~permission
        where.overwrites[self._world.bot.id] = Overwrite(allowed, permission)
        await self._gateway.dispatch("CHANNEL_UPDATE", render.channel(self._world, where))

    async def give_permission(self, channel: str) -> None:
        """Allow it all again."""
        where = self._world.channels[channel]
        where.overwrites[self._world.bot.id] = Overwrite(allow=USUAL)
        await self._gateway.dispatch("CHANNEL_UPDATE", render.channel(self._world, where))

    async def delete(self, place: str) -> None:
        """Somebody deletes a channel or a thread, and with it what stood there; the bot is told."""
        gone = self._world.channels.pop(place)
        if isinstance(gone, Thread):
            await self._gateway.dispatch("THREAD_DELETE", render.thread(self._world, gone))
        else:
            await self._gateway.dispatch("CHANNEL_DELETE", render.channel(self._world, gone))

    async def archive(self, place: str, *, locked: bool = False) -> None:
        """Somebody archives a thread, perhaps so that only its managers can open it; the bot is told."""
        thread = self._world.channels[place]
        assert isinstance(thread, Thread)
        thread.archived, thread.locked = True, locked
        await self._gateway.dispatch("THREAD_UPDATE", render.thread(self._world, thread))

    async def open(self, place: str, *, locked: bool = False) -> None:
        """It is archived no more."""
        thread = self._world.channels[place]
        assert isinstance(thread, Thread)
        thread.archived, thread.locked = False, locked
        await self._gateway.dispatch("THREAD_UPDATE", render.thread(self._world, thread))

    async def put_out(self) -> None:
        """The server has the bot no more, and it sees nothing there."""
        self._world.members.pop(self._world.bot.id)
        await self._gateway.dispatch("GUILD_DELETE", {"id": self._world.guild})

    async def let_in(self) -> None:
        """The bot is added to the server again."""
        self._world.members[self._world.bot.id] = set()
        await self._gateway.dispatch("GUILD_CREATE", render.guild_in_full(self._world, self._world.home))

    async def cut(self) -> None:
        """Drop the gateway's sockets; the sessions can be resumed."""
        await self._gateway.cut()

    async def ask_to_reconnect(self) -> None:
        await self._gateway.tell(RECONNECT, None)

    async def invalidate_for_now(self) -> None:
        """Ask for a resumption in Discord's other way."""
        await self._gateway.tell(INVALID, True)

    async def invalidate(self) -> None:
        """End the sessions for good: what the bot misses until it identifies again is lost."""
        await self._gateway.tell(INVALID, False)
        self._gateway.sessions.clear()

    def close_gateway(self, *, closed: bool = True) -> None:
        """Refuse new sockets, or take them again."""
        self._gateway.refusing = closed

    async def go_away(self) -> None:
        """Nobody answers any more, and the sockets are gone."""
        self._ordered.away = self._gateway.refusing = True
        await self.cut()

    def come_back(self) -> None:
        """As if nothing had been; what happened meanwhile can be told to whoever resumes."""
        self._ordered.away = self._gateway.refusing = False

    async def send_event(self, name: str, payload: Json) -> None:
        """Any event, as odd as one likes."""
        await self._gateway.dispatch(name, payload)

    @property
    def resumptions(self) -> int:
        return self._gateway.resumed
