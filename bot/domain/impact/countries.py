"""Countries and territories as ISO 3166 has them, found by name, code, or what people call them.

The names are those of Unicode's CLDR, which Babel brings.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from types import MappingProxyType
from typing import Final

from babel import Locale
from babel.core import get_global

from bot.domain.folding import bare

_NOT_ISO: Final = frozenset(
    ("AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "XK", "ZZ")
)
"""Two letters that CLDR has and ISO 3166 has not given to any country."""

_CALLED: Final = MappingProxyType(
    {
        "AE": ("UAE", "Emirates"),
        "BA": ("Bosnia",),
        "BN": ("Brunei Darussalam",),
        "BO": ("Plurinational State of Bolivia",),
        "CD": ("DRC", "DR Congo", "Democratic Republic of the Congo", "Congo Kinshasa", "Congo", "Zaire"),
        "CG": ("Republic of the Congo", "Congo Brazzaville", "Congo"),
        "CI": ("Ivory Coast", "Cote d Ivoire"),
        "CV": ("Cabo Verde",),
        "CZ": ("Czech Republic",),
        "FK": ("Malvinas", "Falklands"),
        "FM": ("Federated States of Micronesia",),
        "GB": ("UK", "Great Britain", "Britain", "United Kingdom of Great Britain and Northern Ireland"),
        "GM": ("The Gambia",),
        "GN": ("Guinea Conakry",),
        "HK": ("Hong Kong",),
        "IR": ("Islamic Republic of Iran",),
        "KP": ("DPRK", "Democratic People's Republic of Korea", "Korea"),
        "KR": ("Republic of Korea", "Korea"),
        "LA": ("Lao", "Lao People's Democratic Republic"),
        "MD": ("Republic of Moldova",),
        "MF": ("Saint Martin French part",),
        "MK": ("Macedonia",),
        "MM": ("Myanmar", "Burma"),
        "MO": ("Macao", "Macau"),
        "NL": ("Holland", "The Netherlands"),
        "PH": ("The Philippines",),
        "PS": ("Palestine", "State of Palestine"),
        "RU": ("Russian Federation",),
        "SX": ("Saint Martin Dutch part", "St. Martin"),
        "SY": ("Syrian Arab Republic",),
        "SZ": ("Swaziland",),
        "TL": ("East Timor",),
        "TR": ("Turkey",),
        "TZ": ("United Republic of Tanzania",),
        "US": ("USA", "U.S.", "U.S.A.", "America", "United States of America"),
        "VA": ("Holy See", "Vatican"),
        "VE": ("Bolivarian Republic of Venezuela",),
        "VG": ("Virgin Islands",),
        "VI": ("Virgin Islands",),
        "VN": ("Viet Nam",),
    }
)
"""What else people call them; a name that several share is asked back."""
_SHORT: Final = MappingProxyType({"st": "saint", "and": "", "the": ""})
"""Words that are written in two ways, or left out."""


@cache
def names() -> Mapping[str, str]:
    """The English name by two letters."""
    known = Locale("en").territories
    return MappingProxyType(
        {c: n for c, n in known.items() if len(c) == 2 and c.isalpha() and c not in _NOT_ISO}
    )


def named(code: str) -> str:
    """Its English name; of what no list knows any more, its letters."""
    return names().get(code, code)


def countries(text: str) -> Sequence[str]:
    """Those that a text may mean, by their names: one, several to be asked about, or none."""
    return _known().get(_alike(text), ())


@cache
def _known() -> Mapping[str, Sequence[str]]:
    found: dict[str, dict[str, None]] = {}
    written = ((code, name) for code, name in names().items())
    called = ((code, name) for code, several in _CALLED.items() for name in several)
    letters = ((code, code) for code in names())
    for code, name in (*written, *called, *letters, *_of_three()):
        found.setdefault(_alike(name), {})[code] = None
    return MappingProxyType(
        {name: tuple(sorted(codes, key=names().__getitem__)) for name, codes in found.items()}
    )


def _of_three() -> Sequence[tuple[str, str]]:
    """The codes of three letters, also those that are no more in use."""
    aliases = get_global("territory_aliases")
    return [
        (now[0], old)
        for old, now in aliases.items()
        if len(old) == 3 and old.isalpha() and len(now) == 1 and now[0] in names()
    ]


def _alike(text: str) -> str:
    """Without what makes no difference between two countries."""
    letters = "".join(c if c.isalnum() or c in ".'" else " " for c in bare(text))
    words = letters.replace(".", "").replace("'", "").split()
    return " ".join(filter(None, (_SHORT.get(word, word) for word in words))) or "".join(words)
