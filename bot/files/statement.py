"""A joint statement as a file: the text of a version; or the final one, with who signed it.

What people wrote cannot act in it: in HTML it is plain text, in Markdown it is quoted, without tags.
"""

from collections.abc import Mapping, Sequence
from html import escape
from typing import Final

from msgspec import Struct

from bot.domain.group.rows import text_id
from bot.domain.meeting.state import Meeting
from bot.domain.message import Label, Listing, Message, Name, TextRef, say
from bot.domain.statement.counts import Counts, read
from bot.domain.statement.rows import Signature, Statement, StatementVersion
from bot.domain.statement.rules import listed
from bot.files.tables import MARKUP
from bot.messages.document import AttachedFile
from bot.ports.store import Records
from bot.services.outbound.rendering import FileOfWords
from bot.views.statement.statements import title

_POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'"
_STYLE: Final = (
    "@page{margin:2cm}body{font:12pt/1.5 serif;max-width:42em;margin:2em auto;padding:0 1em}"
    "article{white-space:pre-wrap;overflow-wrap:anywhere;border-left:2pt solid #888;padding-left:1em}"
    "h1,h2{break-after:avoid}li{break-inside:avoid;overflow-wrap:anywhere}"
)


class _Parts(Struct, frozen=True):
    """What stands around the text, in words."""

    title: str
    state: str
    signed: Sequence[str]
    """Its heading, then each who stands under it by name."""
    counts: Sequence[str]


def statement_file(
    group: Meeting, records: Records, number: int, what: str, language: str
) -> AttachedFile | FileOfWords | None:
    """By what is asked for: "md", "html", or the number of a version."""
    statement = records.get(Statement, number)
    wanted = int(what) if what.isdecimal() else statement.version if statement else 0
    found = records.all(StatementVersion, statement=number, version=wanted)
    if statement is None or not found:
        return None
    id = text_id(found[0], "text")
    text = records.texts([id]).get(id, "")
    if what.isdecimal():
        return AttachedFile(f"statement-{number}-version-{what}.txt", "text/plain", text.encode())
    signed, counts = _signed(group, records, statement), _counts(group, read(statement.counts))
    named = len(signed)

    def made(name: str, words: Sequence[str]) -> AttachedFile:
        parts = _Parts(words[0], words[1], words[2 : 2 + named], words[2 + named :])
        if what == "html":
            return AttachedFile(name, "text/html", _html(parts, text, language).encode())
        return AttachedFile(name, "text/markdown", _markdown(parts, text).encode())

    state = say("statement-file-state", version=statement.version)
    head = (say("statement-file-title", title=title(statement)), state)
    return FileOfWords(f"statement-{number}.{what}", (*head, *signed, *counts), made)


def _signed(group: Meeting, records: Records, statement: Statement) -> tuple[Message, ...]:
    rows = listed(group, records.all(Signature, statement=statement.number))
    kept = records.texts([text_id(each, "organisation") for each in rows])
    return (say("statement-file-signed"), *(_signatory(each, kept) for each in rows))


def _signatory(signature: Signature, kept: Mapping[str, str]) -> Message:
    id, who = text_id(signature, "organisation"), Name(signature.person)
    if id in kept:
        return say("statement-file-for", who=who, organisation=TextRef(id))
    return say("statement-file-who", who=who)


def _counts(group: Meeting, counts: Counts) -> tuple[Message, ...]:
    """The heading, each constituency that can be told, and what is told of the others."""
    dimension = group.plan.dimensions[0].id
    lines = [
        say("statement-file-count", value=Label(dimension, value), count=count)
        for value, count in counts.alone
    ]
    if counts.together:
        several = Listing(tuple(Label(dimension, value) for value in counts.together))
        lines.append(say("statement-file-count", value=several, count=counts.count))
    notes = [say("statement-file-total", total=counts.total, earlier=counts.earlier)]
    return (say("statement-file-counts"), *notes, *lines)


def _html(parts: _Parts, text: str, language: str) -> str:
    """To be read anywhere, and printed: nothing in it is fetched or run."""
    signed, counts = _items(parts.signed[1:]), _items(parts.counts[1:])
    return (
        f'<!doctype html>\n<html lang="{escape(language)}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        f"<title>{escape(parts.title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n"
        f'<h1 dir="auto">{escape(parts.title)}</h1>\n<p>{escape(parts.state)}</p>\n'
        f'<article dir="auto">{escape(text)}</article>\n'
        f"<h2>{escape(parts.signed[0])}</h2>\n<ul>\n{signed}</ul>\n"
        f"<h2>{escape(parts.counts[0])}</h2>\n<ul>\n{counts}</ul>\n</body>\n</html>\n"
    )


def _items(lines: Sequence[str]) -> str:
    return "".join(f'<li dir="auto">{escape(line)}</li>\n' for line in lines)


def _markdown(parts: _Parts, text: str) -> str:
    """The text is quoted, so that it cannot be taken for what stands around it."""
    quoted = "\n".join(f"> {line}".rstrip() for line in escape(text, quote=False).splitlines())
    lists = [
        f"## {_plain(heading)}\n\n" + "".join(f"- {_plain(line)}\n" for line in lines)
        for heading, *lines in (parts.signed, parts.counts)
    ]
    return "\n".join((f"# {_plain(parts.title)}\n", f"{_plain(parts.state)}\n", f"{quoted}\n", *lists))


def _plain(line: str) -> str:
    return " ".join(line.split()).translate(MARKUP)
