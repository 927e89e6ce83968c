"""Where commands arrive: decide, save, and answer."""

import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from bot.commands.deciding import outcome
from bot.commands.model import Asker, Kind, Outcome, Request, When
from bot.domain.identity import Identity, Place
from bot.domain.meeting.state import Meeting
from bot.domain.message import Message, Refusal, refuse
from bot.ports.clock import Clock
from bot.ports.platform import Answering, Invocation, Suggestion, TypedRequest
from bot.ports.store import Store, Transaction, Unavailable
from bot.services.actions import Planned, Whisper
from bot.services.archive import Archive
from bot.services.directory import other_in_rooms
from bot.services.emergency import Emergency
from bot.services.limits import Turnstile, Verdict
from bot.services.mishap import wordless
from bot.services.reception import Order, Reception
from bot.services.roster import roster
from bot.services.saving import Occasion, Saver
from bot.services.warning import warn_moderators

log = logging.getLogger(__name__)

ANSWER_WITHIN = timedelta(minutes=15)
"""An answer that comes later than this would only confuse; it is also how long Discord takes one."""


@dataclass(frozen=True)
class Desk:
    """bot.ports.platform.Inbox over a store."""

    reception: Reception
    turnstile: Turnstile
    store: Store
    archive: Archive
    saver: Saver
    emergency: Emergency
    clock: Clock
    secret: Callable[[], str]
    """Gives a code that nobody can guess."""
    wake: Callable[[], None]
    """Called when there is something to send, or another moment to wait for."""

    async def handle(self, invocation: Invocation) -> None:
        """Decide and save; on return it is kept, or its author is asked to repeat it.

        A repeat of the same cause changes nothing and is not answered again. Whatever fails is answered, so
        that no command comes back for ever.
        """
        await self._keep(invocation, self._handle)

    async def unreadable(self, cause: str, author: Identity, place: Place) -> None:
        """Say that a message could not be read, and what to do."""
        unread = Invocation(cause, author, "", place, False, TypedRequest(""), self.clock.now())
        await self._keep(unread, self._refuse_unread)

    async def warn(self, notice: Message, key: str) -> None:
        """Tell the moderators' rooms of all meetings, once for each key; Unavailable if it cannot be kept."""
        occasion = Occasion(key, self.clock.now())
        await self._write(lambda tx: warn_moderators(tx, self.archive, self.saver, notice, occasion))
        self.wake()

    async def suggest(self, partial: Invocation, parameter: str) -> Sequence[Suggestion]:
        """Offers while somebody types."""
        return await self.reception.suggest(partial, parameter)

    async def _keep(self, invocation: Invocation, handle: Callable[[Invocation], Awaitable[bool]]) -> None:
        """Unless its author was told already that nothing came of it."""
        if self.emergency.told(invocation.cause):
            return
        try:
            saved = await handle(invocation)
        except Unavailable as problem:
            log.warning("a command was not saved: %s", problem)
            await self.emergency.not_saved(invocation)
        else:
            if saved:
                await self.emergency.saved(invocation)

    async def _handle(self, invocation: Invocation) -> bool:
        """False if the command is passed over."""
        if not await self._may_enter(invocation):
            return False
        try:
            await self._obey(invocation)
        except Unavailable:
            raise
        except Exception as problem:
            log.exception("a command failed", exc_info=wordless(problem))
            await self._turn_away(invocation, refuse("refused-failure"))
        self.wake()
        return True

    async def _refuse_unread(self, unread: Invocation) -> bool:
        if not await self._may_enter(unread):
            return False
        await self._turn_away(unread, refuse("refused-unreadable"))
        self.wake()
        return True

    async def _write(self, work: Callable[[Transaction], None]) -> None:
        """Once more if it fails: it may have been kept and only the word of it lost; then nothing changes."""
        try:
            await self.store.write(work)
        except Unavailable:
            await self.store.write(work)

    async def _may_enter(self, invocation: Invocation) -> bool:
        verdict = self.turnstile.enter(invocation.author)
        if verdict is Verdict.TELL:
            await self._turn_away(invocation, refuse("refused-too-many"))
            self.wake()
        return verdict is Verdict.GO

    async def _obey(self, invocation: Invocation) -> None:
        order = await self.reception.order(invocation)
        if isinstance(order, Refusal):
            await self._turn_away(invocation, order)
            return
        if order.moderator:
            self.turnstile.let_pass(invocation.author)
        await self._write(lambda tx: self._carry_out(tx, order))

    async def _turn_away(self, invocation: Invocation, refusal: Refusal) -> None:
        """Answer what concerns no meeting, or none that could be found."""

        def answer(tx: Transaction) -> None:
            if tx.causes.first_time(invocation.cause, self.clock.now()):
                self._answer(tx, "", invocation, refusal)

        await self._write(answer)

    def _carry_out(self, tx: Transaction, order: Order) -> None:
        now, invocation = self.clock.now(), order.invocation
        if not tx.causes.first_time(invocation.cause, now):
            return
        loaded = self.archive.load(tx, order.meeting)
        result = outcome(loaded.meeting, order.understood, self._request(tx, loaded.meeting, order))
        self._answer(tx, order.meeting, invocation, result)
        if isinstance(result, Outcome):
            occasion = Occasion(invocation.cause, now)
            saved = self.saver.save(tx, loaded, result.change, occasion)
            self.archive.keep(tx, order.meeting, saved)
            beside = self.saver.addressing.plan(saved.meeting, (), result.effects)
            self.saver.send(tx, order.meeting, beside, occasion, "beside")
            tx.people.use(invocation.author, order.meeting, now)

    def _request(self, tx: Transaction, meeting: Meeting, order: Order) -> Request:
        invocation, command = order.invocation, order.understood.command
        asker = Asker(
            identity=invocation.author,
            person=tx.people.person(meeting.plan.id, invocation.author),
            shown_name=invocation.author_name,
            direct=invocation.direct,
            moderator=order.moderator,
            overheard=self.reception.overheard(invocation),
        )
        needs = {parameter.kind for parameter in command.parameters}
        opening = command.when is When.PLANNED
        return Request(
            asker,
            {},
            self.clock.now(),
            invocation.cause,
            secret=self.secret() if Kind.CODE in needs else "",
            roster=roster(tx, meeting.plan.id) if needs & {Kind.PERSON, Kind.CODE} else {},
            taken_by=other_in_rooms(self.archive.all(tx), meeting) if opening else None,
        )

    def _answer(
        self, tx: Transaction, meeting: str, invocation: Invocation, result: Outcome | Refusal
    ) -> None:
        refused = isinstance(result, Refusal)
        message = result.message if isinstance(result, Refusal) else result.answer
        answering = Answering(invocation.cause, invocation.place, ok=not refused)
        whisper = Whisper(invocation.author, message, invocation.language, answering)
        now = self.clock.now()
        planned = Planned(whisper, now + ANSWER_WITHIN)
        self.saver.send(tx, meeting, [planned], Occasion(invocation.cause, now), "answer")
