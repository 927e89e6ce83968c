"""Time zones as people write them: the name of a city; letters that several zones share are asked back."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final
from zoneinfo import available_timezones

from bot.meeting_file.problems import did_you_mean

LETTERS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "ACST": ("Australia/Adelaide", "Australia/Darwin"),
        "ADT": ("America/Halifax", "Atlantic/Bermuda"),
        "AEST": ("Australia/Sydney", "Australia/Brisbane"),
        "AKST": ("America/Anchorage",),
        "AMT": ("America/Manaus", "Asia/Yerevan"),
        "ART": ("America/Argentina/Buenos_Aires",),
        "AST": ("America/Halifax", "America/Puerto_Rico", "Asia/Riyadh"),
        "AWST": ("Australia/Perth",),
        "BRT": ("America/Sao_Paulo",),
        "BST": ("Europe/London", "Asia/Dhaka"),
        "CAT": ("Africa/Maputo", "Africa/Harare"),
        "CDT": ("America/Chicago", "America/Havana"),
        "CEST": ("Europe/Paris", "Europe/Warsaw"),
        "CET": ("Europe/Paris", "Europe/Warsaw", "Africa/Algiers"),
        "CLT": ("America/Santiago",),
        "COT": ("America/Bogota",),
        "CST": ("America/Chicago", "America/Mexico_City", "Asia/Shanghai", "America/Havana"),
        "EAT": ("Africa/Nairobi", "Africa/Addis_Ababa"),
        "ECT": ("America/Guayaquil", "Europe/Paris"),
        "EDT": ("America/New_York", "America/Toronto"),
        "EEST": ("Europe/Athens", "Europe/Kyiv"),
        "EET": ("Europe/Athens", "Europe/Kyiv", "Africa/Cairo"),
        "EST": ("America/New_York", "America/Toronto", "America/Panama"),
        "GMT": ("UTC", "Europe/London", "Africa/Accra"),
        "GST": ("Asia/Dubai", "Atlantic/South_Georgia"),
        "HKT": ("Asia/Hong_Kong",),
        "HST": ("Pacific/Honolulu",),
        "ICT": ("Asia/Bangkok", "Asia/Ho_Chi_Minh"),
        "IDT": ("Asia/Jerusalem",),
        "IRST": ("Asia/Tehran",),
        "IST": ("Asia/Kolkata", "Europe/Dublin", "Asia/Jerusalem", "Europe/Istanbul"),
        "JST": ("Asia/Tokyo",),
        "KST": ("Asia/Seoul",),
        "MDT": ("America/Denver",),
        "MET": ("Europe/Paris",),
        "MSK": ("Europe/Moscow",),
        "MST": ("America/Denver", "America/Phoenix", "Asia/Kuala_Lumpur"),
        "NPT": ("Asia/Kathmandu",),
        "NST": ("America/St_Johns",),
        "NZDT": ("Pacific/Auckland",),
        "NZST": ("Pacific/Auckland",),
        "PDT": ("America/Los_Angeles", "America/Vancouver"),
        "PET": ("America/Lima",),
        "PHT": ("Asia/Manila",),
        "PKT": ("Asia/Karachi",),
        "PST": ("America/Los_Angeles", "America/Vancouver", "Asia/Manila"),
        "SAST": ("Africa/Johannesburg",),
        "SGT": ("Asia/Singapore",),
        "SST": ("Pacific/Pago_Pago", "Asia/Singapore"),
        "TRT": ("Europe/Istanbul",),
        "UYT": ("America/Montevideo",),
        "VET": ("America/Caracas",),
        "WAT": ("Africa/Lagos",),
        "WEST": ("Europe/Lisbon",),
        "WET": ("Europe/Lisbon", "Africa/Casablanca"),
        "WIB": ("Asia/Jakarta",),
    }
)
"""By the usual letters where they are said; some of them change with summer, some mean several places."""
_COMBINED: Final = ("EST5EDT", "CST6CDT", "MST7MDT", "PST8PDT")

NOWHERE = frozenset({"localtime", "Factory", "posixrules"})
"""What some systems list beside the zones: another one on each machine, or none."""


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
