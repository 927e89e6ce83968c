"""How single values are said: times, lengths of time, and text that somebody wrote."""

import unicodedata
from datetime import datetime
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date

from bot.domain.group.links import read_link
from bot.messages.document import Break, Link, Node, Text

UNITS = (("days", 86400), ("hours", 3600), ("minutes", 60), ("seconds", 1))
BIDI_CONTROLS = dict.fromkeys((0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)))
FIRST_STRONG_ISOLATE, POP_ISOLATE = "\u2068", "\u2069"


def parts_of(seconds: int) -> list[tuple[str, int]]:
    """The units that a length of time is made of, exactly: 90 is one minute and 30 seconds."""
    left, parts = max(seconds, 0), []
    for unit, length in UNITS:
        count, left = divmod(left, length)
        if count:
            parts.append((unit, count))
    return parts or [("seconds", 0)]


def clock(at: datetime, zone: ZoneInfo) -> str:
    """The time of day with its distance from UTC ("15:10 UTC+05:30"): a zone's letters mean several zones."""
    here = at.astimezone(zone)
    distance = f"{here:%z}"
    minutes = "" if distance.endswith("00") else f":{distance[3:5]}"
    return f"{here:%H:%M} UTC" + ("" if not here.utcoffset() else distance[:3] + minutes)


def other_day(at: datetime, since: datetime, zone: ZoneInfo) -> bool:
    """Whether the two lie on different days there."""
    return at.astimezone(zone).date() != since.astimezone(zone).date()


def day(at: datetime, zone: ZoneInfo, locale: Locale) -> str:
    """The date in words, with its weekday."""
    return str(format_date(at.astimezone(zone), "full", locale=locale))


def written(text: str, locale: Locale) -> tuple[Node, ...]:
    """Somebody's text as it stands, line by line, unable to turn the direction of what is around it."""
    lines: list[Node] = []
    for line in text.splitlines():
        lines += [Break(), Text(isolated(line, locale))]
    return tuple(lines[1:])


def linked(text: str, locale: Locale) -> tuple[Node, ...]:
    """A link under the name of where it leads, so that none leads elsewhere; all else as it stands."""
    link = read_link(text)
    if link is None:
        return written(text, locale)
    site = f"{link.site} ({link.punycode})" if link.punycode else link.site
    return (Link(link.url, (Text(isolated(site, locale)),)),)


def one_line(text: str, locale: Locale) -> str:
    """Somebody's name: on one line, unable to turn the direction of what is around it."""
    return isolated(" ".join(text.split()), locale)


def isolated(text: str, locale: Locale) -> str:
    """The text in a direction of its own, where it is not that of the language around it."""
    text = text.translate(BIDI_CONTROLS)
    foreign = {"L"} if locale.text_direction == "rtl" else {"R", "AL"}
    if any(unicodedata.bidirectional(character) in foreign for character in set(text)):
        return f"{FIRST_STRONG_ISOLATE}{text}{POP_ISOLATE}"
    return text
