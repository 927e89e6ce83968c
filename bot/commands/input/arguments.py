"""The rest of a typed line, shared out among a command's parameters; not a word of it is lost."""

import re
from collections.abc import Mapping, Sequence
from typing import Final

from bot.commands.input.badges import badge
from bot.commands.model import Kind, Parameter
from bot.domain.folding import fold, plain

Raw = Mapping[str, str]
"""Arguments by parameter name, as typed."""

BAR: Final = re.compile("[|\uff5c\uffe8\u2502\u2223\u00a6]")
"""What parts two arguments, as the keyboards have it."""
_WORD: Final = re.compile("[^\\s|\uff5c\uffe8\u2502\u2223\u00a6]+")
_DASH: Final = "[\\s\u2010-\u2015\u2212\uff0d-]+"
GOES_ON: Final = ("to", "from", "of", "by", "in", "on", "for", "at", "with", "and", "or", "is", "was", "will")
"""What goes on with a sentence whose first word could be taken for a command's own."""
_QUOTES: Final = {
    '"': '"',
    "'": "'",
    "\u201c": "\u201d",
    "\u201d": "\u201d",
    "\u201e": "\u201c\u201d",
    "\u2018": "\u2019",
    "\u201a": "\u2018",
    "\u00ab": "\u00bb",
    "\u00bb": "\u00ab",
    "\u2039": "\u203a",
    "\u300c": "\u300d",
    "\u300e": "\u300f",
}
"""Opening quotes, and what closes each."""
_NUMBERED: Final = re.compile(r"(\S+?\s*[#\uff03]?\s*\d+)(?!\w)(.*)", re.DOTALL)
"""Perhaps a badge, and what stands behind it."""


def take_apart(parameters: Sequence[Parameter], rest: str) -> Raw:
    """Each parameter takes its part in its order, and the last one whatever there is."""
    raw: dict[str, str] = {}
    for number, parameter in enumerate(parameters):
        rest = rest.strip()
        # Before codes that come first, it says that there are none.
        if number or parameter.kind in (Kind.TEXT, Kind.LISTED):
            rest = _without_bar(rest)
        if not rest:
            break
        if parameter is parameters[-1] or parameter.kind in (Kind.TEXT, Kind.LISTED, Kind.CODE):
            raw[parameter.name] = _unquoted(rest)
            break
        raw[parameter.name], rest = _take(parameter, rest)
    return raw


def _take(parameter: Parameter, rest: str) -> tuple[str, str]:
    """The beginning of the line that is for this parameter, and what is left for the next ones."""
    match parameter.kind:
        case Kind.PERSON:
            return _person(rest)
        case Kind.WORD if not parameter.required:
            return _word_before_text(parameter, rest) or ("", rest)
        case Kind.CODES | Kind.DURATION | Kind.SPEAKING_TIME:
            several, *after = BAR.split(rest, maxsplit=1)
            return several.strip(), after[0] if after else ""
        case _:
            return _first_word(rest)


def _first_word(rest: str) -> tuple[str, str]:
    """Up to a space or a bar, which stays."""
    found = _WORD.match(rest)
    return rest[: found.end()] if found else "", rest[found.end() :] if found else rest


def _without_bar(rest: str) -> str:
    found = BAR.match(rest)
    return rest[found.end() :].strip() if found else rest


def _person(rest: str) -> tuple[str, str]:
    """The beginning of the line that names somebody: quoted, up to a `|`, a badge, or one word."""
    closing = _closing(rest)
    if closing > 1:
        return rest[1:closing].strip(), rest[closing + 1 :].lstrip(" ,:;\uff0c\u060c\u3001")
    name, *after = BAR.split(rest, maxsplit=1)
    if after:
        return name.strip(), after[0]
    numbered = _NUMBERED.match(rest)
    if numbered and badge(numbered[1]):
        return numbered[1], numbered[2]
    word, left = _first_word(rest)
    return (word[:-1] if len(word) > 1 and plain(word[-1]) in ",:;" else word), left


def _closing(rest: str) -> int:
    """Where the quotes end that the line begins with; 0 if it begins with none. O'Brien's ends none."""
    marks = _QUOTES.get(rest[0], "")
    ends = (n for n, c in enumerate(rest) if n and c in marks and not rest[n + 1 : n + 2].isalnum())
    return next(ends, 0)


def _word_before_text(parameter: Parameter, rest: str) -> tuple[str, str] | None:
    """The one of the words that the line begins with, unless it begins a sentence ("Reply to the minister").

    Alone, before a colon, bar or comma, or without a word behind it that goes on with a sentence, it is
    meant as the command's own.
    """
    found = _whole_word(parameter, rest)
    if found is None:
        return None
    word, after = found[0], found[1].lstrip()
    if plain(after[:1]) in ("", ":", "|", ","):
        return word, after[1:]
    following = fold(_first_word(after)[0])
    return None if "-" not in word and following in GOES_ON else found


def _whole_word(parameter: Parameter, rest: str) -> tuple[str, str] | None:
    """The one of the words that the line begins with, with its hyphens or with spaces, and what follows."""
    for word in parameter.words:
        parts = word.split("-")
        found = re.match(_DASH.join([r"\w+"] * len(parts)) + r"(?![\w-])", rest)
        if found and [fold(part) for part in re.findall(r"\w+", found[0])] == parts:
            return word, rest[found.end() :]
    return None


def _unquoted(text: str) -> str:
    closing = _QUOTES.get(text[:1], "")
    return text[1:-1].strip() if len(text) > 1 and text[-1] in closing else text
