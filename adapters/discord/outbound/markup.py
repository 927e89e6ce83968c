"""A document as Discord's Markdown, in parts that Discord takes; people's text never acts as markup."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from urllib.parse import quote

from adapters.discord.errors import is_snowflake
from bot.domain.identity import Identity
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

LIMIT = 2000
"""Characters in one message (Discord's API documentation, "Create Message")."""

_LONG_WORD = 200
_LONG_ADDRESS = 600
"""Longer ones are cut; percent-encoding makes an address three times as long at most."""
_Style = tuple[str, ...]
_Atom = tuple[str, _Style]
"""Markup that must not be cut, and what goes around it, the outermost first."""
_AROUND = {
    "strong": ("**", "**"),
    "emphasis": ("*", "*"),
    "strike": ("~~", "~~"),
    "spoiler": ("||", "||"),
    "code": ("`", "`"),
    "block": ("```\n", "\n```"),
}

_TOKENS = re.compile(r"\n|[^\S\n]+|https?://\S+|\S+?(?=https?://)|\S+")
_ADDRESS = re.compile(r"https?://")
_BLOCK = re.compile(r"[#>+-]+|\d+\.")
"""A word that would begin a heading, a quotation or a list at the start of a line."""


def parts(document: Document) -> list[str]:
    """The document as one or several messages' contents, cut between lines, else between words."""
    atoms = list(_atoms(document.nodes))
    whole = _joined(atoms).strip()
    if len(whole) <= LIMIT:
        return [whole] if whole else []
    packed: list[list[_Atom]] = [[]]
    for line in _lines(atoms):
        for unit in [line] if len(_joined(line)) <= LIMIT else [[atom] for atom in line]:
            if len(_joined(packed[-1] + unit)) > LIMIT:
                packed.append([])
            packed[-1].extend(unit)
    return [text for part in packed if (text := _joined(part).strip())]


def mentioned(document: Document) -> list[Identity]:
    """Exactly those who may be pinged."""
    return [
        node.identity for node in walk(document.nodes) if isinstance(node, Mention) and _here(node.identity)
    ]


def escaped(text: str) -> str:
    """A person's text, showing as it was written."""
    return "".join(_escaped_word(token) for token in _TOKENS.findall(text))


def _lines(atoms: Iterable[_Atom]) -> Iterator[list[_Atom]]:
    line: list[_Atom] = []
    for atom in atoms:
        line.append(atom)
        if atom[0] == "\n":
            yield line
            line = []
    yield line


def _joined(atoms: Sequence[_Atom]) -> str:
    runs = ((style, "".join(text for text, _ in run)) for style, run in groupby(atoms, lambda atom: atom[1]))
    return "".join(_around(text, style) for style, text in runs)


def _around(text: str, style: _Style) -> str:
    """Nothing stands out of what cannot be seen; but for bold, Discord wants no space within the marks."""
    if not text.strip() or style in ((), ("strong",)):
        return _within(text, style) if text.strip() else text
    words = text.strip(" ")
    at = text.index(words)
    return text[:at] + _within(words, style) + text[at + len(words) :]


def _within(text: str, style: _Style) -> str:
    for name in reversed(style):
        before, behind = _AROUND[name]
        text = f"{before}{text}{behind}"
    return text


def _atoms(nodes: Sequence[Node], style: _Style = ()) -> Iterator[_Atom]:
    for node in nodes:
        match node:
            case Text(text):
                yield from ((piece, style) for word in _TOKENS.findall(text) for piece in _pieces(word))
            case Strong(children) | Styled(_, children):
                yield from _atoms(children, (*style, _style(node)))
            case Code():
                yield from _code(node, style)
            case Break():
                yield "\n", ()
            case Link(url, children):
                yield from _link(url, " ".join(plain(children).split()), style)
            case Mention(identity, name) if not _here(identity):
                yield from _atoms((Text(name),), style)
            case RoomMention(place, name) if not (place.platform == "discord" and is_snowflake(place.id)):
                yield from _atoms((Text(name),), style)
            case CommandNode() | Mention() | RoomMention() | Time():
                yield _leaf(node), style


def _style(node: Strong | Styled) -> str:
    return node.style if isinstance(node, Styled) else "strong"


def _code(code: Code, style: _Style) -> Iterator[_Atom]:
    """Nothing in it can end it, and none of its lines is cut off from the others without need."""
    text = re.sub(r"@(?=everyone|here)", "@\u200b", code.text.replace("`", "\u02cb"))
    within = (*style, "block" if code.block else "code")
    for line in text.strip("\n").splitlines(keepends=True):
        for start in range(0, len(line), _LONG_WORD):
            yield line[start : start + _LONG_WORD], within


def _leaf(node: CommandNode | Mention | RoomMention | Time) -> str:
    match node:
        case CommandNode(words):
            return "`/" + words.replace("`", "'").replace("\n", " ")[:_LONG_ADDRESS] + "`"
        case Mention(identity):
            return f"<@{identity.id}>"
        case RoomMention(place):
            return f"<#{place.id}>"
        case Time(at, dated=dated):
            return f"<t:{int(at.timestamp())}:{'F' if dated else 't'}>"


def _link(url: str, words: str, style: _Style) -> Iterator[_Atom]:
    """Discord does not follow a link whose words look like an address, so those stand alone."""
    target = _address(url).replace("(", "%28").replace(")", "%29").replace(" ", "%20")
    masked = f"[{escaped(words)}]({target})"
    if _ADDRESS.match(url) and "://" not in words and len(masked) <= _LONG_ADDRESS:
        yield masked, style
    else:
        shown = words if words == url else f"{words} ({url} )"
        yield from _atoms((Text(shown),), style)


def _pieces(word: str) -> Iterator[str]:
    size = _LONG_ADDRESS if _ADDRESS.match(word) else _LONG_WORD
    for start in range(0, len(word), size):
        yield _escaped_word(word[start : start + size])


def _escaped_word(word: str) -> str:
    if word.isalnum() or word.isspace():
        return word
    if _ADDRESS.match(word):
        return _address(word)
    if _BLOCK.fullmatch(word):
        return word[:-1] + "\\" + word[-1] if word.endswith(".") else "\\" + "\\".join(word)
    word = re.sub(r"[\\*_~`|<\[\]]|:(?=\w+:)", r"\\\g<0>", word)
    return re.sub(r"@(?=everyone|here)", "@\u200b", word)


def _address(url: str) -> str:
    """Backslashes would break an address: what could act as markup in it is percent-encoded instead."""
    return re.sub(r"[*`|<\\]", lambda match: quote(match[0], safe=""), url)


def _here(identity: Identity) -> bool:
    return identity.platform == "discord" and is_snowflake(identity.id)
