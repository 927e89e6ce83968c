"""Time zones as people write them: the name of a city; letters that several zones share are asked back."""

from typing import Final
from zoneinfo import available_timezones

from bot.domain.calendar.zones import LETTERS, NOWHERE
from bot.meeting_file.problems import did_you_mean

_COMBINED: Final = ("EST5EDT", "CST6CDT", "MST7MDT", "PST8PDT")


def mend_of(zone: str) -> str | None:
    """What to write in the place of a zone that cannot be taken as it stands; None if it can be."""
    letters = LETTERS.get(zone.upper()) or LETTERS.get(zone[:3] if zone.upper() in _COMBINED else "")
    if letters:
        return f"write the city that is meant: {' or '.join(letters)}"
    zones = available_timezones() - NOWHERE
    if zone in zones:
        return None
    cities = {each.rsplit("/", 1)[-1].lower(): each for each in sorted(zones) if "/" in each}
    city = cities.get(zone.rsplit("/", 1)[-1].lower().replace(" ", "_"))
    mend = f"did you mean {city}?" if city else did_you_mean(zone, zones)
    return mend if len(mend) <= 80 else 'write continent and city as in "Europe/Oslo"'
