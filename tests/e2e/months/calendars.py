"""The file of dates in both channels, as a library reads it."""

from collections.abc import Mapping

from icalendar import Calendar

from tests.e2e.months.oracle import Dated
from tests.e2e.months.year import Year

Known = Mapping[Dated, tuple[int, str]]
"""What the test knows of each date: how often it was changed, and whether it is to be."""


async def check_file(life: Year, files: int, known: Known) -> None:
    """The newest of so many files has these dates and no others."""
    for calendar in await _newest(life, files):
        events = {str(event["SUMMARY"]): event for event in calendar.walk("VEVENT")}
        assert events.keys() == {date.title for date in known}
        assert len({event["UID"] for event in events.values()}) == len(known)
        for date, changed in known.items():
            event = events[date.title]
            assert event.decoded("DTSTART") == date.begins
            assert (event["SEQUENCE"], event["STATUS"]) == changed
            assert ("RRULE" in event) == date.monthly


async def _newest(life: Year, files: int) -> list[Calendar]:
    server, user = life.stage.discord, life.reader.user
    await user.up_to_date()
    posted = [each.files[0].content for each in server.messages(life.thread) if each.files]
    urls = [said.file for said in user.seen.values() if said.room == life.room and said.file]
    assert (len(posted), len(urls)) == (files, files)
    read = (posted[-1], await user.person.download(urls[-1]))
    return [Calendar.from_ical(each.decode()) for each in read]
