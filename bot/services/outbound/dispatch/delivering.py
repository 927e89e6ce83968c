"""One delivery: made, or put off, or given up, each written down."""

import logging
from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta

from msgspec import Struct, field

from bot.domain.changing import replace
from bot.messages.catalogue import CatalogueError
from bot.ports.clock import Clock
from bot.ports.coordination import Lost
from bot.ports.permissions import NotPermitted
from bot.ports.platform import ChatClosed, ChatLater, Platform, SlowDown, TryLater, Undeliverable
from bot.ports.store import Pending, Store, Transaction
from bot.services.backoff import Backoff
from bot.services.log_redaction import STRANGE, redact
from bot.services.outbound.actions import Action, Board, DirectMessage, Post, Relay, ResourcePage
from bot.services.outbound.afterwards.channels import Sent
from bot.services.outbound.dispatch.limits.silence import Silence
from bot.services.outbound.dispatch.weights import Weight, said_by_card, weight_of
from bot.services.outbound.executor import ActionExecutor
from bot.services.outbound.text_refs import secrets
from bot.services.outbound.undelivered.closed_chats import tell_of_closed_chat
from bot.services.outbound.undelivered.lasting import may_last
from bot.services.outbound.undelivered.late_answers import tell_of_late_answer
from bot.services.outbound.undelivered.later_chats import tell_of_later_chat
from bot.services.outbound.undelivered.telling import tell_moderators, tell_of_missing_right
from bot.services.serializer import Serializer

log = logging.getLogger(__name__)

NEWCOMERS_PAUSE = timedelta(minutes=1)
"""So long those who came last wait at most for a board that they can read."""
MOST_FAILURES = 5
"""So often something that fails for no known reason is tried again."""


class Deliverer(Struct):
    """Makes deliveries on one platform, and knows what to do if that fails."""

    platform: Platform
    store: Store
    executor: ActionExecutor
    serializer: Serializer
    clock: Clock
    backoff: Backoff
    board_pause: timedelta
    """How long the board or page of a room is left as it is after it was drawn."""
    _silence: Silence = field(default_factory=Silence)
    _failures: Counter[int] = field(default_factory=Counter)
    _drawn: dict[str, datetime] = field(default_factory=dict)

    async def deliver(
        self,
        pending: Pending,
        settled: Callable[[int], None],
        behind: Pending | None = None,
        *,
        sparing: bool = False,
    ) -> bool:
        """Make it, or see to it that it is tried again or told of; True if something is to be sent in turn.

        `settled` is called with the last row that is off the outbox with it. SlowDown if nothing was wrong
        with it, but that its platform takes no more just now. With `sparing` it takes only so much, and what
        is said again by the row behind it need not be said.
        """
        try:
            if sparing and behind and self._said_again(pending, behind):
                return await self._pass_over(pending, settled)
            return await self._send(pending, settled, sparing)
        except SlowDown:
            raise
        except ChatLater as problem:
            return await self._chat_later(pending, problem)
        except TryLater as problem:
            return await self._later(pending, str(problem), problem.after)
        except NotPermitted as problem:
            return await self._not_permitted(pending, problem)
        except Undeliverable as problem:
            return await self._give_up(pending, problem)
        except CatalogueError:
            log.exception("delivery %s cannot be worded", pending.id)
            return await self._give_up(pending, Undeliverable("no catalogue can say it"))
        except Lost:
            raise
        except Exception as problem:
            # A mistake in one message, or in an adapter, must not stop the others.
            log.exception("delivery %s failed", pending.id, exc_info=redact(problem))
            return await self._failed(pending)

    def weight(self, pending: Pending) -> Weight:
        """How much it matters; what cannot be read is found out about when its turn comes."""
        try:
            return weight_of(self.serializer.action(pending.delivery.payload))
        except ValueError:
            return Weight.BOARD

    async def _send(self, pending: Pending, settled: Callable[[int], None], sparing: bool) -> bool:
        action = self.serializer.action(pending.delivery.payload)
        if sparing and isinstance(action, DirectMessage) and action.answering:
            action = replace(action, answering=replace(action.answering, sparing=True))
        await self.platform.ready()
        now = self.clock.now()
        if expired(pending, now):
            return await self._pass_over(pending, settled)
        again = self._not_yet(pending, action, now)
        if again is not None:
            await self.store.write(lambda tx: tx.outbox.put_off(pending.id, again))
            return False
        sent = await self.executor.execute(pending, action)
        waiting = self._silence.ends(pending.id)

        def done(tx: Transaction) -> bool:
            for each in waiting:
                tx.outbox.put_off(each, now)
            if waiting:
                tx.commit.then(self.executor.event_writer.handover.look)
            return self._done(tx, pending, sent, action) or bool(waiting)

        more = await self.store.write(done)
        settled(max(sent.upto, pending.id))
        return more

    async def _pass_over(self, pending: Pending, settled: Callable[[int], None]) -> bool:
        now = self.clock.now()

        def drop(tx: Transaction) -> bool:
            action = self.serializer.action(pending.delivery.payload)
            tx.outbox.drop(pending.id, "expired", now)
            forget_secrets(tx, pending.delivery.meeting, action)
            if not isinstance(action, DirectMessage) or not expired(pending, now):
                return False
            return tell_of_late_answer(tx, self.executor.event_writer, pending.delivery, action, now)

        told = await self.store.write(drop)
        settled(pending.id)
        return told

    def _said_again(self, pending: Pending, behind: Pending) -> bool:
        try:
            action = self.serializer.action(pending.delivery.payload)
            return said_by_card(action, self.serializer.action(behind.delivery.payload))
        except ValueError:
            return False

    def _not_yet(self, pending: Pending, action: Action, now: datetime) -> datetime | None:
        """Until when a board or page is left as it is, which the rows behind it need not draw either."""
        if not isinstance(action, Board | ResourcePage) or action == Board(action.place, again=True):
            return None
        where = pending.delivery.destination
        newcomers = isinstance(action, Board) and action.newcomers
        again = self._drawn.get(where, now) + (NEWCOMERS_PAUSE if newcomers else self.board_pause)
        if where in self._drawn and now < again:
            return again
        self._drawn[where] = now
        return None

    def _done(self, tx: Transaction, pending: Pending, sent: Sent, action: Action) -> bool:
        """At once with what comes of it, which has happened already if an earlier commit was in doubt."""
        now = self.clock.now()
        forget_secrets(tx, pending.delivery.meeting, action)
        if sent.upto > pending.id:
            tx.outbox.overtaken(sent.upto, now)
            tx.outbox.done(sent.upto, now)
            return sent.on_sent(tx)
        return not tx.outbox.done(pending.id, now) or sent.on_sent(tx)

    async def _later(self, pending: Pending, reason: str, asked: float | None = None) -> bool:
        seconds = self.backoff.seconds(pending.attempts, asked)
        log.warning("delivery %s will be tried again in %.1f s: %s", pending.id, seconds, reason)
        moment = self.clock.now() + timedelta(seconds=seconds)
        if asked is None:
            self._silence.lasts(pending.id)
        await self.store.write(lambda tx: tx.outbox.later(pending.id, moment))
        return False

    async def _chat_later(self, pending: Pending, problem: ChatLater) -> bool:
        """Whoever asked in a room is told there that the answer will come."""
        await self._later(pending, str(problem), problem.after)
        action, now = self.serializer.action(pending.delivery.payload), self.clock.now()
        if isinstance(action, DirectMessage):
            delivery = pending.delivery
            await self.store.write(lambda tx: tell_of_later_chat(tx, self.executor, delivery, action, now))
        return True

    async def _not_permitted(self, pending: Pending, problem: NotPermitted) -> bool:
        """Told with the mend, once for each place; the next time it is tried as if nothing had been."""
        log.error("delivery %s is not permitted: %s", pending.id, problem)
        executor, now = self.executor, self.clock.now()

        def drop_and_tell(tx: Transaction) -> None:
            tx.outbox.drop(pending.id, "undeliverable", now)
            tell_of_missing_right(tx, executor, pending.delivery, problem.notice, now)

        await self.store.write(drop_and_tell)
        return True

    async def _failed(self, pending: Pending) -> bool:
        self._failures[pending.id] += 1
        if self._failures[pending.id] <= MOST_FAILURES:
            return await self._later(pending, "it failed")
        del self._failures[pending.id]
        return await self._give_up(pending, Undeliverable("it failed too often"))

    async def _give_up(self, pending: Pending, problem: Undeliverable) -> bool:
        log.error("delivery %s cannot be made: %s", pending.id, problem)
        now = self.clock.now()

        def set_aside_and_tell(tx: Transaction) -> None:
            self._set_aside(tx, pending, now)
            tell_moderators(tx, self.executor, pending, problem, now)
            closed = isinstance(problem, ChatClosed)
            action = self.serializer.action(pending.delivery.payload) if closed else None
            if isinstance(action, DirectMessage):
                tell_of_closed_chat(tx, self.executor, pending.delivery, action, now)

        try:
            await self.store.write(set_aside_and_tell)
        except STRANGE as failure:
            # A meeting in which nobody can be told must not hold up the others.
            log.exception("of delivery %s nobody can be told", pending.id, exc_info=redact(failure))
            await self.store.write(lambda tx: self._set_aside(tx, pending, now))
        return True

    def _set_aside(self, tx: Transaction, pending: Pending, now: datetime) -> None:
        """It keeps what it says only where that may be worth saying later."""
        try:
            action = self.serializer.action(pending.delivery.payload)
            kept = may_last(action)
            forget_secrets(tx, pending.delivery.meeting, action)
        except ValueError:
            kept = False
        if kept:
            tx.outbox.set_aside(pending.id, now)
        else:
            tx.outbox.drop(pending.id, "undeliverable", now)


def forget_secrets(tx: Transaction, meeting: str, action: Action) -> None:
    """What was to be said once is not kept once it was said, or is given up."""
    if isinstance(action, Post | DirectMessage | Relay):
        for id in secrets(action.message):
            tx.people.revise_text(meeting, id, None)


def expired(pending: Pending, now: datetime) -> bool:
    """Whether its reason has passed."""
    return pending.delivery.expires is not None and pending.delivery.expires <= now
