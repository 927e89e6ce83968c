"""What is done when a group's digest is due."""

from collections.abc import Collection, Mapping
from datetime import datetime

from msgspec import Struct

from bot.domain.changing import replace
from bot.domain.group.digest.news import Found, news
from bot.domain.group.digest.times import due_now, keeping, next_due
from bot.domain.group.rows import ActionItem, Going, KeyDate, Member, Resource, Settings, text_id
from bot.domain.identity import Identity
from bot.domain.meeting.decision import Change
from bot.domain.meeting.group.membership import members
from bot.domain.meeting.state import Meeting
from bot.domain.message import Message
from bot.ports.clock import Clock
from bot.ports.store import Account, Records, Store, Transaction
from bot.reactions.effects import Tell
from bot.services.event_writer import Cause, EventWriter
from bot.services.groups.keeping import due_cause, of_due_id
from bot.services.meeting_repository import MeetingRepository
from bot.services.outbound.actions import DirectMessage, Planned
from bot.views.group.digest import digest


class DigestTimers(Struct, frozen=True):
    """bot.services.scheduling.scheduler.TimerOwner for the settings of groups, of which the digest comes."""

    repository: MeetingRepository
    event_writer: EventWriter
    clock: Clock

    async def prepare(self, store: Store) -> None:
        """Nothing follows from elsewhere."""
        del store

    def happen(self, tx: Transaction, id: str) -> None:
        """One digest of all since the last one, however many were missed; none where nothing is new.

        One that a platform was too long away for is not sent with the next.
        """
        (group, number), now = of_due_id(id), self.clock.now()
        settings = tx.records.of(group).get(Settings, number)
        if settings is None:
            return
        due = due_now(settings, now)
        loaded = self.repository.load(tx, group)
        message = _digest(loaded.meeting, tx.records.of(group), settings, now) if due else None
        told = replace(settings, digested=now) if due else settings
        cause = Cause(due_cause(Settings, id, (due or now).isoformat()), now)
        change = Change((), keeping(told, now))
        until = next_due(settings, now)
        channels = [Tell("rooms", message, expires=until)] if message else []
        _, following = self.event_writer.record(tx, loaded, change, cause, channels)
        alone = self._alone(tx, loaded.meeting, message, until) if message else []
        following += self.event_writer.deliveries(tx, group, alone, cause, "alone")
        self.event_writer.hand_in(tx, following)

    def _alone(
        self, tx: Transaction, group: Meeting, message: Message, until: datetime | None
    ) -> list[Planned]:
        """To those who go on quietly or chose so; each once, by an account that asked to go on."""
        chose = {each.number for each in tx.records.of(group.plan.id).all(Member, digest=True)}
        wanting = {each.person for each in members(group) if each.quietly or each.person in chose}
        accounts = tx.people.accounts(group.plan.id, wanting) if wanting else ()
        connected = self.event_writer.recipients.connected
        by_person = _one_each(accounts, connected)
        return [Planned(DirectMessage(who, message), until) for _, who in sorted(by_person.items())]


def _one_each(accounts: Collection[Account], connected: Collection[str]) -> Mapping[int, Identity]:
    able = [each for each in accounts if each.identity.platform in connected]
    return {each.person: each.identity for each in sorted(able, key=lambda each: each.stays)}


def _digest(group: Meeting, records: Records, settings: Settings, now: datetime) -> Message | None:
    since = settings.digested or now
    resources = records.since(Resource, "at", since)
    titles = {text_id(each, "title"): each.number for each in resources}
    found = Found(
        resources,
        frozenset(titles[id] for id in records.texts(list(titles))),
        records.since(ActionItem, "settled", since),
        records.all(ActionItem, state="open"),
        records.all(KeyDate, dropped=False),
        records.all(Going),
        records.all(Member),
    )
    return digest(group, news(group, found, since, now))
