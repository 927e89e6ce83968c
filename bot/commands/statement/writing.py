"""A statement is begun, and said anew: every version of it is kept."""

from urllib.parse import quote, unquote

from msgspec import Struct

from bot.commands.group.confirming import Answer, ask
from bot.commands.group.moments import ask_which, moment_in
from bot.commands.group.telling import tell_group
from bot.commands.model import Outcome, Request
from bot.commands.statement.finding import EXAMPLE, found, numbered, version_of
from bot.domain.calendar.values import Choices, When, in_full, precise
from bot.domain.changing import replace
from bot.domain.group.links import read_link
from bot.domain.group.rows import text_id
from bot.domain.meeting.decision import Change, Keep, SideEffect, StoreText, Wake
from bot.domain.meeting.group.membership import is_member
from bot.domain.meeting.state import Meeting
from bot.domain.message import RawText, Refusal, offering, refuse, say
from bot.domain.statement import rules
from bot.domain.statement.rows import Signature, Statement, StatementVersion
from bot.reactions.effects import TellPerson
from bot.views.statement.statements import adding, anew, announced


class _Wanted(Struct, frozen=True):
    """A statement as it is asked for."""

    title: str
    text: str

    def words(self, when: str) -> str:
        """The command that asks for it, on one line, whatever lines the text has."""
        return f"statement new {self.title} | {quote(self.text)} | {when}"


def begin(group: Meeting, request: Request, text: str) -> Outcome | Refusal:
    """Its deadline is said in full, and counts once its author has seen it."""
    title, *middle, when = (part.strip() for part in f"{text}".split("|")) if "|" in text else ("", "")
    wanted = _Wanted(" ".join(title.split()), " | ".join(middle))
    if request.sure:
        wanted = replace(wanted, text=unquote(wanted.text))
    if not wanted.title or not wanted.text or not when:
        return refuse("refused-statement-form", example=EXAMPLE)
    refused = _too_much(request, wanted)
    if refused is not None:
        return refused
    read, own = moment_in(group, request, when), request.asker.person or 0
    if isinstance(read, Refusal):
        return read
    if isinstance(read, Choices):
        return ask_which(request, own, read, wanted.words)
    if request.sure:
        return _begun(group, request, wanted, read)
    question = say(
        "ask-statement", title=RawText(wanted.title), length=len(wanted.text), deadline=in_full(read)
    )
    return ask(request, own, question, Answer(wanted.words(precise(read)), say("offer-right")))


def _too_much(request: Request, wanted: _Wanted) -> Refusal | None:
    if len(wanted.title) > rules.LONGEST_TITLE:
        return refuse("refused-long-words", most=rules.LONGEST_TITLE)
    still = [each for each in request.records.all(Statement, final=None) if rules.is_open(each, request.now)]
    own = sum(each.author == request.asker.person for each in still)
    if len(still) >= rules.MOST_OPEN or own >= rules.MOST_OF_ONE:
        return refuse("refused-statement-most", most=rules.MOST_OPEN, own=rules.MOST_OF_ONE)
    return None


def _begun(group: Meeting, request: Request, wanted: _Wanted, when: When) -> Outcome:
    number, own = request.records.next_number(Statement), request.asker.person
    statement = Statement(number, own, request.now, when.at, when.zone, when.whole_day)
    version, kept = _version(request, statement, wanted.text)
    title = StoreText(text_id(statement, "title"), own, wanted.title)
    wake = Wake(statement, rules.next_moment(statement))
    told = announced(statement, version)
    answer = offering(say("statement-begun", number=number), adding(statement))
    return Outcome(
        answer, Change((), (Keep(statement), wake, title, *kept)), tell_group(group, request, told)
    )


def revise(group: Meeting, request: Request, text: str) -> Outcome | Refusal:
    """Another text in place of the newest one, which stays to be seen."""
    return _next(group, request, text, after="")


def append(group: Meeting, request: Request, text: str) -> Outcome | Refusal:
    """The newest text with a part behind it: no message holds a long one."""
    statement = found(request, numbered(text)[0])
    if isinstance(statement, Refusal):
        return statement
    newest = version_of(request, statement, statement.version)
    if newest is None or newest.linked:
        return refuse("refused-statement-link", number=statement.number)
    id = text_id(newest, "text")
    return _next(group, request, text, after=request.records.texts([id]).get(id, ""))


def _next(group: Meeting, request: Request, text: str, after: str) -> Outcome | Refusal:
    number, body = numbered(text)
    statement = found(request, number)
    if isinstance(statement, Refusal):
        return statement
    refused = rules.may_revise(statement, request.asker.person or 0, group.moderators, request.now)
    if refused is not None:
        return refused
    if not body.strip():
        return refuse("refused-statement-form", example=EXAMPLE)
    whole = f"{after}\n\n{body.strip()}" if after else body.strip()
    if len(whole) > rules.LONGEST:
        return refuse("refused-statement-long", most=rules.LONGEST)
    revised = replace(statement, version=statement.version + 1)
    version, kept = _version(request, revised, whole)
    told = tell_group(group, request, announced(revised, version))
    answer = offering(say("statement-kept", number=revised.number, version=revised.version), adding(revised))
    return Outcome(answer, Change((), (Keep(revised), *kept)), (*told, *_again(group, request, revised)))


def _again(group: Meeting, request: Request, revised: Statement) -> tuple[TellPerson, ...]:
    """Whoever signed what it said until now; who signed what it said before that has been told."""
    signed = request.records.all(Signature, statement=revised.number, version=revised.version - 1)
    return tuple(TellPerson(each.person, anew(revised)) for each in signed if is_member(group, each.person))


def _version(
    request: Request, statement: Statement, text: str
) -> tuple[StatementVersion, tuple[SideEffect, ...]]:
    number, own = request.records.next_number(StatementVersion), request.asker.person
    linked = read_link(text) is not None
    version = StatementVersion(
        number, statement.number, statement.version, own, request.now, len(text), linked
    )
    kept: tuple[SideEffect, ...] = (Keep(version), StoreText(text_id(version, "text"), own, text))
    if len(text) > rules.SHOWN and not linked:
        kept = (*kept, StoreText(text_id(version, "start"), own, text[: rules.SHOWN].rstrip()))
    return version, kept
