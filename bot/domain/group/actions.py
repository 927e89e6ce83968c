"""Actions: what somebody is to do, and when they are reminded of it."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from bot.domain.calendar.values import DAY_BEGINS
from bot.domain.calendar.wall_clock import moment, shown
from bot.domain.changing import replace
from bot.domain.group.rows import ActionItem
from bot.domain.message import Refusal, refuse

LATEST: Final = timedelta(hours=1)
"""Before what is due early in the day its owner is reminded so long ahead."""


def reminders(action: ActionItem) -> tuple[datetime, ...]:
    """When its owner is reminded: the day before, and on its morning, by the clocks of its zone."""
    if action.due is None or action.owner is None or action.state != "open":
        return ()
    local = shown(action.due, action.zone)
    eve = moment(datetime.combine(local.date() - timedelta(days=1), DAY_BEGINS), action.zone)
    morning = moment(datetime.combine(local.date(), DAY_BEGINS), action.zone)
    return (eve, morning if action.whole_day else min(morning, action.due - LATEST))


def over(action: ActionItem) -> datetime | None:
    """When it is too late to remind: at the moment, or at the end of the day."""
    if action.due is None or not action.whole_day:
        return action.due
    tomorrow = shown(action.due, action.zone).date() + timedelta(days=1)
    return moment(datetime.combine(tomorrow, datetime.min.time()), action.zone)


def said_until(action: ActionItem, now: datetime) -> datetime | None:
    """So long a reminder that is on its way says something: until the next one, or until it is too late."""
    return next((at for at in reminders(action) if at > now), over(action))


def next_reminder(action: ActionItem, after: datetime) -> datetime | None:
    """The next moment after that one, and after what its owner was reminded of."""
    last = max(after, action.reminded or after)
    return next((at for at in reminders(action) if at > last), None)


def due_now(action: ActionItem, now: datetime) -> bool:
    """Whether a reminder is due that still says something; of two that were missed the later says it all."""
    end = over(action)
    if end is None or now >= end:
        return False
    return any(at <= now and at > (action.reminded or action.at) for at in reminders(action))


def take(action: ActionItem, person: int) -> ActionItem | Refusal:
    """Somebody does it; nobody takes it from whoever has it."""
    if action.state != "open":
        return refuse("refused-action-over", number=action.number)
    if action.owner == person:
        return refuse("refused-action-yours", number=action.number)
    if action.owner is not None:
        return refuse("refused-action-taken", number=action.number)
    return replace(action, owner=person)


def settle(
    action: ActionItem, person: int, coordinators: Sequence[int] | frozenset[int], done: bool, now: datetime
) -> ActionItem | Refusal:
    """Done or dropped, by its owner, by whoever added it, or by a coordinator."""
    if action.state != "open":
        return refuse("refused-action-over", number=action.number)
    if person not in (action.owner, action.author) and person not in coordinators:
        return refuse("refused-action-others", number=action.number)
    return replace(action, state="done" if done else "dropped", settled=now)


def in_order(actions: Sequence[ActionItem]) -> list[ActionItem]:
    """What is due first in front, then what has no day, each in the order in which it was added."""
    return sorted(actions, key=lambda each: (each.due is None, each.due or each.at, each.number))
