"""`./run bench [NAME] [--json FILE]`: measurements, a line for each, and all of them as JSON if asked for."""

import argparse
import json
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType

from tests.bench import after, discord, idle, matrix, queue, rush, size, start, store, voices
from tests.bench.figures import Figure
from tests.bench.rush import limited

BENCHES: Mapping[str, Callable[[], Iterator[Figure]]] = MappingProxyType(
    {
        "queue": queue.bench,
        "voices": voices.bench,
        "store": store.bench,
        "size": size.bench,
        "start": start.bench,
        "rush": rush.bench,
        "limits": limited.bench,
        "discord": discord.bench,
        "matrix": matrix.bench,
        "idle": idle.bench,
        "after": after.bench,
    }
)
"""Every bench there is."""


def main() -> None:
    """Run one bench or all."""
    parser = argparse.ArgumentParser(
        prog="./run bench", description="Measurements, each beside its baseline."
    )
    parser.add_argument("name", nargs="?", choices=BENCHES, help="one bench; all if left out")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures there too")
    wanted = parser.parse_args()
    found = {}
    for name in [wanted.name] if wanted.name else BENCHES:
        for figure in BENCHES[name]():
            sys.stdout.write(f"{figure}\n")
            sys.stdout.flush()
            found[figure.name] = figure.as_json()
    if wanted.json:
        wanted.json.write_text(json.dumps(found, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
