"""Statements are listed, shown and handed out; who wants it is reminded of one."""

from bot.commands.model import Outcome, Request
from bot.commands.statement.finding import EXAMPLE, found, found_open, numbered, version_of
from bot.domain.meeting.decision import Change, Discard, Keep
from bot.domain.meeting.state import Meeting
from bot.domain.message import Listing, Offer, Refusal, offering, refuse, say
from bot.domain.statement import rules
from bot.domain.statement.counts import read
from bot.domain.statement.rows import Comment, Signature, Statement, StatementReminder
from bot.views.pages import OF_COMMENTS, OF_WORDS, page_number, page_of
from bot.views.statement.statements import comment_line, exported, listed, shown, title

FORMS = ("md", "html")


def show_all(group: Meeting, request: Request, text: str) -> Outcome | Refusal:
    """The open ones first."""
    del group
    number, rows = page_number(text or None), request.records.all(Statement)
    if isinstance(number, Refusal):
        return number
    if not rows:
        return Outcome(say("statement-none", example=EXAMPLE))
    ordered = rules.in_order(rows, request.now)
    still = [each for each in rows if rules.is_open(each, request.now)]
    return Outcome(listed(ordered, page_of(len(ordered), number, OF_WORDS), still))


def show(group: Meeting, request: Request, text: str) -> Outcome | Refusal:
    """The newest version, or another one by its number."""
    number, asked = numbered(text)
    statement = found(request, number)
    if isinstance(statement, Refusal):
        return statement
    wanted = numbered(asked)[0] or str(statement.version)
    version = version_of(request, statement, int(wanted))
    if version is None:
        return refuse("refused-statement-version", number=statement.number, newest=statement.version)
    records, still = request.records, rules.is_open(statement, request.now)
    signatures = records.all(Signature, statement=statement.number)
    signed = (
        len(rules.standing(group, statement, signatures))
        if statement.final is None
        else read(statement.counts).total
    )
    comments = len(records.all(Comment, statement=statement.number))
    return Outcome(shown(statement, version, signed, comments, still=still))


def comments(group: Meeting, request: Request, text: str) -> Outcome | Refusal:
    """What people said of it, the first in front."""
    del group
    number, page = numbered(text)
    statement = found(request, number)
    asked = page_number(page.strip() or None)
    if isinstance(statement, Refusal):
        return statement
    if isinstance(asked, Refusal):
        return asked
    rows = request.records.all(Comment, statement=statement.number)
    if not rows:
        return Outcome(say("comment-none", number=statement.number))
    part = page_of(len(rows), asked, OF_COMMENTS)
    shown = rows[part.begin : part.end]
    numbered_lines = tuple(
        say("comment-numbered", number=each.number, comment=comment_line(each)) for each in shown
    )
    lines = Listing(numbered_lines, lines=True)
    told = say("comment-list", title=title(statement), lines=lines, left=part.left)
    more = Offer(f"statement comments {number} {part.number + 1}", say("offer-more-people"), "main")
    return Outcome(offering(told, more) if part.left else told)


def export(group: Meeting, request: Request, text: str) -> Outcome | Refusal:
    """The final text with its signatories."""
    del group
    number, form = numbered(text)
    statement, form = found(request, number), form.strip().casefold() or FORMS[0]
    if isinstance(statement, Refusal):
        return statement
    if statement.final is None or form not in FORMS:
        return refuse("refused-statement-export", number=statement.number)
    return Outcome(exported(statement, form))


def remind(group: Meeting, request: Request, text: str) -> Outcome | Refusal:
    """One press is to be reminded; another one takes it back."""
    del group
    statement = found_open(request, numbered(text)[0])
    if isinstance(statement, Refusal):
        return statement
    own, records = request.asker.person or 0, request.records
    wanted = records.all(StatementReminder, statement=statement.number, person=own)
    if wanted:
        return Outcome(
            say("statement-not-reminded", number=statement.number),
            Change((), tuple(Discard(each) for each in wanted)),
        )
    at = rules.reminder(statement)
    if at is None or at <= request.now or statement.reminded is not None:
        return refuse("refused-statement-remind", number=statement.number)
    row = StatementReminder(records.next_number(StatementReminder), statement.number, own)
    back = Offer(f"statement remind {statement.number}", say("offer-statement-not-remind"))
    return Outcome(
        offering(say("statement-reminded", number=statement.number), back), Change((), (Keep(row),))
    )
