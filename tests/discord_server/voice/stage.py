"""Stage channels: who listens, speaks or asks to, and the bot's requests to change that."""

from datetime import UTC, datetime

from aiohttp import web
from msgspec import Struct

from tests.discord_server import render
from tests.discord_server.gateway import Gateway
from tests.discord_server.render import Json
from tests.discord_server.rest import body, nothing
from tests.discord_server.world import MUTE_MEMBERS, STAGE, Refused, World


class VoiceState(Struct):
    """One person on a Stage."""

    channel: str
    suppressed: bool = True
    """True in the audience."""
    hand: str | None = None
    """Since when they ask to speak; Discord calls it request_to_speak_timestamp."""
    session: str = ""

    @property
    def invited(self) -> bool:
        """Asked to speak, and has not answered yet."""
        return not self.suppressed and self.hand is not None


class Stage:
    """Voice states by person, in all Stage channels."""

    def __init__(self, world: World, gateway: Gateway) -> None:
        self._world = world
        self._gateway = gateway
        self.states: dict[str, VoiceState] = {}

    def routes(self) -> list[web.RouteDef]:
        return [web.patch("/api/v10/guilds/{guild}/voice-states/{user}", self._move)]

    def rendered(self, guild: str) -> list[Json]:
        """As GUILD_CREATE brings them."""
        channels = self._world.channels
        there = {one: each for one, each in self.states.items() if channels[each.channel].guild == guild}
        return [_rendered(person, state) for person, state in there.items()]

    # what people do

    async def join(self, person: str, channel: str) -> None:
        """Sit down in the audience."""
        if self._world.visible(channel, person).type != STAGE:
            raise AssertionError("this channel is no Stage")
        self.states[person] = VoiceState(channel, session=f"visit-{self._world.new_id()}")
        await self._tell(person)

    async def leave(self, person: str, times: int = 1) -> None:
        """Go away, told so often; a raised hand goes too."""
        gone = self.states.pop(person)
        for _ in range(times):
            await self._dispatch(person, gone, present=False)

    async def raise_hand(self, person: str) -> None:
        self.states[person].hand = _now()
        await self._tell(person)

    async def lower_hand(self, person: str) -> None:
        self.states[person].hand = None
        await self._tell(person)

    async def accept(self, person: str) -> None:
        """Take an invitation to speak."""
        if not self.states[person].invited:
            raise AssertionError("they were not invited to speak")
        self.states[person].hand = None
        await self._tell(person)

    async def decline(self, person: str) -> None:
        """Stay in the audience."""
        if not self.states[person].invited:
            raise AssertionError("they were not invited to speak")
        self.states[person].suppressed, self.states[person].hand = True, None
        await self._tell(person)

    async def move(self, person: str, *, speaks: bool) -> None:
        """What a moderator does to them in their own client."""
        state = self.states[person]
        state.suppressed, state.hand = not speaks, _now() if speaks else None
        await self._tell(person)

    async def repeat(self, person: str) -> None:
        """Tell once more how somebody sits."""
        await self._tell(person)

    # what the bot asks for

    async def _move(self, request: web.Request) -> web.Response:
        person, wanted = request.match_info["user"], await body(request)
        state = self.states.get(person)
        if state is None:
            raise Refused(404, 10065, "Unknown Voice State")
        channel = self._world.visible(state.channel, self._world.bot.id)
        if wanted.get("channel_id", channel.id) != channel.id:
            raise Refused(400, 50035, "Invalid Form Body: channel_id: they are in another channel")
        self._world.need(channel, self._world.bot.id, MUTE_MEMBERS)
        if wanted.get("suppress") is True:
            state.suppressed, state.hand = True, None
        elif wanted.get("suppress") is False and state.suppressed:
            state.suppressed, state.hand = False, _now()
        await self._tell(person)
        return nothing()

    async def _tell(self, person: str) -> None:
        await self._dispatch(person, self.states[person])

    async def _dispatch(self, person: str, state: VoiceState, *, present: bool = True) -> None:
        guild = self._world.guilds[self._world.channels[state.channel].guild]
        where: Json = {"guild_id": guild.id, "member": render.member(self._world, person, guild)}
        await self._gateway.dispatch("VOICE_STATE_UPDATE", _rendered(person, state, present=present) | where)


def _now() -> str:
    return datetime.now(UTC).isoformat()


def _rendered(person: str, state: VoiceState, *, present: bool = True) -> Json:
    return {
        "user_id": person,
        "channel_id": state.channel if present else None,
        "session_id": state.session,
        "suppress": present and state.suppressed,
        "request_to_speak_timestamp": state.hand if present else None,
        **dict.fromkeys(("deaf", "mute", "self_deaf", "self_mute", "self_video"), False),
    }
