"""What counts only when its author has said yes: asked once, and done as it was asked for."""

from collections.abc import Sequence
from datetime import timedelta

from msgspec import Struct

from bot.commands.authorize import authorize_and_run
from bot.commands.input.parsing import parse_line
from bot.commands.model import Command, Kind, Outcome, Parameter, Request, When, Who
from bot.domain.changing import replace
from bot.domain.group.rows import Question, text_id
from bot.domain.meeting.decision import Change, Discard, Keep, SideEffect, StoreText
from bot.domain.meeting.state import Meeting
from bot.domain.message import Argument, Message, Offer, Refusal, offering, refuse

VALID_FOR = timedelta(hours=1)
"""So long a question waits for an answer."""


class Answer(Struct, frozen=True):
    """One answer to a question: the command that it stands for, and its label."""

    words: str
    label: Argument


def ask(request: Request, person: int, question: Message, *answers: Answer) -> Outcome:
    """The question, with a press for each answer that gives its command, and is sure.

    It takes the place of what the person was asked before.
    """
    records = request.records
    row = Question(records.next_number(Question), person, request.now + VALID_FOR)
    older = (Discard(each) for each in records.all(Question, person=person))
    lines = "\n".join(" ".join(answer.words.split()) for answer in answers)
    kept: tuple[SideEffect, ...] = (*older, Keep(row), StoreText(text_id(row, "words"), person, lines))
    presses = (
        Offer(f"confirm {row.number}.{number}", answer.label, "main" if len(answers) == 1 else "plain")
        for number, answer in enumerate(answers, start=1)
    )
    return Outcome(offering(question, *presses), Change((), kept))


def confirming(table: Sequence[Command]) -> Command:
    """The command that answers a question, for the commands of a table."""

    def on_confirm(group: Meeting, request: Request) -> Outcome | Refusal:
        number, _, answer = (request.text("number") or "").partition(".")
        row = request.records.get(Question, int(number)) if _is_number(number) else None
        if row is None or row.person != request.asker.person or row.expires < request.now:
            return refuse("refused-question-gone")
        id = text_id(row, "words")
        lines = request.records.texts([id]).get(id, "").split("\n")
        chosen = int(answer or "1") if _is_number(answer or "1") else 0
        if not 0 < chosen <= len(lines):
            return refuse("refused-question-gone")
        parsed = parse_line(table, lines[chosen - 1])
        if isinstance(parsed, Refusal):
            return parsed
        result = authorize_and_run(group, parsed, replace(request, sure=True))
        if isinstance(result, Refusal):
            return result
        return replace(result, change=Change((), (Discard(row),)) + result.change)

    return Command(
        "confirm",
        Who.EVERYONE,
        When.AFTER,
        on_confirm,
        (Parameter("number", Kind.TEXT, required=True),),
        outside=True,
        alone=True,
    )


def _is_number(text: str) -> bool:
    return text.isdecimal() and len(text) < 10
