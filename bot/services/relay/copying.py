"""Bringing what was said in one channel to another: posted, changed and taken away with what it says."""

import logging
from collections.abc import Awaitable, Callable, Sequence

from msgspec import Struct

from bot.domain.changing import replace
from bot.domain.group.rows import Copy, Utterance
from bot.domain.identity import Place
from bot.domain.message import Argument, Message, Name
from bot.messages.document import Document
from bot.ports.clock import Clock
from bot.ports.permissions import NotPermitted
from bot.ports.platform import Undeliverable
from bot.ports.relay import Look, Relaying
from bot.ports.store import Delivery, Pending, Records, Store, Transaction
from bot.services.event_writer import EventWriter
from bot.services.meeting_repository import MeetingRepository
from bot.services.outbound.actions import Listen, Relay, Unrelay
from bot.services.outbound.afterwards.channels import OnSent, loaded_for, nothing_more
from bot.services.outbound.afterwards.pages import Channel
from bot.services.outbound.rendering import Audience
from bot.services.relay.files import Files
from bot.services.relay.noting import LINE, copies, forget, said_by, stands
from bot.services.relay.telling import tell_coordinators

log = logging.getLogger(__name__)


class _Standing(Struct, frozen=True):
    """What an utterance has come to, and what stands of it in a channel."""

    utterance: Utterance | None
    copies: Sequence[Copy]
    """Of its words and files; with the line of its reactions only where all of it goes."""
    known: frozenset[str]
    """The bot's other copies there since it was to be sent."""
    answered: tuple[int, str] | None
    """Whom it answers, and the message there of theirs, or that says it."""

    def of(self, part: str) -> Sequence[Copy]:
        """The copies of its words, or of one of its files."""
        return [each for each in self.copies if each.part == part]

    def beside(self, parts: Sequence[str]) -> Sequence[Copy]:
        """All other copies."""
        return [each for each in self.copies if each.part not in parts]


class Copying(Struct, frozen=True):
    """Carries out what a relay asks for, on any platform."""

    store: Store
    document: Callable[[Delivery, Message, Audience], Awaitable[Document]]
    clock: Clock
    repository: MeetingRepository
    event_writer: EventWriter
    files: Files

    async def carry_out(
        self, to: Channel, pending: Pending, action: Listen | Relay | Unrelay, *, unsure: bool
    ) -> OnSent:
        """Do it; `unsure` if it may have been done before, as far as it can be told."""
        relaying = to.platform.capabilities.relaying
        if relaying is None:
            raise Undeliverable("nothing goes across from there")
        match action:
            case Listen(place):
                return await self._listen(relaying, pending.delivery, place)
            case Relay(version=0):
                return await self._post(relaying, pending, action, to.reader, unsure=unsure)
            case Relay():
                return await self._revise(relaying, pending, action, to.reader, unsure=unsure)
            case Unrelay():
                return await self._remove(relaying, pending, action)

    async def _listen(self, relaying: Relaying, delivery: Delivery, place: Place) -> OnSent:
        """Where the bot may not, those who coordinate the group are told."""
        try:
            await relaying.listen(place)
        except NotPermitted as problem:
            notice = problem.notice
            return lambda tx: self._tell(tx, delivery, notice)
        return nothing_more

    def _tell(self, tx: Transaction, delivery: Delivery, notice: Message) -> bool:
        group = loaded_for(self.repository, tx, delivery).meeting
        tell_coordinators(tx, self.event_writer, group, notice, self.clock.now())
        return True

    async def _post(
        self, relaying: Relaying, pending: Pending, action: Relay, reader: Audience, *, unsure: bool
    ) -> OnSent:
        """What was taken back before it was sent need not be, unless it may stand there."""
        delivery = pending.delivery
        there = await self._standing(delivery, action)
        said = there.utterance
        if said is None or there.of(action.file) or (said.gone and not unsure):
            return nothing_more
        document = await self._worded(relaying, delivery, action, there, reader)
        look = Look(delivery.created, there.known) if unsure else None
        if action.file:
            sent = await self.files.post(relaying, pending, action, said, document, look)
        else:
            sent = await relaying.post(action.place, document, delivery.key, look)
        return lambda tx: stands(tx, delivery.meeting, action, action.file, sent, self.clock.now())

    async def _revise(
        self, relaying: Relaying, pending: Pending, action: Relay, reader: Audience, *, unsure: bool
    ) -> OnSent:
        """Where a file alone stands there, words come to it."""
        delivery = pending.delivery
        there = await self._standing(delivery, action)
        if there.utterance is None or there.utterance.gone or not there.copies:
            return nothing_more
        gone = there.beside(("", *action.files))
        await relaying.remove(action.place, _ids(gone))
        if not there.of(""):
            after = await self._post(relaying, pending, action, reader, unsure=unsure)
        else:
            after = await self._replace(relaying, pending, action, there, reader)
        return lambda tx: forget(tx, delivery.meeting, gone) or after(tx)

    async def _replace(
        self, relaying: Relaying, pending: Pending, action: Relay, there: _Standing, reader: Audience
    ) -> OnSent:
        delivery = pending.delivery
        document = await self._worded(relaying, delivery, action, there, reader)
        try:
            sent = await relaying.revise(action.place, _ids(there.of("")), document, delivery.key)
        except Undeliverable as problem:
            log.info("a copy (delivery %s) stays as it is: %s", pending.id, problem)
            return nothing_more
        return lambda tx: stands(tx, delivery.meeting, action, action.file, sent, self.clock.now())

    async def _remove(self, relaying: Relaying, pending: Pending, action: Unrelay) -> OnSent:
        there = await self._standing(pending.delivery, action)
        gone = there.beside(action.files)
        await relaying.remove(action.place, _ids(gone))
        return lambda tx: forget(tx, pending.delivery.meeting, gone)

    async def _worded(
        self, relaying: Relaying, delivery: Delivery, action: Relay, there: _Standing, reader: Audience
    ) -> Document:
        """With whom it answers, and where that stands for those who read this: there it is quoted."""
        message, (person, answered) = action.message, there.answered or (0, "")
        link = relaying.link(action.place, answered) if answered and not action.follows else None
        if link:
            own: dict[str, Argument] = {"to": Name(person), "link": link}
            message = Message("relayed-reply", {**message.arguments, **own})
        document = await self.document(delivery, message, reader)
        return replace(document, urgent=True, replies_to=answered, follows=action.follows)

    async def _standing(self, delivery: Delivery, action: Relay | Unrelay) -> _Standing:
        left = () if isinstance(action, Unrelay) and not action.files else (LINE,)

        def look(tx: Transaction) -> _Standing:
            records, place = tx.records.of(delivery.meeting), action.place
            stand = [each for each in copies(records, action.number, place) if each.part not in left]
            later = records.since(Copy, "at", delivery.created)
            known = frozenset(each.message for each in later if each.room == place.id)
            utterance = records.get(Utterance, action.number)
            return _Standing(utterance, stand, known, _answered(records, utterance, place))

        return await self.store.read(look)


def _answered(records: Records, reply: Utterance | None, place: Place) -> tuple[int, str] | None:
    """What is deleted meanwhile changes nothing of a copy, which may stand there already."""
    row = said_by(records, reply.platform, reply.reply_to) if reply and reply.reply_to else None
    if row is None or (row.platform, row.room) == (place.platform, place.id):
        return (row.person, row.message) if row else None
    copied = [each.message for each in copies(records, row.number, place) if each.part != LINE]
    return (row.person, copied[0]) if copied else None


def _ids(copies: Sequence[Copy]) -> list[str]:
    return [each.message for each in copies]
