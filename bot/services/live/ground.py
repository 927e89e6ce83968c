"""What all steps of a trial on one platform stand on."""

import itertools
from collections.abc import Awaitable, Callable, Iterator
from functools import partial

from msgspec import Struct, field

from bot.domain.changing import replace
from bot.domain.identity import Identity, Place
from bot.domain.meeting.state import Meeting
from bot.domain.message import Argument, Message
from bot.domain.plan import Plan
from bot.messages.document import Document
from bot.ports.capabilities import Removal
from bot.ports.platform import Answering, Platform, Undeliverable
from bot.services.live.patience import Patience
from bot.services.live.report import Report
from bot.services.live.traces import Sent, Traces
from bot.services.outbound.room_names import room_name


class Ground(Struct, frozen=True):
    """The platform, the meeting, and what is written down and told of each step."""

    platform: Platform
    removal: Removal
    plan: Plan
    traces: Traces
    report: Report
    shown: Callable[[Message], Document]
    patience: Patience
    _numbers: Iterator[int] = field(default_factory=itertools.count)

    def key(self) -> str:
        """One that no step has had, nor any of an earlier run."""
        return f"live/{self.patience.until.timestamp()}/{next(self._numbers)}"

    def here(self, what: Place | Identity) -> bool:
        """Whether it is this platform's."""
        return what.platform == self.platform.name

    def name(self, place: Place) -> Argument:
        """What the meeting calls a room."""
        return room_name(Meeting(self.plan), str(place))

    async def post(self, step: Message, place: Place, message: Message) -> Sent | None:
        """Post in a room; what is known of it, or None where it failed."""
        sent = Sent(self.key(), message.key, self.patience.clock.now(), place=place)
        send = partial(self.platform.post, place, self.shown(message), sent.key)
        return await self.report.attempt(step, partial(self._kept, sent, send), self.patience)

    async def tell(
        self, step: Message, who: Identity, message: Message, answering: Answering | None = None
    ) -> Sent | None:
        """Tell one person alone."""
        key, at = self.key(), self.patience.clock.now()
        send = partial(self.platform.direct_message, who, self.shown(message), key, answering)

        async def told() -> Sent:
            rooms = tuple(await self.removal.rooms())
            return await self._kept(Sent(key, message.key, at, person=who, rooms=rooms), send)

        return await self.report.attempt(step, told, self.patience)

    async def _kept(self, sent: Sent, send: Callable[[], Awaitable[str]]) -> Sent:
        """Written down before it is sent, and once more when it is; what was refused is not there."""
        await self.traces.put(sent)
        try:
            known = replace(sent, message=await send())
        except Undeliverable:
            if sent.person is not None:
                await self.removal.chats(sent.person, sent.rooms, sent.at)
            await self.traces.gone(sent)
            raise
        await self.traces.put(known)
        return known
