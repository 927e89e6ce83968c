"""Which statement is meant, and whether anything can still be done about it."""

import re
from typing import Final

from bot.commands.model import Request
from bot.domain.message import CommandText, Refusal, offering, refuse
from bot.domain.statement.rows import Statement, StatementVersion
from bot.domain.statement.rules import is_open
from bot.views.statement.statements import LIST

EXAMPLE: Final = CommandText("statement new Our view | The text of it | 15 March 2027")
_NUMBERED: Final = re.compile(r"#?(\d{1,7})(?!\w)\s*\|?\s*(.*)", re.DOTALL)


def numbered(text: str) -> tuple[str, str]:
    """The number that a text begins with, and what stands behind it; no number where there is none."""
    found = _NUMBERED.fullmatch(text.strip())
    return (found[1], found[2]) if found else ("", text)


def found(request: Request, number: str) -> Statement | Refusal:
    """The one with that number."""
    statement = request.records.get(Statement, int(number)) if number else None
    return statement or Refusal(offering(refuse("refused-statement-unknown").message, LIST))


def found_open(request: Request, number: str) -> Statement | Refusal:
    """The same, if its deadline is still ahead."""
    statement = found(request, number)
    if isinstance(statement, Statement) and not is_open(statement, request.now):
        return refuse("refused-statement-final", number=statement.number)
    return statement


def version_of(request: Request, statement: Statement, version: int) -> StatementVersion | None:
    """What it said then."""
    rows = request.records.all(StatementVersion, statement=statement.number, version=version)
    return rows[0] if rows else None
