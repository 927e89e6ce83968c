"""What a group shares, does and plans, for other programs; nobody is named in it."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from bot.domain.group.rows import ActionItem, Call, KeyDate, Resource, Row, WorkingGroup, text_id
from bot.domain.statement.rows import Statement
from bot.files.tables import Cells, as_csv, as_json, as_markdown
from bot.messages.document import AttachedFile
from bot.ports.store import Records


def group_export(records: Records, form: str) -> AttachedFile:
    """As a table, as JSON or as Markdown."""
    rows = list(_rows(records))
    match form:
        case "json":
            return as_json("group", rows)
        case "md":
            return as_markdown("group", rows, under="kind")
        case _:
            return as_csv("group", rows)


def _rows(records: Records) -> Iterator[Cells]:
    for resource in records.all(Resource):
        link, title = _texts(records, resource, "link", "title")
        tags = ", ".join(resource.tags.split())
        yield _row("resource", resource.number, title or link, link=link if title else "", more=tags)
    for action in records.all(ActionItem):
        (words,) = _texts(records, action, "text")
        yield _row("action", action.number, words, when=_moment(action.due), state=action.state)
    for date in records.all(KeyDate):
        title, place, link, how = _texts(records, date, "title", "place", "link", "how")
        more = "; ".join(filter(None, (date.repeats, place, how)))
        state = "dropped" if date.dropped else ""
        yield _row("date", date.number, title, link=link, when=_moment(date.at), state=state, more=more)
    for statement in records.all(Statement):
        (title,) = _texts(records, statement, "title")
        state, more = "final" if statement.final else "open", f"version {statement.version}"
        when = _moment(statement.deadline)
        yield _row("statement", statement.number, title, when=when, state=state, more=more)
    for call in records.all(Call):
        yield _row("call", call.number, "", when=_moment(call.at))
    for working in records.all(WorkingGroup):
        name, purpose = _texts(records, working, "name", "purpose")
        state = "closed" if working.closed else "open"
        yield _row("working group", working.number, name, when=_moment(working.at), state=state, more=purpose)


def _row(kind: str, number: int, words: str, **more: str) -> Cells:
    row = {"kind": kind, "number": str(number), "words": words}
    return row | dict.fromkeys(("link", "when", "state", "more"), "") | more


def _texts(records: Records, row: Row, *names: str) -> Sequence[str]:
    ids = [text_id(row, name) for name in names]
    found: Mapping[str, str] = records.texts(ids)
    return [found.get(id, "") for id in ids]


def _moment(at: datetime | None) -> str:
    return at.isoformat() if at else ""
