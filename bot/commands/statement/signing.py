"""A statement is signed: each person for themselves alone, a version that they saw, and only with a yes."""

import re
from typing import Final
from urllib.parse import quote, unquote

from bot.commands.group.confirming import Answer, ask
from bot.commands.model import Command, Kind, Outcome, Parameter, Request, When, Who
from bot.commands.statement.finding import found_open, version_of
from bot.domain.group.rows import text_id
from bot.domain.meeting.decision import Change, Discard, Keep, SideEffect, StoreText
from bot.domain.meeting.state import Meeting
from bot.domain.message import CommandText, RawText, Refusal, attaching, refuse, say
from bot.domain.statement import rules
from bot.domain.statement.rows import Signature, Statement
from bot.views.statement.statements import anew, file, title

_ASKED: Final = re.compile(r"#?(\d{1,7})\s*(?:\|?\s*as\s+(\S.*))?", re.IGNORECASE | re.DOTALL)
_SURE: Final = re.compile(r"(\d+)\.(\d+) (named|counted)(?: as (\S+))?")
"""The version that was seen stands in the answer: no other one is signed by it."""


def on_sign(group: Meeting, request: Request) -> Outcome | Refusal:
    """Asked once: whether it is meant, and whether the name shall stand under it."""
    text = request.text("text") or ""
    if request.sure:
        return _signed(request, text)
    asked = _ASKED.fullmatch(text)
    if asked is None:
        return _form("sign 1 as Our Organisation")
    organisation = " ".join((asked[2] or "").split())
    if len(organisation) > rules.LONGEST_ORGANISATION:
        return refuse("refused-long-words", most=rules.LONGEST_ORGANISATION)
    statement = found_open(request, asked[1])
    if isinstance(statement, Refusal):
        return statement
    refused = _already(request, statement)
    return refused or _question(group, request, statement, organisation)


def _question(group: Meeting, request: Request, statement: Statement, organisation: str) -> Outcome:
    own, unseen = request.asker.person or 0, rules.unseen(group, request.asker.person)
    version = f"sign {statement.number}.{statement.version}"
    behind = f" as {quote(organisation, safe='')}" if organisation else ""
    counted = Answer(f"{version} counted", say("offer-sign-counted"))
    answers = (counted,) if unseen else (Answer(f"{version} named{behind}", say("offer-sign-named")), counted)
    question = say(
        "ask-sign",
        number=statement.number,
        title=title(statement),
        version=statement.version,
        organisation=say("sign-as", organisation=RawText(organisation)) if behind and not unseen else "",
        names="no" if unseen else "yes",
    )
    return ask(request, own, attaching(question, file(statement, str(statement.version))), *answers)


def _signed(request: Request, text: str) -> Outcome | Refusal:
    sure = _SURE.fullmatch(text)
    if sure is None:
        return refuse("refused-question-gone")
    statement = found_open(request, sure[1])
    if isinstance(statement, Refusal):
        return statement
    if int(sure[2]) != statement.version or version_of(request, statement, statement.version) is None:
        return Refusal(anew(statement))
    refused = _already(request, statement)
    if refused is not None:
        return refused
    own, named = request.asker.person or 0, sure[3] == "named"
    number = request.records.next_number(Signature)
    row = Signature(number, statement.number, statement.version, own, named, request.now)
    kept: tuple[SideEffect, ...] = (*map(Discard, _own(request, statement)), Keep(row))
    if sure[4]:
        kept = (*kept, StoreText(text_id(row, "organisation"), own, unquote(sure[4])))
    told = say("signed", number=statement.number, version=statement.version, named="yes" if named else "no")
    return Outcome(told, Change((), kept))


def on_unsign(group: Meeting, request: Request) -> Outcome | Refusal:
    """Until the deadline, and asked once as well."""
    del group
    text = (request.text("text") or "").removeprefix("#")
    if not (text.isdecimal() and len(text) < 8):
        return _form("unsign 1")
    statement = found_open(request, text)
    if isinstance(statement, Refusal):
        return statement
    own = _own(request, statement)
    if not own:
        return refuse("refused-sign-not", number=statement.number)
    if not request.sure:
        question = say("ask-unsign", number=statement.number, title=title(statement))
        answer = Answer(f"unsign {statement.number}", say("offer-unsign"))
        return ask(request, request.asker.person or 0, question, answer)
    return Outcome(say("unsigned", number=statement.number), Change((), tuple(map(Discard, own))))


def _already(request: Request, statement: Statement) -> Refusal | None:
    """Whoever has signed this version signs it once, with whichever of their accounts."""
    if any(each.version == statement.version for each in _own(request, statement)):
        return refuse("refused-sign-already", number=statement.number, version=statement.version)
    return None


def _own(request: Request, statement: Statement) -> list[Signature]:
    """Theirs, by whichever of their accounts: accounts that were linked are one person's."""
    people = request.one_person(request.asker.person or 0)
    return [
        each for each in request.records.all(Signature, statement=statement.number) if each.person in people
    ]


def _form(example: str) -> Refusal:
    return refuse("refused-sign-form", example=CommandText(example, alone=True))


SIGN = Command(
    "sign",
    Who.MEMBER,
    When.AFTER,
    on_sign,
    (Parameter("text", Kind.TEXT, required=True),),
    alone=True,
    forms=("sign 3", "sign 3 as ORGANISATION"),
)
UNSIGN = Command(
    "unsign",
    Who.MEMBER,
    When.AFTER,
    on_unsign,
    (Parameter("text", Kind.TEXT, required=True),),
    alone=True,
    forms=("unsign 3",),
)
