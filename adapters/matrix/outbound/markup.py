"""A document as Matrix shows it: words, HTML, and who is pinged."""

import json
from collections.abc import Sequence
from html import escape
from urllib.parse import quote

from adapters.matrix.api import Json
from adapters.matrix.offers.content import FIELD, written
from bot.messages.document import (
    Break,
    Code,
    CommandNode,
    Document,
    Link,
    Mention,
    Node,
    RoomMention,
    Strong,
    Styled,
    Text,
    Time,
    plain,
    walk,
)

NAME = "matrix"
PREFIX = "!"

MOST_BYTES = 20_000
"""Of one content: an edit holds it twice, encryption adds a third, and events may have 65,536 bytes."""
_HTML = "org.matrix.custom.html"
_STYLES = {
    "emphasis": ("<em>", "</em>"),
    "strike": ("<del>", "</del>"),
    "spoiler": ("<span data-mx-spoiler>", "</span>"),
}


def content(document: Document) -> Json:
    """The content of an m.room.message; only an urgent one is of the kind that makes phones ring."""
    full = _full(document)
    return full if _size(full) <= MOST_BYTES else _cut(full)


def fits(document: Document) -> bool:
    """Whether nothing of it need be left out."""
    return _size(_full(document)) <= MOST_BYTES


def _full(document: Document) -> Json:
    return {
        **written(document.choices, MOST_BYTES // 2),
        "msgtype": "m.text" if document.urgent else "m.notice",
        "body": plain(document.nodes, PREFIX),
        "format": _HTML,
        "formatted_body": html(document.nodes),
        "m.mentions": mentions(document.nodes),
    }


def replacement(document: Document, event_id: str) -> Json:
    """The content that replaces an earlier message; an edit pings nobody."""
    new = {**content(document), "m.mentions": {}}
    return {
        **new,
        "body": f"* {new['body']}",
        "m.new_content": new,
        "m.relates_to": {"rel_type": "m.replace", "event_id": event_id},
    }


def mentions(nodes: Sequence[Node]) -> Json:
    """Said even when it is nobody: without it clients search the words for names and @room."""
    ids = {n.identity.id: None for n in walk(nodes) if isinstance(n, Mention) and n.identity.platform == NAME}
    return {"user_ids": list(ids)} if ids else {}


def html(nodes: Sequence[Node]) -> str:
    """The HTML; no text in it can act as markup."""
    return "".join(_element(node) for node in nodes)


def _element(node: Node) -> str:
    match node:
        case Text(text) | Time(text=text):
            return _words(text)
        case Strong(children):
            return f"<strong>{html(children)}</strong>"
        case Styled(style, children):
            opened, closed = _STYLES[style]
            return f"{opened}{html(children)}{closed}"
        case Code(text, block):
            return f"<pre><code>{escape(text)}</code></pre>" if block else f"<code>{_words(text)}</code>"
        case CommandNode(words):
            return f"<code>{_words(PREFIX + words)}</code>"
        case Link(url, children):
            return _link(url, html(children))
        case Mention(identity, name):
            pill = f"https://matrix.to/#/{quote(identity.id, safe='@:')}"
            return _link(pill, _words(name)) if identity.platform == NAME else _words(name)
        case RoomMention(place, name):
            there = f"https://matrix.to/#/{quote(place.id, safe='!:')}"
            return _link(there, _words(name)) if place.platform == NAME else _words(name)
        case Break():
            return "<br>"


def _words(text: str) -> str:
    return escape(text).replace("\n", "<br>")


def _link(url: str, inner: str) -> str:
    if not url.lower().startswith(("http://", "https://")):
        return inner
    return f'<a href="{escape(url)}">{inner}</a>'


def _cut(full: Json) -> Json:
    kept: Json = {name: full[name] for name in ("msgtype", "m.mentions", FIELD) if name in full}
    body = str(full["body"]).encode()[: (MOST_BYTES - _size(kept)) // 2].decode(errors="ignore")
    return {**kept, "body": f"{body} …"}


def _size(value: Json) -> int:
    return len(json.dumps(value, ensure_ascii=False).encode())
