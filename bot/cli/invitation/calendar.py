"""The invitation as an iCalendar file."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event

from bot.domain.plan import Plan
from bot.messages.plantext import chosen


def calendar(plan: Plan, description: str, language: str, now: datetime) -> bytes:
    """One event, whose id stays the same, so that a later file replaces an earlier one in a calendar."""
    start = plan.start.astimezone(ZoneInfo(plan.zone))
    event = Event()
    event.add("uid", f"{plan.id}@evenfloor")
    event.add("dtstamp", now)
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
