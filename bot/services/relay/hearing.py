"""What is said in the channels of groups: noted without its words, and sent to the other channels."""

import asyncio
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import timedelta
from functools import partial
from typing import Final

from msgspec import Struct, field

from bot.domain.changing import replace
from bot.domain.group.rows import Utterance
from bot.domain.identity import Identity, Place
from bot.domain.meeting.group.membership import is_member
from bot.domain.meeting.group.relaying import is_relayed
from bot.domain.meeting.state import Meeting
from bot.domain.message import CommandText, say
from bot.messages.document import Link, Mention, Node, Strong, Styled, Text, walk
from bot.ports.clock import Clock
from bot.ports.relay import Talk
from bot.ports.store import Records, Store, Transaction
from bot.services.event_writer import Cause, EventWriter
from bot.services.meeting_repository import MeetingRepository
from bot.services.outbound.actions import Planned, Unrelay
from bot.services.outbound.rendering import shown
from bot.services.relay.likeness import unlike
from bot.services.relay.noting import channels, copies, said_by
from bot.services.relay.parts import parts
from bot.services.relay.reacting import Gathered, Reacting, next_moment
from bot.services.relay.telling import tell_coordinators, tell_of_outsiders

COMPARED: Final = 1_000
WORTH: Final = timedelta(days=7)
"""So long a copy is tried; what is older is not said any more, and its words are not kept for it."""


class RelayService(Struct, frozen=True):
    """Takes what adapters hand in; whatever is repeated changes nothing."""

    store: Store
    """One that waits for the database: nobody could be asked to say it again."""
    repository: MeetingRepository
    event_writer: EventWriter
    clock: Clock
    wake: Callable[[], None]
    _turns: dict[str, asyncio.Lock] = field(default_factory=dict)
    """What happens on a platform is kept in the order in which it came: a deletion finds what it is of."""
    _gathered: Gathered = field(default_factory=Gathered)

    async def said(self, talk: Talk) -> None:
        """On return it is kept, or it is nothing that goes across."""
        async with self._turn(talk.place.platform):
            group = await self.store.read(lambda tx: self._group(tx, talk.place))
            if group is None:
                return
            await self.store.write(partial(self._hear, id=group, talk=talk))
        self.wake()

    async def removed(self, messages: Sequence[str], by: Identity | None = None) -> None:
        """Messages are gone, by their causes; so are their copies soon, also when the relay is off by now.

        If somebody has made something else of a message of theirs, only of theirs.
        """
        for cause in messages:
            platform, _, message = cause.partition(":")
            async with self._turn(platform):
                group = await self.store.read(
                    partial(_group_of_utterance, platform=platform, message=message)
                )
                if group is not None:
                    work = partial(self._remove, id=group, platform=platform, message=message, by=by)
                    await self.store.write(work)
                    self.wake()

    async def reacted(self, place: Place, message: str) -> None:
        """Others see it in a moment, if the message is one that went across."""
        moment = next_moment(self.clock.now())
        if self._gathered.holds(place, message, moment):
            return
        reacting = Reacting(self.repository, self.event_writer, self.clock)

        def look(tx: Transaction) -> tuple[str, Sequence[int]]:
            group = self._group(tx, place)
            return group or "", reacting.found(tx, group, place, message) if group else ()

        group, found = await self.store.read(look)
        if found:
            await self.store.write(lambda tx: reacting.heard(tx, group, found))
            self._gathered.add(place, message, moment)
            self.wake()

    async def relayed_in(self, place: Place) -> Sequence[str]:
        """What of a room's messages stands elsewhere, of the last days and so many at most."""

        def look(tx: Transaction) -> Sequence[str]:
            groups = [each.plan.id for each in self.repository.all(tx) if place in each.channels]
            since = self.clock.now() - WORTH
            rows = [row for id in groups for row in tx.records.of(id).since(Utterance, "at", since)]
            here = [row for row in rows if (row.platform, row.room) == (place.platform, place.id)]
            return [row.message for row in here[-COMPARED:] if not row.gone]

        return await self.store.read(look)

    def _turn(self, platform: str) -> asyncio.Lock:
        return self._turns.setdefault(platform, asyncio.Lock())

    def _group(self, tx: Transaction, place: Place) -> str | None:
        found = (each for each in self.repository.all(tx) if place in each.channels and each.relay != "off")
        return next((each.plan.id for each in found), None)

    def _hear(self, tx: Transaction, id: str, talk: Talk) -> None:
        group, now = self.repository.load(tx, id).meeting, self.clock.now()
        person = tx.people.person(id, talk.author)
        if not is_member(group, person):
            tell_of_outsiders(tx, self.event_writer, group, talk.place, now)
        if person is None or not is_relayed(group, person):
            return
        if talk.hidden:
            tell_coordinators(tx, self.event_writer, group, say("relay-deaf"), now)
        elif talk.sealed and group.relay != "sealed":
            tell_coordinators(
                tx, self.event_writer, group, say("relay-sealed", on=CommandText("relay on")), now
            )
        else:
            self._note(tx, group, talk, person)

    def _note(self, tx: Transaction, group: Meeting, talk: Talk, person: int) -> None:
        records, where = tx.records.of(group.plan.id), talk.place
        rows = records.all(Utterance, platform=where.platform, room=where.id, message=talk.message)
        if bool(rows) != bool(talk.edit) and not (talk.missed and not rows):
            return  # It was heard before, or is a change of what nobody has heard.
        if any(each.gone or each.person != person for each in rows):
            return
        if rows:
            row = replace(rows[0], version=rows[0].version + 1)
        else:
            number, at = records.next_number(Utterance), self.clock.now()
            said = Utterance(number, person, where.platform, where.id, talk.message, at)
            row = replace(said, reply_to=_standing(records, talk))
        key = f"relay/{where}/{talk.message}/{talk.edit}"
        if talk.edit and not tx.causes.first_time(key, self.clock.now()):
            return
        tx.records.put(group.plan.id, row)
        nodes = unlike(tuple(_named(_names(tx, group, talk.nodes), talk.nodes)))
        expires = self.clock.now() + WORTH
        planned = [
            Planned(each, expires)
            for to in self._others(group, where)
            for each in parts(to, row, talk, nodes)
        ]
        self.event_writer.send(tx, group.plan.id, planned, Cause(key, self.clock.now()), "relay")

    def _others(self, group: Meeting, place: Place) -> list[Place]:
        return [each for each in channels(self.event_writer, group) if each != place]

    def _remove(self, tx: Transaction, id: str, platform: str, message: str, by: Identity | None) -> None:
        group, now = self.repository.load(tx, id).meeting, self.clock.now()
        about = {"platform": platform, "message": message, "gone": False}
        if by is not None:
            about["person"] = tx.people.person(id, by) or 0
        for row in tx.records.of(id).all(Utterance, **about):
            tx.records.put(id, replace(row, gone=True))
            own = Place(row.platform, row.room)
            lines = [own] if copies(tx.records.of(id), row.number, own) else []
            to = [*self._others(group, own), *lines]
            planned = [Planned(Unrelay(each, row.person, row.number)) for each in to]
            cause = Cause(f"relay/{platform}:{row.room}/{message}/gone", now)
            self.event_writer.send(tx, id, planned, cause, "relay")


def _group_of_utterance(tx: Transaction, platform: str, message: str) -> str | None:
    return tx.records.group_of_utterance(platform, message)


def _standing(records: Records, talk: Talk) -> str:
    """What it answers, unless that was gone when it was said: a reader sees no answer to that."""
    answered = said_by(records, talk.place.platform, talk.reply_to) if talk.reply_to else None
    return "" if answered and answered.gone else talk.reply_to


def _names(tx: Transaction, group: Meeting, nodes: Sequence[Node]) -> Mapping[Identity, str]:
    """By which people go here, looked up in one go: a message may mention a thousand."""
    mentioned = {each.identity for each in walk(nodes) if isinstance(each, Mention)}
    numbers = {each: tx.people.person(group.plan.id, each) for each in mentioned}
    people = [number for number in numbers.values() if number is not None]
    known = shown(group, tx.people.profiles(group.plan.id, people)) if people else {}
    found = {each: known.get(number or 0) for each, number in numbers.items()}
    return {each: person.name for each, person in found.items() if person and person.name}


def _named(names: Mapping[Identity, str], nodes: Sequence[Node]) -> Iterator[Node]:
    for node in nodes:
        match node:
            case Mention(identity):
                yield Text(f"@{names.get(identity, '…')}")
            case Strong(children) | Styled(_, children) | Link(_, children):
                yield replace(node, children=tuple(_named(names, children)))
            case _:
                yield node
