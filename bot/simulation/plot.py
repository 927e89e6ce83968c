"""The comparison as a picture: SVG, written by hand, so that nothing needs to be installed for it."""

from collections.abc import Iterator, Mapping, Sequence
from html import escape

from bot.simulation.comparison import Row
from bot.simulation.measures import Measures

WIDTH, BAR, LABEL, TOP = 150, 16, 120, 44
"""In pixels: a chart, a bar with its gap, the names of the rules, and what stands above the bars."""

OWN, OTHER = "#1b5e9b", "#9aa5b1"
"""The colours of the last rule, which is this program's, and of the others."""


def figures(found: Measures) -> dict[str, float]:
    """What is drawn of one rule, by heading."""
    return {
        "Jain index": found.jain,
        "longest run": found.longest_run,
        "worst gap": found.worst_gap,
        "longest wait": found.longest_wait,
        "voices": found.voices,
        "remote share": found.remote,
    }


def svg(tables: Mapping[str, Sequence[Row]]) -> str:
    """One row of bar charts for each table, a chart for each figure, each figure also in words."""
    body: list[str] = []
    top = 0
    for name, rows in tables.items():
        body += _charts(name, rows, top)
        top += TOP + BAR * len(rows) + 20
    width = LABEL + WIDTH * len(figures(Measures(1, 0, 0, 0, 0, 1))) + 20
    head = f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{top}" font-family="sans-serif"'
    return "\n".join(
        (f'{head} font-size="11">', '<rect width="100%" height="100%" fill="white"/>', *body, "</svg>\n")
    )


def _charts(name: str, rows: Sequence[Row], top: int) -> Iterator[str]:
    yield _text(4, top + 16, name, bold=True)
    for line, row in enumerate(rows):
        yield _text(4, top + TOP + BAR * line + 11, row.rule, bold=row is rows[-1])
    for column, heading in enumerate(figures(rows[0].measures)):
        left = LABEL + WIDTH * column
        yield _text(left, top + 34, heading)
        values = [figures(row.measures)[heading] for row in rows]
        yield from _bars(values, left, top + TOP)


def _bars(values: Sequence[float], left: int, top: int) -> Iterator[str]:
    longest = max(*values, 1e-9)
    for line, value in enumerate(values):
        width, y = round(value / longest * (WIDTH - 50), 1), top + BAR * line
        colour = OWN if line == len(values) - 1 else OTHER
        yield f'<rect x="{left}" y="{y}" width="{width}" height="{BAR - 4}" fill="{colour}"/>'
        yield _text(left + width + 3, y + 10, f"{value:.3g}")


def _text(x: float, y: int, words: str, bold: bool = False) -> str:
    weight = ' font-weight="bold"' if bold else ""
    return f'<text x="{x}" y="{y}"{weight}>{escape(words)}</text>'
