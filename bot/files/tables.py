"""Rows of words as files that other programs read, whatever stands in them."""

import csv
import io
import json
import re
from collections.abc import Mapping, Sequence
from typing import Final

from bot.messages.document import AttachedFile

Cells = Mapping[str, str]
"""One row, by the names of its columns; each row has the same."""
_SIGNS: Final = "=+-@\uff1d\uff0b\uff0d\uff20"
_FORMULA: Final = (*_SIGNS, "\t", "\r", "\n")
"""What a cell begins with that programs for tables take for a formula, also in full width."""
_WITHIN: Final = re.compile(rf"([;\t\r\n][ \u00a0]*)(?=[{re.escape(_SIGNS)}])")
"""Where programs that part cells elsewhere than at commas would begin one with that."""
MARKUP: Final = str.maketrans({c: f"\\{c}" for c in "\\`*_{}[]<>()#+-.!|&~"})


def as_csv(name: str, rows: Sequence[Cells]) -> AttachedFile:
    """A table; nothing in it is a formula (https://owasp.org/www-community/attacks/CSV_Injection)."""
    written = io.StringIO(newline="")
    writer = csv.DictWriter(written, list(rows[0]) if rows else [])
    writer.writeheader()
    writer.writerows([{column: _harmless(cell) for column, cell in row.items()} for row in rows])
    # The mark at the front tells spreadsheet programs that it is UTF-8.
    return AttachedFile(f"{name}.csv", "text/csv", written.getvalue().encode("utf-8-sig"))


def as_json(name: str, rows: Sequence[Cells]) -> AttachedFile:
    """A list of objects."""
    words = json.dumps([dict(row) for row in rows], ensure_ascii=False, indent=2)
    return AttachedFile(f"{name}.json", "application/json", f"{words}\n".encode())


def as_markdown(name: str, rows: Sequence[Cells], under: str) -> AttachedFile:
    """A list, under a heading for each value of one column; what people wrote is no markup."""
    lines, heading = list[str](), ""
    for row in rows:
        if row[under] != heading:
            heading = row[under]
            lines += ["", f"## {escaped(heading)}", ""]
        cells = (escaped(cell) for column, cell in row.items() if cell and column != under)
        lines.append(f"- {', '.join(cells)}")
    return AttachedFile(f"{name}.md", "text/markdown", "\n".join([*lines[1:], ""]).encode())


def escaped(words: str) -> str:
    """Somebody's words on one line of Markdown, where they mean nothing but themselves."""
    return " ".join(words.split()).translate(MARKUP)


def _harmless(cell: str) -> str:
    """An apostrophe before what would be counted as a formula."""
    cell = _WITHIN.sub(r"\1'", cell)
    return f"'{cell}" if cell.startswith(_FORMULA) or cell.lstrip(" \u00a0").startswith(_FORMULA) else cell
