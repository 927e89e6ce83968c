"""Who may do what with a statement, and when."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime, timedelta
from typing import Final

from bot.domain.calendar.values import DAY_BEGINS, When
from bot.domain.calendar.wall_clock import moment, shown
from bot.domain.changing import replace
from bot.domain.group.dates import last_moment
from bot.domain.meeting.group.membership import is_member
from bot.domain.meeting.state import Meeting
from bot.domain.message import Refusal, refuse
from bot.domain.statement.rows import Signature, Statement

LONGEST: Final = 50_000
"""Characters of a text; what is longer is given as a link."""
LONGEST_TITLE: Final = 200
LONGEST_COMMENT: Final = 1000
LONGEST_ORGANISATION: Final = 200
SHOWN: Final = 600
"""Characters of a text that a message shows; the file has all of it."""
MOST_OPEN: Final = 200
MOST_OF_ONE: Final = 20
"""Open statements of a group, and of one author."""
MOST_VERSIONS: Final = 100
MOST_COMMENTS: Final = 500
MOST_COMMENTS_OF_ONE: Final = 20
"""Comments on a statement, and of one person: each is told in the channels."""
NOTICE: Final = timedelta(days=1)
"""So long before it a deadline that comes sooner is told."""
LATEST: Final = timedelta(hours=1)
"""So long before a deadline that is near people are reminded."""


def closes(statement: Statement) -> datetime:
    """From when nothing is changed any more; of a whole day, its last minute."""
    return last_moment(When(statement.deadline, statement.zone, statement.whole_day))


def is_open(statement: Statement, now: datetime) -> bool:
    """Whether it can still be changed, commented and signed."""
    return statement.final is None and now < closes(statement)


def reminder(statement: Statement) -> datetime | None:
    """The morning of the day before, by the clocks of its zone, or an hour before; None if it began later."""
    eve = shown(closes(statement), statement.zone).date() - timedelta(days=1)
    moments = (moment(datetime.combine(eve, DAY_BEGINS), statement.zone), closes(statement) - LATEST)
    return next((each for each in moments if each > statement.at), None)


def next_moment(statement: Statement) -> datetime | None:
    """When it is to be looked at again."""
    if statement.final is not None:
        return None
    before = reminder(statement) if statement.reminded is None else None
    return before or closes(statement)


def moved(statement: Statement, when: When, now: datetime) -> Statement:
    """With that deadline; people are reminded before it, unless the time for that is over already."""
    new = replace(statement, deadline=when.at, zone=when.zone, whole_day=when.whole_day, reminded=None)
    at = reminder(new)
    return new if at is None or at > now else replace(new, reminded=now)


def too_soon(old: Statement, new: Statement, now: datetime) -> bool:
    """Whether somebody who counted on the old deadline could miss the new one."""
    return closes(new) < min(closes(old), now + NOTICE)


def may_change(
    statement: Statement, person: int, coordinators: Collection[int], now: datetime
) -> Refusal | None:
    """Its author, or a coordinator, until the deadline."""
    if not is_open(statement, now):
        return refuse("refused-statement-final", number=statement.number)
    if person != statement.author and person not in coordinators:
        return refuse("refused-statement-others", number=statement.number)
    return None


def may_revise(
    statement: Statement, person: int, coordinators: Collection[int], now: datetime
) -> Refusal | None:
    """The same, for so many versions."""
    refused = may_change(statement, person, coordinators, now)
    if refused is None and statement.version >= MOST_VERSIONS:
        return refuse("refused-statement-versions", most=MOST_VERSIONS)
    return refused


def standing(group: Meeting, statement: Statement, signatures: Iterable[Signature]) -> list[Signature]:
    """Those under the newest version, of people who are in the group."""
    return [
        each for each in signatures if each.version == statement.version and is_member(group, each.person)
    ]


def listed(group: Meeting, signatures: Iterable[Signature]) -> list[Signature]:
    """Those of a final text who stand under it by name; nobody who reads along unseen."""
    return [each for each in signatures if each.named and not unseen(group, each.person)]


def unseen(group: Meeting, person: int | None) -> bool:
    """Whoever reads along quietly is not named to others."""
    known = group.participants.get(person) if person is not None else None
    return known is not None and known.quietly


def to_remind(group: Meeting, wish: Iterable[int], signed: Collection[int]) -> list[int]:
    """Whoever wants it, is in the group and has not signed the newest version."""
    return [person for person in dict.fromkeys(wish) if is_member(group, person) and person not in signed]


def in_order(statements: Sequence[Statement], now: datetime) -> list[Statement]:
    """The open ones first, by their deadlines, then the final ones, the newest in front."""
    still = [each for each in statements if is_open(each, now)]
    done = [each for each in statements if not is_open(each, now)]
    return [*sorted(still, key=lambda each: (closes(each), each.number)), *sorted(done, key=closes)[::-1]]
