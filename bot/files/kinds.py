"""Every kind of file that a message can carry, and how it is made."""

import json
from collections.abc import Callable, Mapping

from bot.domain.identity import Identity
from bot.domain.impact.rows import Impact
from bot.domain.message import FileKind, FileRef, TextRef
from bot.files.calendar import calendar
from bot.files.group_calendar import group_calendar
from bot.files.group_export import group_export
from bot.files.impacts import impact_file
from bot.files.own_data import own_data
from bot.files.qr_code import qr_code
from bot.files.statement import statement_file
from bot.messages.document import AttachedFile
from bot.messages.plantext import chosen
from bot.ports.clock import Clock
from bot.ports.store import Transaction
from bot.services.meeting_repository import MeetingRepository
from bot.services.outbound.rendering import FileOfWords, Files
from bot.views.wg.record import record

Make = Callable[[Transaction, str, str, str], AttachedFile | FileOfWords | None]
"""Of whose it is (a meeting's or group's id), what it is of and a language; None where it is no more."""


def kinds(repository: MeetingRepository, clock: Clock) -> Mapping[FileKind, Make]:
    """A new kind is one more entry."""

    def meeting_calendar(tx: Transaction, owner: str, of: str, language: str) -> AttachedFile:
        """Its sequence is the moment, so that each one replaces those before it."""
        del of
        plan, now = repository.load(tx, owner).meeting.plan, clock.now()
        content = calendar(plan, chosen(plan.description, language), language, now, now)
        return AttachedFile(f"{plan.id}.ics", "text/calendar", content)

    def group_dates(tx: Transaction, owner: str, of: str, language: str) -> AttachedFile:
        """All of them, so that the newest file alone is needed."""
        del of, language
        content = group_calendar(tx.records.of(owner), clock.now())
        return AttachedFile("dates.ics", "text/calendar", content)

    def mydata(tx: Transaction, owner: str, of: str, language: str) -> AttachedFile:
        """Of an account, wherever it is known."""
        del owner, language
        platform, _, id = of.partition(":")
        kept = own_data(tx, repository, Identity(platform, id), clock.now())
        content = json.dumps(kept, ensure_ascii=False, indent=2)
        return AttachedFile("mydata.json", "application/json", content.encode())

    def invitation(tx: Transaction, owner: str, of: str, language: str) -> AttachedFile | None:
        """What was written for it is erased with its delivery."""
        del language
        text = tx.people.texts(owner, [of]).get(of)
        return None if text is None else AttachedFile("invitation.png", "image/png", qr_code(text))

    def group_record(tx: Transaction, owner: str, of: str, language: str) -> FileOfWords:
        """Without anybody's name: it stays when they have gone."""
        del of, language
        return FileOfWords("record.txt", (record(tx.records.of(owner)),))

    def statement(tx: Transaction, owner: str, of: str, language: str) -> AttachedFile | FileOfWords | None:
        """Names are those that people have at that moment."""
        number, _, what = of.partition(" ")
        group = repository.load(tx, owner).meeting
        return statement_file(group, tx.records.of(owner), int(number), what, language)

    def exported(tx: Transaction, owner: str, of: str, language: str) -> AttachedFile:
        """In the form that was asked for."""
        del language
        return group_export(tx.records.of(owner), of)

    def impacts(tx: Transaction, owner: str, of: str, language: str) -> AttachedFile:
        """What counts at that moment."""
        del language
        return impact_file(tx.records.of(owner).all(Impact, state="counts"), of)

    return {
        "group-export": exported,
        "statement": statement,
        "group-record": group_record,
        "meeting-calendar": meeting_calendar,
        "group-calendar": group_dates,
        "mydata": mydata,
        "invitation": invitation,
        "impacts": impacts,
    }


def files(known: Mapping[FileKind, Make]) -> Files:
    """Finds the kind; the renderer need not know which there are."""

    def make(tx: Transaction, owner: str, file: FileRef, language: str) -> AttachedFile | FileOfWords | None:
        of = file.text.id if isinstance(file.text, TextRef) else file.of
        return known[file.kind](tx, owner, of, language)

    return make
