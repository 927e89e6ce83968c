"""All that is kept of an account and its people, in plain words, for the one who asks."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from typing import TypeVar

from msgspec.structs import asdict

from bot.domain.group.rows import (
    ActionItem,
    Going,
    InviteCode,
    KeyDate,
    Member,
    Resource,
    Row,
    Said,
    Utterance,
    text_id,
)
from bot.domain.identity import Identity
from bot.domain.impact.rows import Impact, ImpactReview
from bot.domain.meeting.group.membership import is_member
from bot.domain.meeting.state import Meeting
from bot.domain.statement.rows import Comment, Signature, Statement, StatementReminder, StatementVersion
from bot.messages.plantext import chosen
from bot.ports.store import Account, Records, Traces, Transaction
from bot.services.meeting_repository import MeetingRepository, UnknownMeeting, UnreadableMeeting

Plain = dict[str, object]
R = TypeVar("R", bound=Row)


def own_data(tx: Transaction, repository: MeetingRepository, who: Identity, now: datetime) -> Plain:
    """Of every meeting and group that knows the account what that account's person is there."""
    known = [
        _kept(tx, repository, id, tx.erasing.traces(id, person))
        for id, person in tx.erasing.known_in(who).items()
    ]
    draft = tx.setup.draft(who)
    return {
        "account": str(who),
        "made at": now.isoformat(),
        "your private chat is about": tx.people.used(who),
        "meetings and groups": known,
        "a meeting that you are setting up": draft
        and {
            "room": str(draft.place),
            "answers": draft.answers,
            "forgotten at": draft.expires.isoformat(),
        },
    }


def _kept(tx: Transaction, repository: MeetingRepository, id: str, traces: Traces) -> Plain:
    person = traces.numbers[0]
    profile = tx.people.profiles(id, (person,)).get(person)
    accounts = tx.people.accounts(id, (person,))
    texts = tx.people.texts_of(id, traces.numbers)
    kept: Plain = {
        "id": id,
        "number": person,
        "name": profile.name if profile else None,
        "who gave the name": {"platform": "your platform", "chosen": "you"}.get(
            profile.kind if profile else ""
        ),
        "language": profile.language if profile else None,
        "accounts": [_account(each) for each in accounts],
        "messages to you, kept for a week": len(traces.messages),
        "messages that would be taken back": sum(
            len(tx.records.of(id).all(Said, person=number)) for number in traces.numbers
        ),
        "texts": [{"kept as": name, "text": text} for name, text in texts.items()],
    }
    with suppress(UnknownMeeting, UnreadableMeeting):
        kept |= _in_meeting(repository.load(tx, id).meeting, person)
    return kept | _in_group(tx.records.of(id), traces)


def _account(account: Account) -> Plain:
    return {
        "account": str(account.identity),
        "seen in": sorted(str(place) for place in account.seen),
        "asked to go on afterwards": account.stays,
        "private chat about this since": account.used and account.used.isoformat(),
    }


def _in_meeting(meeting: Meeting, person: int) -> Plain:
    plan, known = meeting.plan, meeting.participants.get(person)
    said: Plain = {}
    for dimension in plan.dimensions:
        code = known.values.get(dimension.id) if known else None
        names = {each.code: chosen(each.name, plan.language) for each in dimension.choices}
        said[chosen(dimension.name, plan.language)] = names.get(code or "", code)
    return {
        "title": chosen(plan.title, plan.language),
        "kind": "group" if plan.is_group else "meeting",
        "constituency": said,
        "member": is_member(meeting, person),
        "goes on unseen": bool(known and known.quietly),
        "coordinates": person in meeting.moderators,
        "keeps messages out of the relay": person in meeting.unrelayed,
        "asked for the floor": bool(known and known.asked),
        "spoke": bool(known and known.spoke),
    }


def _in_group(records: Records, traces: Traces) -> Plain:
    """What of the group's work is theirs; nothing in a meeting."""
    works = traces.works
    if not works.any:
        return {}
    members = _rows(records, Member, traces.numbers)
    return {
        "in the group": members,
        "resources": _rows(records, Resource, works.resources, "title", "link"),
        "actions": _rows(records, ActionItem, (*works.actions, *works.taken, *works.freed), "text"),
        "dates": _rows(records, KeyDate, works.dates, "title", "place", "link", "how"),
        "takes part in": [
            {**_plain(each), "title": _text(records, f"keydate/{each.date}/title")}
            for each in _found(records, Going, works.going)
        ],
        "impact notes in your name": _rows(records, Impact, works.impacts),
        "impact notes that you reviewed": _rows(records, ImpactReview, works.reviews),
        "statements": _rows(records, Statement, works.statements, "title"),
        "versions of statements": _rows(records, StatementVersion, works.versions, "text"),
        "comments": _rows(records, Comment, works.comments, "text"),
        "signatures": _rows(records, Signature, works.signatures, "organisation"),
        "wants to be reminded of statements": _rows(records, StatementReminder, works.reminders),
        "messages that went to other channels": [
            _plain(each) for number in traces.numbers for each in records.all(Utterance, person=number)
        ],
        "codes made": [
            {name: value for name, value in _plain(each).items() if name != "digest"}
            for each in _found(records, InviteCode, works.codes)
        ],
    }


def _rows(records: Records, kind: type[R], numbers: Sequence[int], *texts: str) -> Sequence[Plain]:
    return [
        {**_plain(row), **{name: _text(records, text_id(row, name)) for name in texts}}
        for row in _found(records, kind, numbers)
    ]


def _found(records: Records, kind: type[R], numbers: Sequence[int]) -> Sequence[R]:
    rows = (records.get(kind, number) for number in numbers)
    return [row for row in rows if row is not None]


def _text(records: Records, id: str) -> str | None:
    return records.texts([id]).get(id)


def _plain(row: Row) -> Mapping[str, object]:
    """Its fields, times as text, named in words."""
    values = {name.replace("_", " "): value for name, value in asdict(row).items()}
    return {
        name: value.isoformat() if isinstance(value, datetime) else value for name, value in values.items()
    }
