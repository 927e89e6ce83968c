"""How long the group is kept that nobody changes."""

from datetime import timedelta

from bot.commands.model import Command, Kind, Outcome, Parameter, Request, When, Who
from bot.domain.changing import replace
from bot.domain.group.retention import LONGEST, SHORTEST, days, read_months
from bot.domain.group.rows import Settings
from bot.domain.meeting.decision import Change, Keep, Review
from bot.domain.meeting.state import Meeting
from bot.domain.message import CommandText, Message, Moment, Name, Refusal, refuse, say
from bot.reactions.effects import Tell


def on_keep(group: Meeting, request: Request) -> Outcome:
    """The time begins anew, as with all that a member does; if the others were warned they are told."""
    settings = _settings(group, request)
    told = Tell("rooms", say("kept", by=Name(request.asker.person or 0)))
    change = Change((), (Keep(_anew(settings)), Review(request.now)))
    answer = say("done-keep", until=_until(settings, request))
    return Outcome(answer, change, (told,) if settings.warned else ())


KEEP = Command("keep", Who.MEMBER, When.AFTER, on_keep, alone=True)


def on_retention(group: Meeting, request: Request) -> Outcome | Refusal:
    """Another length of time; without one, what it is."""
    settings, text = _settings(group, request), request.text("time")
    if text is None:
        return Outcome(_shown("retention-is", settings, request))
    months = read_months(text)
    if months is None:
        example = CommandText("retention 24 months")
        return refuse("refused-retention", shortest=SHORTEST, years=LONGEST // 12, example=example)
    chosen = _anew(settings, days(months))
    change = Change((), (Keep(chosen), Review(request.now)))
    return Outcome(_shown("done-retention", chosen, request), change)


RETENTION = Command(
    "retention",
    Who.COORDINATOR,
    When.AFTER,
    on_retention,
    (Parameter("time", Kind.TEXT),),
    forms=("retention", "retention 24 months"),
)


def _settings(group: Meeting, request: Request) -> Settings:
    return request.records.get(Settings, 1) or Settings(1, group.plan.zone)


def _anew(settings: Settings, kept_days: int | None = None) -> Settings:
    return replace(settings, warned=None, kept_days=kept_days or settings.kept_days)


def _until(settings: Settings, request: Request) -> Moment:
    return Moment(request.now + timedelta(days=settings.kept_days), "date")


def _shown(key: str, settings: Settings, request: Request) -> Message:
    return say(key, months=round(settings.kept_days * 12 / 365), until=_until(settings, request))
