"""Answers that stand nowhere but in memory, until they are sent."""

import asyncio
import logging
from collections.abc import Mapping
from datetime import timedelta

from msgspec import Struct, field

from bot.domain.identity import Identity
from bot.domain.message import Message
from bot.messages.document import Document
from bot.ports.clock import Clock
from bot.ports.platform import Answering, Platform, TryLater, Undeliverable
from bot.ports.store import Store, Transaction, Unavailable
from bot.services.backoff import Backoff
from bot.services.log_redaction import redact
from bot.services.meeting_repository import MeetingRepository
from bot.services.outbound.answering import ANSWER_WITHIN
from bot.services.outbound.rendering import Audience, Renderer

log = logging.getLogger(__name__)


class Answer(Struct, frozen=True):
    """What somebody is told alone."""

    to: Identity
    group: str
    """Empty where it concerns none."""
    message: Message
    language: str | None
    answering: Answering

    @property
    def key(self) -> str:
        """As answers have it, so that a platform sends it once."""
        return f"{self.answering.cause}/answer/0"


class TracelessAnswers(Struct):
    """Sends at once; what a platform does not take just now is tried again as long as answers are."""

    platforms: Mapping[str, Platform]
    store: Store
    repository: MeetingRepository
    renderer: Renderer
    clock: Clock
    backoff: Backoff
    _later: "asyncio.Queue[Answer]" = field(default_factory=asyncio.Queue)

    async def give(self, answer: Answer) -> None:
        """Now, or as soon as it can be."""
        if await self._sent(answer) is not None:
            self._later.put_nowait(answer)

    async def run(self) -> None:
        """Try again what was not taken, one after the other."""
        while True:
            answer = await self._later.get()
            until, attempts = self.clock.now() + ANSWER_WITHIN, 0
            wish: float | None = 0.0
            while wish is not None and self.clock.now() < until:
                pause = timedelta(seconds=self.backoff.seconds(attempts, wish))
                await self.clock.sleep_until(self.clock.now() + pause)
                attempts, wish = attempts + 1, await self._sent(answer)

    async def _sent(self, answer: Answer) -> float | None:
        """None if it is settled; else after how many seconds the platform wants to be asked again."""
        platform = self.platforms[answer.to.platform]
        try:
            document = await self.store.read(lambda tx: self._document(tx, platform, answer))
            await platform.direct_message(answer.to, document, answer.key, answer.answering)
        except TryLater as problem:
            return problem.after or 0.0
        except Undeliverable:
            log.warning("an answer that is written nowhere cannot be delivered")
        except Unavailable:
            return 0.0
        except Exception as problem:
            # What comes of a failure elsewhere is written down, with who is to be told.
            log.exception("an answer that is written nowhere failed", exc_info=redact(problem))
            return 0.0
        return None

    def _document(self, tx: Transaction, platform: Platform, answer: Answer) -> Document:
        reader = Audience(answer.language, to=answer.to, choosing=platform.capabilities.in_private)
        group = self.repository.load(tx, answer.group).meeting if answer.group else None
        return self.renderer.document(tx, group, answer.message, reader)
