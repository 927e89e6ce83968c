"""What comes in while a trial runs: its own press; nothing else is acted on."""

import asyncio
from collections.abc import Callable, Sequence

from msgspec import Struct, field

from bot.domain.identity import Identity, Place
from bot.domain.message import Message, Offer, offering, say
from bot.messages.document import Document
from bot.messages.offers import PressedRequest
from bot.ports.platform import Answering, Invocation, Platform, Suggestion, TryLater, TypedRequest
from bot.ports.relay import Talk
from bot.ports.stage import StageAct

HERE = Offer("help", say("offer-live"), "main", sign="\N{THUMBS UP SIGN}")
"""Harmless where somebody finds it below a message of a killed trial, and the bot serves."""


class Presses(Struct):
    """bot.ports.platform.Inbox of a bot that serves nobody yet.

    What is typed in Matrix rooms meanwhile is not lost: how far was read is not kept, so that the bot reads
    it again when it serves.
    """

    platform: Platform
    shown: Callable[[Message], Document]
    on_stages: set[tuple[Identity, Place]] = field(default_factory=set)
    came: "asyncio.Queue[Invocation]" = field(default_factory=asyncio.Queue)

    async def handle(self, invocation: Invocation) -> bool:
        """Take note of the press; whoever gives a command where answers are awaited is asked to wait."""
        match invocation.request:
            case PressedRequest(token=token) if token in self._offered():
                self.came.put_nowait(invocation)
            case TypedRequest():
                pass
            case _:
                await self.answer(invocation, say("live-busy"))
        return True

    async def answer(self, invocation: Invocation, message: Message) -> None:
        """Nothing is done, and they are told so where only they see it."""
        if self.platform.capabilities.private_replies:
            answering = Answering(invocation.cause, invocation.place, ok=False)
            key = f"{invocation.cause}/live"
            await self.platform.direct_message(invocation.author, self.shown(message), key, answering)

    def _offered(self) -> Sequence[str]:
        return [choice.token for choice in self.shown(offering(say("live-offer"), HERE)).choices]

    async def on_stage(self, who: Identity, place: Place, act: StageAct, hand: str = "") -> None:
        """Whom the trial can invite to speak."""
        del hand
        if act == "came":
            self.on_stages.add((who, place))
        elif act == "left":
            self.on_stages.discard((who, place))

    def talked(self, place: Place) -> None:
        """There is no board."""

    async def relayed_in(self, place: Place) -> Sequence[str]:
        """Nothing is."""
        del place
        return ()

    async def reacted(self, place: Place, message: str) -> None:
        """Nobody is told."""
        del place, message

    async def said(self, talk: Talk) -> None:
        """No group is listened to."""
        del talk

    async def expects(self, who: Identity) -> bool:
        """Nobody can tell: invitations by those who set up a meeting wait until the bot serves."""
        del who
        raise TryLater("a trial is made")

    async def sets_up(self, place: Place) -> bool:
        """The same."""
        del place
        raise TryLater("a trial is made")

    async def suggest(self, partial: Invocation, parameter: str) -> Sequence[Suggestion]:
        """Nothing to choose from."""
        del partial, parameter
        return ()

    async def unreadable(self, cause: str, author: Identity, place: Place, server: str = "") -> None:
        """It is for the bot that serves."""

    async def removed(self, messages: Sequence[str], by: Identity | None = None) -> None:
        """The trial removes its own."""

    async def warn(self, notice: Message, key: str, place: Place | None = None, gone: bool = False) -> None:
        """Nobody is told: each step says what is wrong."""

    async def regained(self, place: Place, key: str) -> None:
        """Nobody has missed the bot."""

    async def moved(self, place: Place, new: str, key: str) -> None:
        """The trial is over soon."""

    async def newcomer(self, place: Place, key: str) -> None:
        """There is no board."""
