"""What a working group did, in words: for whoever comes after it."""

from collections.abc import Sequence
from typing import Final

from bot.domain.group.rows import ActionItem, Call, KeyDate, Member, Resource, text_id
from bot.domain.meeting.balance import FEW
from bot.domain.message import Argument, Listing, Message, PlanText, TextRef, say
from bot.domain.statement.rows import Statement
from bot.ports.store import Records
from bot.views.group.dates import moment, title
from bot.views.group.resources import resource_line

MOST: Final = 500
"""Lines of each part; of what is older, how much there is."""


def record(records: Records) -> Message:
    """What it shared, did and held. Nobody is named: it stays when they have gone."""
    shared = records.all(Resource)
    titled = records.texts([text_id(each, "title") for each in shared[-MOST:]])
    resources = [resource_line(each, titled=text_id(each, "title") in titled) for each in shared[-MOST:]]
    acted = records.all(ActionItem)
    held = [each for each in records.all(KeyDate) if not each.dropped]
    wrote = records.all(Statement)
    took = len(records.all(Member))
    parts = (
        _part("record-resources", resources, len(shared)),
        _part("record-actions", [_action(each) for each in acted[-MOST:]], len(acted)),
        _part("record-statements", [_statement(each) for each in wrote[-MOST:]], len(wrote)),
        _part("record-dates", [_date(each) for each in held[-MOST:]], len(held)),
    )
    return say(
        "record",
        title=PlanText(("title",)),
        purpose=PlanText(("description",)),
        people="few" if took < FEW else took,
        calls=len(records.all(Call)),
        parts=Listing(tuple(each for each in parts if each), lines=True),
    )


def _part(key: str, lines: Sequence[Message], count: int) -> Message | None:
    if not lines:
        return None
    shown: Argument = Listing(tuple(lines), lines=True)
    left = count - len(lines)
    return say(key, lines=say("record-more", lines=shown, left=left) if left else shown)


def _action(action: ActionItem) -> Message:
    words = TextRef(text_id(action, "text"))
    return say("record-action", number=action.number, state=action.state, text=words)


def _statement(statement: Statement) -> Message:
    words, state = TextRef(text_id(statement, "title")), "final" if statement.final else "open"
    return say(
        "record-statement", number=statement.number, title=words, version=statement.version, state=state
    )


def _date(date: KeyDate) -> Message:
    return say("record-date", number=date.number, title=title(date), when=moment(date, date.at))
