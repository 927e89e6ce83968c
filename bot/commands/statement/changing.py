"""A statement gets another deadline, or is taken back, and what is said of it can be taken away."""

from bot.commands.group.confirming import Answer, ask
from bot.commands.group.moments import ask_which, moment_in
from bot.commands.group.telling import tell_group
from bot.commands.model import Outcome, Request
from bot.commands.statement.commenting import own_comments
from bot.commands.statement.finding import found, numbered
from bot.domain.calendar.values import Choices, in_full, precise
from bot.domain.group.rows import text_id
from bot.domain.meeting.decision import Change, Discard, Keep, Wake
from bot.domain.meeting.state import Meeting
from bot.domain.message import CommandText, Message, Name, RawText, Refusal, offering, refuse, say
from bot.domain.statement import rules
from bot.domain.statement.rows import Comment, Signature, Statement, StatementReminder, StatementVersion
from bot.reactions.effects import Effect, TellPerson
from bot.views.statement.statements import deadline, steps, title

EXAMPLE = CommandText("statement deadline 3 | 15 March 2027")


def move(group: Meeting, request: Request, text: str) -> Outcome | Refusal:
    """Another deadline, said beside the old one; nobody who still wants to sign is surprised by it."""
    number, words = numbered(text)
    statement, own = _changeable(group, request, number), request.asker.person or 0
    if isinstance(statement, Refusal):
        return statement
    if not words.strip():
        return refuse("refused-statement-deadline", example=EXAMPLE)
    read = moment_in(group, request, words)
    if isinstance(read, Refusal):
        return read
    if isinstance(read, Choices):
        return ask_which(request, own, read, lambda each: f"statement deadline {number} | {each}")
    moved = rules.moved(statement, read, request.now)
    if rules.too_soon(statement, moved, request.now):
        return refuse("refused-statement-soon", number=statement.number)
    if not request.sure:
        question = say(
            "ask-statement-deadline", title=title(statement), old=deadline(statement), deadline=in_full(read)
        )
        sure = Answer(f"statement deadline {number} | {precise(read)}", say("offer-right"))
        return ask(request, own, question, sure)
    told = say(
        "statement-moved",
        number=moved.number,
        title=title(moved),
        old=deadline(statement),
        deadline=deadline(moved),
    )
    change = Change((), (Keep(moved), Wake(moved, rules.next_moment(moved))))
    answer = say("statement-deadline", number=moved.number, deadline=deadline(moved))
    return Outcome(answer, change, _told(group, request, moved, offering(told, *steps(moved))))


def withdraw(group: Meeting, request: Request, text: str) -> Outcome | Refusal:
    """With all that belongs to it; asked once, since it cannot be had back."""
    number, own = numbered(text)[0], request.asker.person or 0
    statement = _changeable(group, request, number)
    if isinstance(statement, Refusal):
        return statement
    if not request.sure:
        question = say("ask-statement-withdraw", title=title(statement))
        return ask(
            request, own, question, Answer(f"statement withdraw {number}", say("offer-statement-withdraw"))
        )
    records, id = request.records, text_id(statement, "title")
    kinds = (StatementVersion, Comment, Signature, StatementReminder)
    rows = [row for kind in kinds for row in records.all(kind, statement=statement.number)]
    called = RawText(records.texts([id]).get(id, ""))
    told = say("statement-withdrawn", number=statement.number, title=called, who=Name(own))
    change = Change((), (Discard(statement), *map(Discard, rows)))
    answer = say("statement-gone", number=statement.number)
    return Outcome(answer, change, _told(group, request, statement, told))


def uncomment(group: Meeting, request: Request, text: str) -> Outcome | Refusal:
    """By whoever wrote it, or a coordinator: what was said without a name can harm as well."""
    number = numbered(text)[0]
    row = request.records.get(Comment, int(number)) if number else None
    if row is None:
        return refuse("refused-comment-unknown")
    if request.asker.person not in group.moderators and row.number not in own_comments(group, request):
        return refuse("refused-comment-others", number=row.number)
    return Outcome(say("comment-gone", number=row.number), Change((), (Discard(row),)))


def _changeable(group: Meeting, request: Request, number: str) -> Statement | Refusal:
    statement = found(request, number)
    if isinstance(statement, Refusal):
        return statement
    return rules.may_change(statement, request.asker.person or 0, group.moderators, request.now) or statement


def _told(group: Meeting, request: Request, statement: Statement, message: Message) -> tuple[Effect, ...]:
    """The channels, and alone whoever waits to be reminded, or signed and reads no channel."""
    records = request.records
    wish = [each.person for each in records.all(StatementReminder, statement=statement.number)]
    signed = [each.person for each in records.all(Signature, statement=statement.number)]
    alone = dict.fromkeys((*wish, *(each for each in signed if rules.unseen(group, each))))
    told = (TellPerson(each, message) for each in alone if each != request.asker.person)
    return (*tell_group(group, request, message), *told)
