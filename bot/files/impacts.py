"""The impact notes that count, to be handed on: what, where, when and the source, never whose they are."""

from collections.abc import Sequence

from bot.domain.impact.countries import named
from bot.domain.impact.rows import Impact
from bot.files.tables import Cells, as_csv, as_json, as_markdown
from bot.messages.document import AttachedFile


def impact_file(notes: Sequence[Impact], form: str) -> AttachedFile:
    """As a table, as JSON or as Markdown."""
    rows = [_row(note) for note in sorted(notes, key=lambda note: (named(note.country), note.number))]
    match form:
        case "json":
            return as_json("impacts", rows)
        case "md":
            return as_markdown("impacts", rows, under="country")
        case _:
            return as_csv("impacts", rows)


def _row(note: Impact) -> Cells:
    return {
        "number": str(note.number),
        "day": f"{note.at:%Y-%m-%d}",
        "code": note.country,
        "country": named(note.country),
        "what": note.what,
        "source": note.link,
    }
