"""Whether a message speaks to the bot, and what it says besides: clients write a mention in many ways."""

import html
import re
from collections.abc import Callable, Mapping
from typing import Any, Final
from urllib.parse import unquote

from msgspec import Struct

_LINK: Final = (
    r"<?(?:https?://matrix\.to/#/|matrix:u/)(?P<{0}>[^\s)>\"'?]{{1,300}})(?:\?[^\s)>\"']{{0,300}})?>?"
)
_FORMS: Final = (
    rf"\[[^\]\n]{{0,300}}\]\({_LINK.format('link')}\)"
    rf"|\"[^\"\n]{{0,300}}\"\s*\({_LINK.format('quoted')}\)"
    rf"|<a\s[^>\n]{{0,300}}?href=\"{_LINK.format('anchor')}\"[^>\n]{{0,300}}>[^<\n]{{0,300}}</a>"
    rf"|{_LINK.format('bare')}"
)
"""A mention in a plain body: Element X, Element Android, Element Web's rich text, and an address."""
_AT_START: Final = re.compile(_FORMS)
_AT_END: Final = re.compile(rf"(?:{_FORMS})[\s.,!?]*$")
_PILL: Final = re.compile(
    r"<a\s[^>]{0,300}?href=[\"']https?://matrix\.to/#/([^\"'?]{1,300})[^>]{0,300}>([^<]{0,300})</a>"
)
_STOPS: Final = re.compile(r"\s*[:,;!?.\uff1a\uff0c\u3001\u060c\uff1b]+\s*")
_SEARCHED: Final = 3_000
"""Characters of a message in which a mention is looked for."""


class Bot(Struct, frozen=True):
    """How people address the bot."""

    id: str
    name: str
    knows: Callable[[str], bool]
    """Whether words are a command of its own, for where they may be talk."""


class Address(Struct, frozen=True):
    """What a message says to the bot, without its name."""

    text: str
    certain: bool
    """False where it may be talk about the bot or beside it: then only a command is meant for it."""


def addressed(content: Mapping[str, Any], text: str, bot: Bot) -> Address | None:
    """None if the message does not speak to the bot."""
    text, mentioned = text.strip(), _mentioned(content, bot)
    names = [bot.id, *_labels(content, bot)] if mentioned or text[:1] == "@" else [bot.id]
    found = _link(_AT_START.match(text), bot) or _named(text, names)
    if found is not None:
        return _after(text[found.end() :], certain=True)
    found = _named(text, [bot.name])
    if found is not None:
        rest = text[found.end() :]
        return _after(rest, certain=mentioned or _STOPS.match(rest) is not None)
    if not mentioned:
        return None
    return _beside(text, [bot.id, bot.name, *_labels(content, bot)], bot)


def _mentioned(content: Mapping[str, Any], bot: Bot) -> bool:
    mentions = content.get("m.mentions")
    users = mentions.get("user_ids") if isinstance(mentions, Mapping) else None
    return isinstance(users, list) and bot.id in users


def _labels(content: Mapping[str, Any], bot: Bot) -> list[str]:
    """What the sender's client calls the bot in its pills."""
    formatted = content.get("formatted_body")
    pills = _PILL.findall(formatted[:_SEARCHED]) if isinstance(formatted, str) else ()
    return [html.unescape(label).strip() for link, label in pills if unquote(html.unescape(link)) == bot.id]


def _link(found: re.Match[str] | None, bot: Bot) -> re.Match[str] | None:
    """A link that leads to the bot."""
    if found is None:
        return None
    to = unquote(next(filter(None, found.groups())))
    return found if bot.id in (to, f"@{to}") else None


def _named(text: str, names: list[str]) -> re.Match[str] | None:
    """A name at the beginning, whole."""
    known = "|".join(re.escape(name) for name in names if name)
    return re.match(rf"@?(?:{known})(?![\w-])", text, re.IGNORECASE) if known else None


def _after(rest: str, *, certain: bool) -> Address:
    """What follows the name; the name alone asks what one can do."""
    stop = _STOPS.match(rest)
    rest = (rest[stop.end() :] if stop else rest).strip()
    return Address(rest or "help", certain)


def _beside(text: str, names: list[str], bot: Bot) -> Address | None:
    """What stands before the name at the end, or one word of a reply, which mentions whom it answers."""
    known = "|".join(re.escape(name) for name in names if name)
    last = text[-_SEARCHED:]
    found = re.search(rf"(?<![\w@-])@?(?:{known})[\s.,!?]*$", last, re.IGNORECASE) if known else None
    found = found or _link(_AT_END.search(last), bot)
    if found is not None:
        before = text[: len(text) - len(last) + found.start()].rstrip(" ,")
        return Address(before, certain=False)
    return Address(text, certain=False) if len(text.split()) == 1 else None
