"""Saving a decision: its events, what stands beside them, what is to be sent, and when to look again."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from itertools import count
from typing import assert_never

from msgspec import Struct, field

from bot.domain.changing import replace
from bot.domain.meeting.decision import (
    AccountStays,
    AddAccount,
    AddProfile,
    Arrive,
    Change,
    ChooseLanguage,
    Discard,
    Forget,
    Keep,
    MergeProfiles,
    NoneStays,
    OfAccount,
    RenameProfile,
    Review,
    ReviseText,
    SideEffect,
    Split,
    StoreText,
    Wake,
)
from bot.domain.meeting.events import RecordedEvent
from bot.domain.meeting.fold import course
from bot.domain.meeting.group.membership import members
from bot.domain.meeting.schedule import still_due
from bot.domain.meeting.state import Meeting
from bot.domain.tags import tag_of
from bot.ports.store import GROUP, MEETING, Account, Delivery, NameKind, People, Profile, Transaction
from bot.reactions.effects import Effect, Invite, LetGo, Speaking, Tell, TellPerson, TryAgain, WakeGroup
from bot.reactions.react import react
from bot.services.groups.keeping import keep_record, wake_working_groups
from bot.services.meeting_repository import Moment, VersionedMeeting, found_by
from bot.services.outbound.actions import Action, DirectMessage, Planned, Post, Relay
from bot.services.outbound.dispatch.destinations import destination_of
from bot.services.outbound.dispatch.handover import Handover
from bot.services.outbound.recipients import RecipientResolver
from bot.services.outbound.text_refs import with_text_refs
from bot.services.outbound.undelivered.introducing import remember_introductions
from bot.services.outbound.undelivered.retrying import try_again
from bot.services.people.naming import arrive, profile_of, told_apart
from bot.services.serializer import Serializer


class Cause(Struct, frozen=True):
    """What a decision came from, and when."""

    key: str
    now: datetime


class EventWriter(Struct, frozen=True):
    """Writes decisions into a transaction."""

    serializer: Serializer
    recipients: RecipientResolver
    handover: Handover = field(default_factory=Handover)

    def save(
        self, tx: Transaction, loaded: VersionedMeeting, change: Change, cause: Cause
    ) -> VersionedMeeting:
        """The whole change, and what follows from it; returns the meeting as it is then."""
        saved, following = self.record(tx, loaded, change, cause)
        self.hand_in(tx, following)
        return saved

    def record(
        self,
        tx: Transaction,
        loaded: VersionedMeeting,
        change: Change,
        cause: Cause,
        beside: Sequence[Effect] = (),
    ) -> tuple[VersionedMeeting, list[Delivery]]:
        """The whole change; returns the meeting as it is then, and what is still to be handed in.

        That is what follows from the events, and what else these effects ask for.
        """
        meeting = loaded.meeting.plan.id
        records = [RecordedEvent(event, cause.now) for event in change.events]
        rows = [
            self.serializer.row(seq, record, cause.key)
            for seq, record in enumerate(records, start=loaded.version + 1)
        ]
        tx.log.append(meeting, rows)
        states = course(loaded.meeting, records)
        end = states[-1]
        moves = tx.log.moved() if found_by(end) != found_by(loaded.meeting) else None
        for side_effect in change.side_effects:
            _keep(tx, end, side_effect)
        if end.plan.is_group and len(members(end)) < len(members(loaded.meeting)):
            wake_working_groups(tx, meeting, cause.now)
        planned = self.plan(tx, end, react(states, records))
        following = self.deliveries(tx, meeting, planned, cause)
        following += self._following(tx, end, beside, cause)
        due = remember_due(tx, end, cause.now, loaded.due)
        if any(has.may_close_chats for has in self.recipients.connected.values()):
            remember_introductions(tx, end, change.events, cause.now)
        return VersionedMeeting(loaded.version + len(rows), end, due, moves), following

    def plan(self, tx: Transaction, meeting: Meeting, effects: Sequence[Effect]) -> list[Planned]:
        """What is to be done for these effects; accounts are looked up only where they matter."""
        concerned = {effect.person for effect in effects if isinstance(effect, TellPerson | Speaking)}
        concerned |= {effect.who for effect in effects if isinstance(effect, Invite)}
        concerned |= {effect.person for effect in effects if isinstance(effect, LetGo)}
        if meeting.plan.deskless and any(isinstance(e, Tell) and e.to == "moderators" for e in effects):
            concerned |= meeting.moderators
        accounts = tx.people.accounts(meeting.plan.id, concerned) if concerned else ()
        return self.recipients.plan(meeting, accounts, effects)

    def _following(
        self, tx: Transaction, meeting: Meeting, effects: Sequence[Effect], cause: Cause
    ) -> list[Delivery]:
        """What these effects ask for; what is tried again in the outbox is not asked for twice."""
        planned, id = self.plan(tx, meeting, effects), meeting.plan.id
        if WakeGroup() in effects:
            tx.timers.set(GROUP, meeting.plan.group, cause.now)
        if TryAgain() in effects:
            rows = [row for row in tx.outbox.aside() if row.delivery.meeting == id]
            tried = try_again(tx, self.serializer, self.handover, meeting, rows, cause.now)
            planned = [each for each in planned if each.action not in tried]
        return self.deliveries(tx, id, planned, cause, "beside")

    def send(
        self,
        tx: Transaction,
        meeting: str,
        planned: Sequence[Planned],
        cause: Cause,
        part: str = "then",
    ) -> None:
        """Actions into the outbox."""
        self.hand_in(tx, self.deliveries(tx, meeting, planned, cause, part))

    def deliveries(
        self,
        tx: Transaction,
        meeting: str,
        planned: Sequence[Planned],
        cause: Cause,
        part: str = "then",
    ) -> list[Delivery]:
        """Actions as rows, under keys made from their cause, so that none goes out twice."""
        deliveries = []
        for number, one in enumerate(planned):
            key = f"{cause.key}/{part}/{number}"
            action = _without_free_texts(tx, meeting, one.action, key)
            payload, destination = self.serializer.payload(action), destination_of(action)
            deliveries.append(
                Delivery(key, destination, meeting, tag_of(action), payload, cause.now, one.expires)
            )
        return deliveries

    def hand_in(self, tx: Transaction, deliveries: Sequence[Delivery]) -> None:
        """Rows into the outbox, in one statement, and when they are kept, to those who send them."""
        if deliveries:
            tx.commit.then(partial(self.handover.offer, tx.outbox.add(deliveries)))


def _without_free_texts(tx: Transaction, meeting: str, action: Action, key: str) -> Action:
    """The action with free texts moved into the text table."""
    if not isinstance(action, Post | DirectMessage | Relay):
        return action
    numbers = count()

    def keep(body: str) -> str:
        id = f"{key}/{next(numbers)}"
        writer = tx.people.person(meeting, action.to) if isinstance(action, DirectMessage) else None
        writer = action.person if isinstance(action, Relay) else writer
        tx.people.keep_text(meeting, id, writer, body, key)
        return id

    return replace(action, message=with_text_refs(action.message, keep))


def _keep(tx: Transaction, meeting: Meeting, side_effect: SideEffect) -> None:
    people, id = tx.people, meeting.plan.id
    match side_effect:
        case AddProfile(person, identity, name):
            named = told_apart(tx, meeting, person, name)
            people.add(id, replace(profile_of(side_effect), name=named), identity)
        case Arrive():
            arrive(tx, meeting, side_effect)
        case RenameProfile(person, name):
            kind: NameKind = "guest" if name is None else "chosen"
            people.rename(id, person, told_apart(tx, meeting, person, name), kind)
        case MergeProfiles(kept, gone):
            people.merge(id, kept, gone)
        case StoreText(text, person, body):
            people.keep_text(id, text, person, body)
        case ReviseText(text, revised):
            people.revise_text(id, text, revised)
        case ChooseLanguage(person, language):
            people.choose_language(id, person, language)
        case Keep() | Discard() | Wake() | Forget() | Review():
            keep_record(tx, id, side_effect)
        case _:
            _keep_account(people, id, side_effect)


def _keep_account(people: People, id: str, side_effect: OfAccount) -> None:
    match side_effect:
        case AddAccount(person, identity, seen, stays):
            people.add_account(id, Account(identity, person, seen, stays))
        case AccountStays(identity):
            people.stay(id, identity)
        case NoneStays(person):
            people.unstay(id, person)
        case Split(new, identity):
            people.split(id, identity, Profile(new, None, "guest"))
        case _:
            assert_never(side_effect)


def remember_due(tx: Transaction, meeting: Meeting, now: datetime, known: Moment | None = None) -> Moment:
    """When the meeting is to be looked at again; one row, left alone where it is known to say the same.

    A moment that has come is set again: whoever failed at what is due has put it off.
    """
    due = still_due(meeting, now)
    moment = Moment(due[0].at if due else None)
    if moment != known or (moment.at is not None and moment.at <= now):
        tx.timers.set(MEETING, meeting.plan.id, moment.at)
    return moment
