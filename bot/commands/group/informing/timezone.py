"""By whose clocks moments are told: each member's own, and in the channels the group's."""

from typing import Final

from bot.commands.authorize import coordinators_alone
from bot.commands.group.informing.kept import member_of, settings_of
from bot.commands.model import Command, Kind, Outcome, Parameter, Request, When, Who
from bot.domain.calendar.names import WEEK
from bot.domain.calendar.wall_clock import shown
from bot.domain.calendar.zones import zones_called
from bot.domain.changing import replace
from bot.domain.folding import fold
from bot.domain.group.digest.times import keeping
from bot.domain.group.rows import Settings
from bot.domain.meeting.decision import Change, Keep
from bot.domain.meeting.state import Meeting
from bot.domain.message import CommandText, Message, Offer, RawText, Refusal, offering, refuse, say
from bot.reactions.effects import Tell

_GROUP: Final = "group"
_MOST: Final = 60
"""Letters of a zone's name: longer words are none."""


def on_timezone(group: Meeting, request: Request) -> Outcome | Refusal:
    """A member's own zone, or with "group" in front that of the group; alone it shows both."""
    words = fold(request.text("zone") or "")
    first, _, rest = words.partition(" ")
    settings = settings_of(group, request)
    if not words:
        return _shown(settings, request)
    if first != _GROUP:
        zone = _zone(words, "timezone")
        return zone if isinstance(zone, Refusal | Outcome) else _own(request, zone)
    outsider = coordinators_alone(group, request, "timezone group")
    if outsider is not None:
        return outsider
    zone = _zone(rest.strip(), "timezone group")
    return zone if isinstance(zone, Refusal | Outcome) else _of_group(settings, request, zone)


def _zone(words: str, command: str) -> str | Outcome | Refusal:
    """The zone that is meant; where several are called so, they are asked about."""
    zones = zones_called(words) if len(words) <= _MOST else ()
    if not zones:
        return refuse(
            "refused-timezone", text=RawText(words[:_MOST]), example=CommandText("timezone Europe/Oslo")
        )
    if len(zones) == 1:
        return zones[0]
    return Outcome(offering(say("timezone-which"), *(Offer(f"{command} {zone}", zone) for zone in zones)))


def _shown(settings: Settings, request: Request) -> Outcome:
    own = member_of(request).zone
    answer = say("timezone-none", example=CommandText("timezone Europe/Oslo"))
    if own is not None:
        answer = say("timezone-own", zone=own, now=_clock(request, own))
    return Outcome(say("timezone-both", own=answer, zone=settings.zone))


def _own(request: Request, zone: str) -> Outcome:
    kept = Keep(replace(member_of(request), zone=zone))
    return Outcome(say("timezone-own", zone=zone, now=_clock(request, zone)), Change((), (kept,)))


def _of_group(settings: Settings, request: Request, zone: str) -> Outcome:
    told = say("timezone-group", zone=zone, now=_clock(request, zone))
    kept = keeping(replace(settings, zone=zone), request.now)
    return Outcome(told, Change((), kept), (Tell("rooms", told),))


def _clock(request: Request, zone: str) -> Message:
    """What a clock there shows now, in words that no platform turns into another zone's."""
    local = shown(request.now, zone)
    return say("timezone-now", weekday=say("weekday", day=WEEK[local.weekday()]), time=f"{local:%H:%M}")


TIMEZONE = Command(
    "timezone",
    Who.MEMBER,
    When.AFTER,
    on_timezone,
    (Parameter("zone", Kind.TEXT),),
    alone=True,
    forms=("timezone Europe/Oslo", "timezone group Europe/Oslo"),
)
