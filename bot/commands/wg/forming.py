"""Working groups as the group has them: begun, listed, and closed when they have done what they were for."""

from bot.commands.group.confirming import Answer, ask
from bot.commands.group.telling import tell_group
from bot.commands.model import Outcome, Request
from bot.commands.wg.scope import unknown
from bot.domain.changing import replace
from bot.domain.group.rows import WorkingGroup, text_id
from bot.domain.group.working import LONGEST_NAME, LONGEST_PURPOSE, MOST, MOST_OF_ONE, still_open
from bot.domain.meeting.decision import Change, Keep, StoreText, Wake
from bot.domain.meeting.state import Meeting
from bot.domain.message import CommandText, RawText, Refusal, TextRef, offering, refuse, say
from bot.domain.plan import working_group_id
from bot.views.pages import page_number, page_of
from bot.views.wg.working_groups import join, listed, name

EXAMPLE = CommandText("wg new Data protection | Comment on the draft law by June")


def begin(group: Meeting, request: Request, text: str) -> Outcome | Refusal:
    """Asked once, since what it is called stays."""
    called, _, purpose = (" ".join(part.split()) for part in text.partition("|"))
    if not called or not purpose or "|" in purpose:
        return refuse("refused-wg-form", example=EXAMPLE)
    if len(called) > LONGEST_NAME or len(purpose) > LONGEST_PURPOSE:
        return refuse("refused-wg-long", name=LONGEST_NAME, purpose=LONGEST_PURPOSE)
    own, rows = request.asker.person, still_open(request.records.all(WorkingGroup))
    if len(rows) >= MOST or sum(each.author == own for each in rows) >= MOST_OF_ONE:
        return refuse("refused-wg-most", most=MOST, own=MOST_OF_ONE)
    if not request.sure:
        question = say("ask-wg-new", name=RawText(called), purpose=RawText(purpose))
        return ask(request, own or 0, question, Answer(f"wg new {called} | {purpose}", say("offer-wg-new")))
    row = WorkingGroup(request.records.next_number(WorkingGroup), own, request.now)
    texts = (StoreText(text_id(row, "name"), None, called), StoreText(text_id(row, "purpose"), None, purpose))
    told = say("wg-new", number=row.number, name=name(row), purpose=_purpose(row))
    kept = Change((), (Keep(row), Wake(row, request.now), *texts))
    return Outcome(say("done-wg-new"), kept, tell_group(group, request, offering(told, join(row))))


def _purpose(row: WorkingGroup) -> TextRef:
    return TextRef(text_id(row, "purpose"))


def show(group: Meeting, request: Request, text: str) -> Outcome | Refusal:
    """Those that are open."""
    del group
    number, rows = page_number(text or None), still_open(request.records.all(WorkingGroup))
    if isinstance(number, Refusal):
        return number
    if not rows:
        return Outcome(say("wg-none", example=EXAMPLE))
    return Outcome(listed(rows, page_of(len(rows), number)))


def close(group: Meeting, request: Request, text: str) -> Outcome | Refusal:
    """By who coordinates it, or the group that it belongs to."""
    rows = {str(each.number): each for each in still_open(request.records.all(WorkingGroup))}
    row = rows.get(text.lstrip("0"))
    if row is None:
        return unknown()
    own = request.asker.person or 0
    if own not in group.moderators and not _coordinates(group, request, row):
        return refuse("refused-wg-close", number=row.number)
    if not request.sure:
        question = say("ask-wg-close", name=name(row))
        return ask(request, own, question, Answer(f"wg close {row.number}", say("offer-wg-close")))
    closing = replace(row, closing=True)
    return Outcome(say("done-wg-close"), Change((), (Keep(closing), Wake(closing, request.now))))


def _coordinates(group: Meeting, request: Request, row: WorkingGroup) -> bool:
    there = request.elsewhere(working_group_id(group.plan.id, row.number))
    return there is not None and there.person in there.meeting.moderators
