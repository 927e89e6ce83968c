"""When the group gets its digest, and who gets it by direct message as well."""

from typing import Literal

from bot.commands.authorize import coordinators_alone
from bot.commands.group.informing.kept import member_of, settings_of
from bot.commands.model import Command, Kind, Outcome, Parameter, Request, When, Who
from bot.domain.calendar.clock_words import read_time
from bot.domain.calendar.names import WEEK, WEEKDAYS
from bot.domain.changing import replace
from bot.domain.folding import fold
from bot.domain.group.digest.times import keeping, next_due
from bot.domain.group.rows import Settings
from bot.domain.meeting.decision import Change, Keep
from bot.domain.meeting.state import Meeting
from bot.domain.message import CommandText, Message, Moment, Offer, Refusal, offering, refuse, say
from bot.reactions.effects import Tell


def on_digest(group: Meeting, request: Request) -> Outcome | Refusal:
    """Set when it comes, or for oneself that it comes alone as well; without words, what is set."""
    settings, words = settings_of(group, request), fold(request.text("text") or "")
    match request.text("what"):
        case "me":
            return _by_direct_message(group, request, words)
        case "weekly":
            return _set(group, request, _timed(settings, "weekly", words))
        case "daily":
            return _set(group, request, _timed(settings, "daily", words))
        case "off":
            return _set(group, request, _form() if words else replace(settings, digest="off"))
        case _:
            return _form() if words else _shown(group, request, settings)


def _timed(settings: Settings, digest: Literal["weekly", "daily"], words: str) -> Settings | Refusal:
    """With a weekday and a time where they are given; what is not said stays as it was."""
    read = read_time(words)
    if isinstance(read, Refusal):
        return read
    weekday = WEEKDAYS.get(read.rest) if digest == "weekly" else None
    if read.offset is not None or len(read.times) > 1 or (read.rest and weekday is None):
        return _form()
    minutes = [time.hour * 60 + time.minute for time in read.times] or [settings.minute]
    day = settings.weekday if weekday is None else weekday
    return replace(settings, digest=digest, weekday=day, minute=minutes[0])


def _form() -> Refusal:
    return refuse(
        "refused-digest-form",
        weekly=CommandText("digest weekly mon 09:00"),
        daily=CommandText("digest daily 08:30"),
        off=CommandText("digest off"),
    )


def _set(group: Meeting, request: Request, settings: Settings | Refusal) -> Outcome | Refusal:
    refusal = coordinators_alone(group, request, "digest weekly")
    if refusal is not None:
        return refusal
    if isinstance(settings, Refusal):
        return settings
    told = _rhythm(request, settings)
    return Outcome(told, Change((), keeping(settings, request.now)), (Tell("rooms", told),))


def _rhythm(request: Request, settings: Settings) -> Message:
    """When it comes from now on, and for the first time."""
    due = next_due(settings, request.now)
    if due is None:
        return say("digest-off")
    return say(
        "digest-comes",
        how=settings.digest,
        weekday=say("weekday", day=WEEK[settings.weekday]),
        time=f"{settings.minute // 60:02}:{settings.minute % 60:02}",
        zone=settings.zone,
        next=Moment(due, "date", zone=settings.zone),
    )


def _by_direct_message(group: Meeting, request: Request, words: str) -> Outcome | Refusal:
    """Whoever goes on quietly sees it nowhere else, so they get it in any case."""
    if words not in ("", "off"):
        return _form()
    quietly = group.participants[request.asker.person or 0].quietly
    if quietly:
        return refuse("refused-digest-quietly", unstay=CommandText("unstay"))
    kept = Keep(replace(member_of(request), digest=not words))
    return Outcome(say("digest-me", how=words or "on"), Change((), (kept,)))


def _shown(group: Meeting, request: Request, settings: Settings) -> Outcome:
    """What is set, with a press for each thing that can be set otherwise."""
    quietly = group.participants[request.asker.person or 0].quietly
    alone = quietly or member_of(request).digest
    mine = Offer(
        "digest me off" if alone else "digest me", say("offer-digest-me", how="off" if alone else "on")
    )
    runs = request.asker.person in group.moderators
    others = [how for how in ("weekly", "daily", "off") if runs and how != settings.digest]
    offers = (Offer(f"digest {how}", say("offer-digest", how=how)) for how in others)
    shown = say("digest-set", rhythm=_rhythm(request, settings), how="on" if alone else "off")
    return Outcome(offering(shown, *(() if quietly else (mine,)), *offers))


DIGEST = Command(
    "digest",
    Who.MEMBER,
    When.AFTER,
    on_digest,
    (
        Parameter("what", Kind.WORD, words=("weekly", "daily", "off", "me")),
        Parameter("text", Kind.TEXT),
    ),
    alone=True,
    forms=("digest weekly mon 09:00", "digest daily 08:30", "digest off", "digest me", "digest me off"),
)
