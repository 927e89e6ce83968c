"""The time zones of dates: by continent and city, since letters such as CST mean several."""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Final
from zoneinfo import available_timezones

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

NOWHERE = frozenset({"localtime", "Factory", "posixrules"})
"""What some systems list beside the zones: another one on each machine, or none."""


def zones_called(words: str) -> tuple[str, ...]:
    """Every zone that these words may mean, as "Europe/Vienna", "vienna", "new york" or "CST"; mostly one."""
    name = words.casefold().replace(" ", "_")
    if name in {"z", "utc"}:
        return ("UTC",)
    return LETTERS.get(name.upper()) or _known().get(name, ())


@cache  # reading the list takes tens of milliseconds, and it is part of the program
def _known() -> Mapping[str, tuple[str, ...]]:
    """Each zone by its name in small letters, and by its city, which now and then two share."""
    zones = sorted(available_timezones() - NOWHERE)
    cities: dict[str, tuple[str, ...]] = {}
    for zone in zones:
        region, _, city = zone.casefold().rpartition("/")
        if region and region != "etc":
            cities[city] = (*cities.get(city, ()), zone)
    return cities | {zone.casefold(): (zone,) for zone in zones}
