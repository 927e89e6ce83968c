"""What counts only when its author has said yes: asked once, and done as it was asked for."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from bot.commands.authorize import authorize_and_run
from bot.commands.input.parsing import parse_line
from bot.commands.model import Command, Kind, Outcome, Parameter, Request, When, Who
from bot.domain.group.rows import Question, text_id
from bot.domain.meeting.decision import Change, Discard, Keep, SideEffect, StoreText
from bot.domain.meeting.state import Meeting
from bot.domain.message import Argument, Message, Offer, Refusal, offering, refuse

VALID_FOR = timedelta(hours=1)
"""So long a question waits for a yes."""


def ask(request: Request, person: int, question: Message, words: str, label: Argument) -> Outcome:
    """The question, with a press that gives the command again in these words, and is sure."""
    records = request.records
    row = Question(records.next_number(Question), person, request.now + VALID_FOR)
    older = (Discard(each) for each in records.all(Question, person=person))
    kept: tuple[SideEffect, ...] = (*older, Keep(row), StoreText(text_id(row, "words"), person, words))
    yes = Offer(f"confirm {row.number}", label, "main")
    return Outcome(offering(question, yes), Change((), kept))


def confirming(table: Sequence[Command]) -> Command:
    """The command that says yes, for the commands of a table."""

    def on_confirm(group: Meeting, request: Request) -> Outcome | Refusal:
        number = request.text("number") or ""
        row = request.records.get(Question, int(number)) if number.isdecimal() and len(number) < 10 else None
        if row is None or row.person != request.asker.person or row.expires < request.now:
            return refuse("refused-question-gone")
        words = request.records.texts([text_id(row, "words")]).get(text_id(row, "words"), "")
        parsed = parse_line(table, words)
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
