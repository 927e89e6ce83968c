"""What people do on a Stage, for the inbox: hands are commands, coming and going is kept."""

import asyncio

from msgspec import Struct, field

from adapters.discord.stage.seats import Change, Seats
from bot.domain.identity import Identity, Place
from bot.ports.clock import Clock
from bot.ports.platform import Hand, Inbox, Invocation, TypedRequest
from bot.ports.stage import StageAct


class StageIntake(Struct, frozen=True):
    """Hands in one change after the other: a hand may be taken down while its being raised is kept."""

    inbox: Inbox
    clock: Clock
    seats: Seats
    _turn: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def hand_in(self, change: Change) -> None:
        """In the order in which Discord told of them."""
        async with self._turn:
            match change.what:
                case "up" | "down":
                    await self.inbox.handle(self._hand(change))
                case "came":
                    down = change.seat.listens and not change.seat.hand
                    await self._tell(change, "came", change.hand if down else "")
                case "left" | "lost":
                    await self._tell(change, change.what, change.hand)

    async def _tell(self, change: Change, act: StageAct, hand: str) -> None:
        await self.inbox.on_stage(_account(change), _place(change), act, hand)

    def _hand(self, change: Change) -> Invocation:
        up = change.what == "up"
        return Invocation(
            cause=change.cause,
            author=_account(change),
            author_name=change.seat.name,
            place=_place(change),
            direct=False,
            request=TypedRequest("join" if up else "withdraw"),
            at=self.clock.now(),
            hand=Hand(change.hand, up=up),
            server=change.seat.server,
        )


def _account(change: Change) -> Identity:
    return Identity("discord", change.seat.user)


def _place(change: Change) -> Place:
    return Place("discord", change.seat.channel)
