"""What somebody shares, as a link that can be shown to all: read with care, and known again.

A link to the web is one to a name with a dot, without an account in front of it. All else stays text.
"""

import re
import unicodedata
from typing import Final

from msgspec import Struct
from yarl import URL

from bot.domain.folding import fold

LONGEST_LINK: Final = 1000
"""Letters of an address as it is sent, so that every line about one fits a message."""
MOST_TAGS: Final = 8
LONGEST_TAG: Final = 30

_WRITTEN: Final = re.compile("(https?://|mailto:|)([^/?#]*)(.*)", re.IGNORECASE | re.DOTALL)
_BARE: Final = re.compile(r"www\.|[^/?#@:]+/", re.IGNORECASE)
"""What is taken as a link without "https://": what begins with "www.", and a name with a path behind it."""
_NAME: Final = re.compile(
    r"(?=.{4,253}$)([a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?\.)+(?=.*[a-z])[a-z0-9-]{2,63}"
)
"""A host by name: numbers alone are an address of a machine, and no site that people know."""
_MAILBOX: Final = re.compile(r"[A-Za-z0-9.!#$&'*+/=^_{}~-]{1,64}")
_TRACKING: Final = re.compile("(utm_[^=]*|fbclid|gclid)(=|$)", re.IGNORECASE)
"""Says who passed a link on, and not what is there."""


class Link(Struct, frozen=True):
    """An address that is safe to open and to show."""

    url: str
    """In ASCII, without what tells where it was found."""
    site: str
    """Where it leads: the host as people write it, or the mail address."""
    punycode: str = ""
    """The host in ASCII, to be shown beside one in other letters: those can look like another's."""


def read_link(text: str) -> Link | None:
    """The link that this is as a whole; None for all that is to stay plain text."""
    text = text.strip()
    if text.startswith("<") and text.endswith(">"):
        text = text[1:-1]
    if len(text) > LONGEST_LINK or "\\" in text or not all(map(_shows, text)):
        return None
    try:
        return _read(text)
    except ValueError:  # a port that is no number, a host of forbidden letters
        return None


def normalised(link: Link) -> str:
    """The same for links that lead to the same, to find one again; not to be opened.

    With and without TLS are the same. A fragment can be another page, and so can the order of a query.
    """
    return re.sub("^http:", "https:", link.url)


def read_tags(text: str) -> tuple[str, ...] | None:
    """Words after which something is found, alike whatever their case; None if too many, too long or none.

    Spaces and commas are between them, so that a tag of two words is written with a dash.
    """
    words = re.split(r"[\s,;#]+", fold(text))
    tags = tuple(dict.fromkeys(_tag(word) for word in words if word))
    fits = len(tags) <= MOST_TAGS and all(1 <= len(tag) <= LONGEST_TAG for tag in tags)
    return tags if tags and fits else None


def _shows(character: str) -> bool:
    """Neither space nor sign of control, nor what turns the direction of others or shows nothing."""
    return unicodedata.category(character)[0] not in "ZC"


def _read(text: str) -> Link | None:
    scheme, host, rest = _parts(text)
    if scheme == "mailto:":
        return _mail(host + rest)
    if "@" in host or not (scheme or (_BARE.match(text) and ":" not in host)):
        return None
    url = URL(f"{scheme or 'https://'}{host}{rest}")
    named = _named(url)
    if named is None:
        return None
    query = [each for each in url.raw_query_string.split("&") if not _TRACKING.match(each)]
    sent = URL.build(
        scheme=url.scheme,
        host=named,
        port=None if url.is_default_port() else url.port,
        path=url.raw_path,
        query_string="&".join(query),
        fragment=url.raw_fragment,
        encoded=True,
    )
    return _link(str(sent), "", sent) if len(str(sent)) <= LONGEST_LINK else None


def _parts(text: str) -> tuple[str, str, str]:
    """The scheme, if it is one of a link, the host with what is in front of it, and the rest."""
    found = _WRITTEN.fullmatch(text)
    return (found[1].lower(), found[2], found[3]) if found else ("", "", text)


def _named(url: URL) -> str | None:
    """Its host in ASCII, if it is a name."""
    name = (url.raw_host or "").lower().removesuffix(".")
    return name if _NAME.fullmatch(name) else None


def _mail(address: str) -> Link | None:
    """One address alone: what else it brings would stand in a letter that its sender has not written."""
    box, _, host = address.partition("?")[0].rpartition("@")
    named = _named(URL(f"https://{host}")) if _MAILBOX.fullmatch(box) and not set(host) & set("/:#") else None
    if named is None:
        return None
    return _link(f"mailto:{box}@{named}", f"{box}@", URL.build(scheme="https", host=named, encoded=True))


def _link(sent: str, before: str, at: URL) -> Link:
    """With its host in letters too, unless those show nothing or turn the others."""
    named, letters = at.raw_host or "", at.host or ""
    if letters == named or not all(map(_shows, letters)):
        return Link(sent, before + named)
    return Link(sent, before + letters, named)


def _tag(word: str) -> str:
    """Without what nobody reads aloud."""
    kept = "".join(c for c in word if unicodedata.category(c)[0] in "LMN" or c in "-_")
    return unicodedata.normalize("NFKC", kept).strip("-_")
