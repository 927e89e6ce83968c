"""`evenfloor simulate`: what this rule and others would do with made-up or recorded meetings."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from random import Random
from typing import Annotated

import typer

from bot.domain.fair_queue.presets import PRESETS, Preset
from bot.simulation.comparison import Row, compare, table
from bot.simulation.plot import svg
from bot.simulation.population import POPULATIONS
from bot.simulation.replay import read_traffic

PresetName = Annotated[
    str, typer.Option("--preset", help=f"The settings: {', '.join(PRESETS)}.", metavar="NAME")
]
Seeds = Annotated[int, typer.Option(min=1, help="How many meetings of each kind are played.")]
Plot = Annotated[Path | None, typer.Option(help="Draw it too, as SVG.", metavar="FILE")]
Replay = Annotated[
    Path | None, typer.Option(help="Recorded traffic (JSON Lines) in place of populations.", metavar="FILE")
]


def simulate(preset: PresetName = "igf", seeds: Seeds = 30, plot: Plot = None, replay: Replay = None) -> None:
    """Compare this rule with others: shares, runs, gaps, waits and voices."""
    if preset not in PRESETS:
        raise typer.BadParameter(f"there is no preset {preset}; known: {', '.join(PRESETS)}")
    if replay is None:
        tables = _populations(PRESETS[preset], seeds)
    else:
        tables = _replayed(PRESETS[preset], seeds, replay)
    for name, rows in tables.items():
        typer.echo(f"\n{name}")
        for line in table(rows):
            typer.echo(line)
    typer.echo(f"\n{LEGEND}")
    if plot is not None:
        plot.write_text(svg(tables), encoding="utf-8")


LEGEND = """\
Jain: index of turns against entitlement, 1 is equal. Longest run: turns in a row of one group while another
waits. Worst gap: by how many turns one of two waiting groups got ahead. Longest wait: in turns. Voices: how
many people were heard. Remote: their share of the turns over their share of the hands. Watched: see the
heading. Shares and voices are means over all meetings; runs, gaps and waits are the worst of all."""


def _populations(preset: Preset, seeds: int) -> Mapping[str, Sequence[Row]]:
    return {
        population.title: compare(
            preset, [population.scenario(Random(seed)) for seed in range(seeds)], population.watch
        )
        for population in POPULATIONS
    }


def _replayed(preset: Preset, seeds: int, file: Path) -> Mapping[str, Sequence[Row]]:
    try:
        traffic = read_traffic(file.read_text(encoding="utf-8", errors="replace").splitlines())
    except OSError as error:
        raise typer.BadParameter(f"{file} cannot be read: {error.strerror}") from None
    if traffic.unread:
        typer.echo(f"{traffic.unread} lines could not be read and are left out.", err=True)
    scenarios = [each for seed in range(seeds) for each in traffic.scenarios(Random(seed))]
    if not scenarios:
        raise typer.BadParameter(f"{file} holds no events")
    return {f"{file.name}: {traffic.summary}": compare(preset, scenarios)}
