"""The invitation as an iCalendar file."""

from datetime import datetime, timedelta
from uuid import NAMESPACE_URL, uuid5
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event

from bot.domain.plan import Plan
from bot.messages.plantext import chosen

NAMESPACE = uuid5(NAMESPACE_URL, "https://evenfloor/meetings")


def uid(plan: Plan) -> str:
    """The same for every version of a meeting, and no other organiser's, whatever they call theirs.

    Globally unique (RFC 7986, section 5.3): the moderators' rooms have ids that their platforms give once.
    """
    rooms = plan.moderators_rooms or plan.places
    return str(uuid5(NAMESPACE, "\n".join((plan.id, *(str(place) for place in rooms)))))


def calendar(plan: Plan, description: str, language: str, now: datetime, changed: datetime) -> bytes:
    """One event, whose id stays the same, so that a later file replaces an earlier one in a calendar.

    `changed` is when its meeting file was: the sequence counts the minutes to it, so it rises with changes.
    """
    start = plan.start.astimezone(ZoneInfo(plan.zone))
    event = Event()
    event.add("uid", uid(plan))
    event.add("dtstamp", now)
    event.add("last-modified", changed)
    event.add("sequence", int(changed.timestamp()) // 60)
    event.add("status", "CANCELLED" if plan.cancelled else "CONFIRMED")
    event.add("dtstart", start)
    event.add("duration", timedelta(seconds=plan.seconds))  # an end could fall into an hour that comes twice
    event.add("summary", chosen(plan.title, language))
    event.add("description", description)
    event.add("location", ", ".join(chosen(room.name, language) for room in plan.rooms))
    whole = Calendar()
    whole.add("prodid", "-//Evenfloor//Evenfloor//EN")
    whole.add("version", "2.0")
    whole.add_component(event)
    whole.add_missing_timezones(start.date() - timedelta(days=1), start.date() + timedelta(days=366))
    return bytes(whole.to_ical())
