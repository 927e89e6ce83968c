"""Taking away what a trial made, this one or one that was killed."""

from collections.abc import Callable, Sequence
from functools import partial

from msgspec import Struct

from bot.domain.identity import Place
from bot.domain.message import Message, say
from bot.messages.document import Document, plain
from bot.ports.capabilities import Removal
from bot.ports.platform import ChannelSpec, Platform, TryLater, Undeliverable
from bot.services.live.patience import Patience
from bot.services.live.traces import Made, Seated, Sent, Trace, Traces

MARKER = "live"
"""By which the platform knows a trial's channel again; there is one at most beside each room."""


class Remover(Struct, frozen=True):
    """On one platform."""

    platform: Platform
    removal: Removal
    traces: Traces
    shown: Callable[[Message], Document]
    rooms: Sequence[Place] = ()
    """Those of the meeting on that platform, beside one of which the channel hangs."""

    async def remove(self, patience: Patience) -> bool:
        """Everything, the newest first; False where the platform let a channel only be shut.

        TryLater or Undeliverable for the first thing that cannot be removed, once the others are. A channel
        stays for as long as something in it does: afterwards nothing could be removed there.
        """
        problem: TryLater | Undeliverable | None = None
        whole, kept = True, set[Place | None]()
        for trace in self.traces.newest_first():
            if isinstance(trace, Made) and trace.place in kept:
                continue
            try:
                whole &= await patience.insist(partial(self._one, trace))
            except (TryLater, Undeliverable) as found:
                problem = problem or found
                kept.add(trace.place)
            else:
                await self.traces.gone(trace)
        if problem:
            raise problem
        return whole

    async def _one(self, trace: Trace) -> bool:
        match trace:
            case Sent():
                await self._message(trace)
                return True
            case Made():
                place = trace.place or await self.platform.open_channel(self.spec(trace), trace.key)
                return await self.removal.channel(place, trace.invited)
            case Seated(place=place, who=who):
                stage = self.platform.capabilities.stage
                if stage is not None:
                    await stage.seat(place, who, speaks=False)
                return True

    async def _message(self, trace: Sent) -> None:
        """A message whose id the platform had no time to tell is looked up by what it says or bears."""
        to = trace.place or trace.person
        if to is None:
            return
        message, history = trace.message, self.platform.capabilities.history
        if message is None and history is not None:
            message = await history.find(to, self.shown(say(trace.words)), trace.key, trace.at)
        if message is not None:
            await self.removal.message(to, message)
        if trace.person is not None:
            await self.removal.chats(trace.person, trace.rooms, trace.at)

    def spec(self, trace: Made) -> ChannelSpec:
        """The channel as it is asked for."""
        name, topic = self.shown(say("live-channel-name")), self.shown(say("live-channel-topic"))
        return ChannelSpec(MARKER, plain(name.nodes), plain(topic.nodes), trace.near, self.rooms)
