"""What a digest tells: a value of what there is in the group."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Final

from msgspec import Struct

from bot.domain.group.actions import in_order, over
from bot.domain.group.constituencies import came, counted, quiet, sizes
from bot.domain.group.dates import unattended, within
from bot.domain.group.rows import ActionItem, Going, KeyDate, Member, Resource
from bot.domain.meeting.balance import FEW
from bot.domain.meeting.state import Meeting

AHEAD: Final = timedelta(weeks=2)
"""So far ahead a digest tells of what comes."""
_TIMES: Final = 3
"""Moments of one date at most: it comes again after a week at the earliest."""


class Found(Struct, frozen=True):
    """What there is in the group that a digest can tell of."""

    resources: Sequence[Resource]
    """Those that are new."""
    titled: frozenset[int]
    """Which of them somebody gave a title."""
    settled: Sequence[ActionItem]
    """What was done or dropped since the last one."""
    open: Sequence[ActionItem]
    dates: Sequence[KeyDate]
    going: Sequence[Going]
    members: Sequence[Member]


class Coming(Struct, frozen=True):
    """A moment of a date that lies ahead."""

    at: datetime
    date: KeyDate
    attended: bool


class News(Struct, frozen=True):
    """What happened since the last digest, and what comes."""

    resources: tuple[Resource, ...]
    titled: frozenset[int]
    done: tuple[ActionItem, ...]
    due: tuple[ActionItem, ...]
    """Those that are late already in front."""
    dates: tuple[Coming, ...]
    joined: tuple[tuple[str | None, int], ...]
    """How many came of each constituency."""
    quiet: tuple[str, ...]
    free: tuple[ActionItem, ...]
    """All that nobody does, not only what is due soon."""
    fresh: bool
    """Whether anything of it was not so when the last digest was made."""


Need = ActionItem | Coming


def news(group: Meeting, found: Found, since: datetime, now: datetime) -> News:
    """What is to be told of the time from one moment to the other."""
    ordered = in_order(found.open)
    due = tuple(each for each in ordered if each.due is not None and each.due <= now + AHEAD)
    dates = tuple(sorted(_coming(found, now), key=lambda each: (each.at, each.date.number)))
    done = tuple(each for each in found.settled if each.state == "done")
    joined = counted(group, came(group, found.members, since))
    large = {value for value, count in sizes(group).items() if count >= FEW}
    return News(
        tuple(found.resources),
        found.titled,
        done,
        due,
        dates,
        joined,
        tuple(value for value in quiet(group, found.members, now) if value in large),
        tuple(each for each in ordered if each.owner is None),
        bool(found.resources or done or joined)
        or any(_action_is_new(each, since, now) for each in due)
        or any(each.date.since > since or each.at > since + AHEAD for each in dates),
    )


def most_needed(news: News) -> Need | None:
    """The one thing that most needs somebody.

    First an action without an owner that is late or due soon, by its day. Then a date ahead that nobody
    attends, the next one. Then any other action without an owner, by its day, else the oldest.
    """
    soon = (each for each in news.due if each.owner is None)
    deserted = (each for each in news.dates if not each.attended)
    return next(soon, None) or next(deserted, None) or next(iter(news.free), None)


def _coming(found: Found, now: datetime) -> Iterator[Coming]:
    for date in found.dates:
        attended = not unattended(date, found.going)
        yield from (Coming(at, date, attended) for at in within(date, now, AHEAD, _TIMES))


def _action_is_new(action: ActionItem, since: datetime, now: datetime) -> bool:
    """Added since, come near since, or late since."""
    if action.due is None or action.at > since or action.due > since + AHEAD:
        return True
    end = over(action)
    return end is not None and since < end <= now
