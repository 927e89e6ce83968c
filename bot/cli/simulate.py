"""`evenfloor simulate`: what this rule and others would do with made-up, planned or recorded meetings."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from random import Random
from typing import Annotated

import typer

from bot.bounds import BeyondBounds, read_file
from bot.domain.fair_queue.presets import PRESETS, Preset
from bot.meeting_file.read import read_meeting
from bot.messages.catalogue import FALLBACK, load_catalogues
from bot.simulation.comparison import Row, compare, table
from bot.simulation.planned import population_of, simulated_rule
from bot.simulation.plot import svg
from bot.simulation.population import POPULATIONS, Population
from bot.simulation.replay import read_traffic

Tables = Mapping[str, Sequence[Row]]

PresetName = Annotated[
    str | None,
    typer.Option("--preset", help=f"The settings: {', '.join(PRESETS)}; igf if left out.", metavar="NAME"),
]
Seeds = Annotated[int, typer.Option(min=1, help="How many meetings of each kind are played.")]
Plot = Annotated[Path | None, typer.Option(help="Draw it too, as SVG.", metavar="FILE")]
Meeting = Annotated[
    Path | None,
    typer.Option(help="A meeting file: its length, its groups, and its settings.", metavar="FILE"),
]
Replay = Annotated[
    Path | None, typer.Option(help="Recorded traffic (JSON Lines) in place of populations.", metavar="FILE")
]

LEGEND = """\
Jain: index of turns against entitlement, 1 is equal. Groups are those that the preset alternates: under
netmundial the remote are one more, and belong to no other. Longest run: turns in a row of one group while
another waits. Worst gap: by how many turns one of two waiting groups got ahead. Median, 95 % and longest
wait: in turns; those who were never heard count with what they had waited by the end. Voices: how many
people were heard. Remote: their share of the turns over their share of the hands. Watched: see the heading.
Shares, voices, median and 95 % are means over all meetings; runs, gaps and the longest wait are the worst
of all."""


def simulate(
    preset: PresetName = None,
    seeds: Seeds = 30,
    plot: Plot = None,
    meeting: Meeting = None,
    replay: Replay = None,
) -> None:
    """Compare this rule with others: shares, runs, gaps, waits and voices."""
    if preset is not None and preset not in PRESETS:
        raise typer.BadParameter(f"there is no preset {preset}; known: {', '.join(PRESETS)}")
    populations, settings = (POPULATIONS, PRESETS["igf"]) if meeting is None else _planned(meeting)
    settings = settings if preset is None else PRESETS[preset]
    if preset is not None:
        typer.echo(load_catalogues().text(f"preset-{preset}", FALLBACK))
    tables = _played(populations, settings, seeds) if replay is None else _replayed(replay, settings, seeds)
    for name, rows in tables.items():
        typer.echo("\n".join(("", name, *table(rows))))
    typer.echo(f"\n{LEGEND}")
    if plot is not None:
        plot.write_text(svg(tables), encoding="utf-8")


def _planned(file: Path) -> tuple[Sequence[Population], Preset]:
    plan = read_meeting(file).plan
    if plan is None:
        raise typer.BadParameter(f"{file} is not sound yet; evenfloor check {file} says why")
    return [population_of(plan)], Preset(simulated_rule(plan))


def _played(populations: Sequence[Population], settings: Preset, seeds: int) -> Tables:
    return {
        each.title: compare(settings, [each.scenario(Random(seed)) for seed in range(seeds)], each.watch)
        for each in populations
    }


def _replayed(file: Path, settings: Preset, seeds: int) -> Tables:
    try:
        traffic = read_traffic(read_file(file).decode(errors="replace").splitlines())
    except OSError as error:
        raise typer.BadParameter(f"{file} cannot be read: {error.strerror}") from None
    except BeyondBounds as error:
        raise typer.BadParameter(f"{file} {error}") from None
    if traffic.unread:
        typer.echo(f"{traffic.unread} lines could not be read and are left out.", err=True)
    scenarios = [each for seed in range(seeds) for each in traffic.scenarios(Random(seed))]
    if not scenarios:
        raise typer.BadParameter(f"{file} holds no events")
    return {f"{file.name}: {traffic.summary}": compare(settings, scenarios)}
