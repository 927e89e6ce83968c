"""The digest as people read it, and who is in the group, counted."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Final

from bot.domain.group.constituencies import counted, missing, quiet
from bot.domain.group.digest.news import Coming, News, most_needed
from bot.domain.group.rows import ActionItem, Member, Resource, text_id
from bot.domain.meeting.balance import FEW
from bot.domain.meeting.group.membership import members
from bot.domain.meeting.state import Meeting
from bot.domain.message import Argument, Label, Listing, Message, Offer, TextRef, offering, say
from bot.views.group.actions import action_line, owner, steps
from bot.views.group.dates import date_line

MOST: Final = 5
"""Lines of each part: of what is more, how much there is."""


def digest(group: Meeting, news: News) -> Message | None:
    """What is new and what comes, and at its end what most needs somebody; None if nothing is new."""
    if not news.fresh:
        return None
    new = [_resource(each, titled=each.number in news.titled) for each in news.resources]
    parts = (
        _part("digest-resources", new),
        _part("digest-done", [_done(each) for each in news.done]),
        _part("digest-due", [action_line(each) for each in news.due]),
        _part("digest-dates", [_coming(each) for each in news.dates]),
        _part("digest-deserted", [_coming(each) for each in _deserted(news)]),
        _whole("digest-joined", _counts(group, news.joined)),
        _whole("digest-quiet", _labels(group, news.quiet)),
    )
    told: tuple[Argument, ...] = tuple(part for part in parts if part is not None)
    message = say("digest", parts=Listing(told, lines=True))
    return _with_need(message, news)


def people(group: Meeting) -> Message:
    """How many are in the group, by constituency, without small numbers: for everybody in it."""
    return say("members", rows=Listing(_counts(group, counted(group, members(group))), lines=True))


def people_for_coordinators(group: Meeting, rows: Sequence[Member], now: datetime) -> Message:
    """With those constituencies that are missing or have gone quiet."""
    return say(
        "members-coordinators",
        members=people(group),
        missing=_named(group, missing(group)),
        quiet=_named(group, quiet(group, rows, now)),
    )


def _with_need(message: Message, news: News) -> Message:
    match most_needed(news):
        case ActionItem() as action:
            need = say(
                "digest-need", digest=message, what=say("digest-need-action", action=action_line(action))
            )
            return offering(need, *steps(action))
        case Coming() as coming:
            need = say("digest-need", digest=message, what=say("digest-need-date", date=_coming(coming)))
            return offering(need, Offer(f"date going {coming.date.number}", say("offer-date-going"), "main"))
        case None:
            return message


def _deserted(news: News) -> Iterable[Coming]:
    """Each date once, at its next moment."""
    seen: set[int] = set()
    for each in news.dates:
        if not each.attended and each.date.number not in seen:
            seen.add(each.date.number)
            yield each


def _resource(resource: Resource, *, titled: bool) -> Message:
    named = text_id(resource, "title" if titled else "link")
    return say("digest-resource", number=resource.number, text=TextRef(named))


def _done(action: ActionItem) -> Message:
    """Under a heading that says so."""
    words = TextRef(text_id(action, "text"))
    return say("digest-done-line", number=action.number, text=words, owner=owner(action))


def _coming(coming: Coming) -> Message:
    return date_line(coming.date, coming.at)


def _part(key: str, lines: Sequence[Message]) -> Message | None:
    """So many lines, and how many more there are."""
    more = len(lines) - MOST
    shown: tuple[Argument, ...] = tuple(lines[:MOST])
    return _whole(key, (*shown, say("digest-more", count=more)) if more > 0 else shown)


def _whole(key: str, lines: tuple[Argument, ...]) -> Message | None:
    return say(key, lines=Listing(lines, lines=True)) if lines else None


def _counts(group: Meeting, counts: Sequence[tuple[str | None, int]]) -> tuple[Argument, ...]:
    dimension = group.plan.dimensions[0].id
    return tuple(
        say("members-row", value=Label(dimension, value), count=_count(count)) for value, count in counts
    )


def _count(count: int) -> Message:
    return say("few") if count < FEW else say("count", count=count)


def _labels(group: Meeting, codes: Sequence[str]) -> tuple[Argument, ...]:
    return tuple(Label(group.plan.dimensions[0].id, code) for code in codes)


def _named(group: Meeting, codes: Sequence[str]) -> Argument:
    return Listing(_labels(group, codes)) if codes else say("none")
