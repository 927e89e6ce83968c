"""Where commands arrive: find the meeting, check who may, decide, save, and answer."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from bot.commands.deciding import outcome
from bot.commands.model import Asker, Command, Outcome, Request, Who
from bot.commands.reading import Understood, comprehend
from bot.commands.suggesting import suggestions
from bot.domain.identity import Identity, Place
from bot.domain.meeting.state import Meeting
from bot.domain.message import Refusal, refuse
from bot.ports.clock import Clock
from bot.ports.platform import (
    Answering,
    Capabilities,
    ChosenRequest,
    Invocation,
    Platform,
    Suggestion,
    TryLater,
    TypedRequest,
)
from bot.ports.store import Store, Transaction
from bot.services.actions import Planned, Whisper
from bot.services.archive import Archive
from bot.services.directory import find_meeting, other_in_rooms
from bot.services.rights import moderates
from bot.services.saving import Occasion, Saver

ANSWER_WITHIN = timedelta(minutes=15)
"""An answer that comes later than this would only confuse; it is also how long Discord takes one."""


@dataclass(frozen=True)
class Order:
    """A command that is understood, the meeting it is about, and whether its author moderates it."""

    invocation: Invocation
    understood: Understood
    meeting: str
    moderator: bool


@dataclass(frozen=True)
class Desk:
    """bot.ports.platform.Inbox over a store."""

    table: Sequence[Command]
    store: Store
    archive: Archive
    saver: Saver
    platforms: Mapping[str, Platform]
    clock: Clock
    wake: Callable[[], None]
    """Called when there is something to send, or another moment to wait for."""

    async def handle(self, invocation: Invocation) -> None:
        """Decide and save; on return it is kept. A repeat changes nothing and is not answered again."""
        order = await self._order(invocation)
        if isinstance(order, Refusal):
            await self.store.write(lambda tx: self._turn_away(tx, invocation, order))
        else:
            await self.store.write(lambda tx: self._carry_out(tx, order))
        self.wake()

    async def unreadable(self, cause: str, author: Identity, place: Place) -> None:
        """Say that a message could not be read, and what to do."""
        unread = Invocation(cause, author, "", place, False, TypedRequest(""), self.clock.now())
        await self.store.write(lambda tx: self._turn_away(tx, unread, refuse("refused-unreadable")))
        self.wake()

    async def suggest(self, partial: Invocation, parameter: str) -> Sequence[Suggestion]:
        """Offers for codes, with the names of the meeting's choices."""
        found = await self.store.read(lambda tx: find_meeting(self.archive.all(tx), None, partial, None))
        if isinstance(found, Refusal) or not isinstance(partial.request, ChosenRequest):
            return []
        typed = partial.request.arguments.get(parameter, "")
        offered = suggestions(found.plan.dimensions, typed, partial.language or "en")
        return [Suggestion(label, value) for label, value in offered]

    async def _order(self, invocation: Invocation) -> Order | Refusal:
        understood = comprehend(self.table, invocation.request)
        if isinstance(understood, Refusal):
            return understood
        meeting = await self.store.read(lambda tx: self._meeting(tx, invocation, understood))
        if isinstance(meeting, Refusal):
            return meeting
        command, moderator = understood.command, False
        if command.who is Who.MODERATOR or command.by_role:
            try:
                moderator = await moderates(self.platforms, invocation.author, meeting.plan)
            except TryLater:
                return refuse("refused-rights-unknown")
        return Order(invocation, understood, meeting.plan.id, moderator)

    def _meeting(self, tx: Transaction, invocation: Invocation, understood: Understood) -> Meeting | Refusal:
        used = tx.people.used(invocation.author)
        return find_meeting(self.archive.all(tx), used, invocation, understood.raw.get("meeting"))

    def _turn_away(self, tx: Transaction, invocation: Invocation, refusal: Refusal) -> None:
        """Answer what concerns no meeting, or none that could be found."""
        now = self.clock.now()
        if tx.causes.first_time(invocation.cause, now):
            self._answer(tx, "", invocation, refusal)

    def _carry_out(self, tx: Transaction, order: Order) -> None:
        now, invocation = self.clock.now(), order.invocation
        if not tx.causes.first_time(invocation.cause, now):
            return
        loaded = self.archive.load(tx, order.meeting)
        result = outcome(loaded.meeting, order.understood, self._request(tx, loaded.meeting, order))
        self._answer(tx, order.meeting, invocation, result)
        if isinstance(result, Outcome):
            self.saver.save(tx, loaded, result.change, Occasion(invocation.cause, now))
            tx.people.use(invocation.author, order.meeting, now)

    def _request(self, tx: Transaction, meeting: Meeting, order: Order) -> Request:
        invocation, id = order.invocation, meeting.plan.id
        overheard = not invocation.direct and not self._capabilities(invocation).private_replies
        asker = Asker(
            identity=invocation.author,
            person=tx.people.person(id, invocation.author),
            shown_name=invocation.author_name,
            direct=invocation.direct,
            moderator=order.moderator,
            overheard=overheard,
        )
        taken_by = other_in_rooms(self.archive.all(tx), meeting)
        return Request(asker, {}, self.clock.now(), invocation.cause, taken_by)

    def _capabilities(self, invocation: Invocation) -> Capabilities:
        return self.platforms[invocation.place.platform].capabilities

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
