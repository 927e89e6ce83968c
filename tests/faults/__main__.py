"""`./run faults`: send the bot what nobody should, check all it says, kill it whenever that matters."""

import argparse
import os
import sys
from collections.abc import Iterator

from tests.faults.bugs import Bug
from tests.faults.cuts import cuts
from tests.faults.killing import kills
from tests.faults.late import late
from tests.faults.matrix.campaign import on_matrix
from tests.faults.odd_inputs import odd_inputs
from tests.faults.plans import Plan
from tests.faults.relay.campaign import on_both
from tests.faults.sentences import spoken
from tests.faults.table import HEADER, Row, say
from tests.faults.together import together

PARTS = ("sentences", "inputs", "kills", "cuts", "late", "workers", "matrix", "relay")


def main(arguments: argparse.Namespace) -> int:
    """0 if nothing was lost, doubled or out of order."""
    rows: list[Row] = []
    say(f"seed {arguments.seed}")
    try:
        rows.extend(_rows(arguments))
    finally:
        say(HEADER)
        for row in rows:
            say(str(row))
    return 1 if any(row.wrong for row in rows) else 0


def _rows(arguments: argparse.Namespace) -> Iterator[Row]:
    if "inputs" in arguments.only:
        yield odd_inputs(arguments)
    if "kills" in arguments.only:
        for database in arguments.database:
            yield from kills(database, arguments)
    if "cuts" in arguments.only and "sqlite" in arguments.database:
        yield cuts(arguments)
    if "late" in arguments.only and "postgresql" in arguments.database:
        yield late(arguments)
    if "workers" in arguments.only and "postgresql" in arguments.database:
        yield together(arguments)
    if "matrix" in arguments.only:
        yield from on_matrix(arguments)
    if "relay" in arguments.only:
        yield on_both(arguments)
    if "sentences" in arguments.only:
        yield spoken(arguments)


def _arguments() -> argparse.Namespace:
    shown = argparse.ArgumentDefaultsHelpFormatter
    parser = argparse.ArgumentParser(prog="./run faults", description=__doc__, formatter_class=shown)
    parser.add_argument("--only", nargs="+", choices=PARTS, default=list(PARTS), help="parts to run")
    parser.add_argument(
        "--database", nargs="+", choices=["sqlite", "postgresql"], default=["sqlite", "postgresql"]
    )
    parser.add_argument("--inputs", type=int, default=100_000, help="odd events and answers on Matrix")
    parser.add_argument("--round", type=int, help="this round of odd inputs alone, as it was printed")
    parser.add_argument("--points", type=int, default=100_000, help="single kills; all moments by default")
    parser.add_argument("--kind", default="", help='only moments that begin so, e.g. "after COMMIT"')
    parser.add_argument("--plans", type=int, default=10_000, help="plans with several kills")
    parser.add_argument(
        "--plan",
        type=Plan.parse,
        help="this one as it was printed, --plans times, instead of those by chance",
    )
    parser.add_argument(
        "--away", type=int, default=1000, help="kills after a send, back too late for its key"
    )
    parser.add_argument("--cuts", type=int, default=100_000, help="power cuts")
    parser.add_argument(
        "--stalls", type=int, default=1000, help="stalls of a holder, if there are so many deliveries"
    )
    parser.add_argument("--workers", type=int, default=4, help="processes on one PostgreSQL")
    parser.add_argument("--seconds", type=float, default=600.0, help="for how long they are killed")
    parser.add_argument(
        "--commands", type=int, default=400_000, help="in meetings whose sentences are checked"
    )
    parser.add_argument("--people", type=int, default=10, help="in each meeting on a homeserver")
    parser.add_argument("--on-matrix", type=int, default=300, help="commands in each of those meetings")
    parser.add_argument("--messages", type=int, default=5_000, help="in two rooms with a relay between them")
    parser.add_argument("--seed", type=int, default=1, help="of all that is left to chance")
    parser.add_argument("--stop", action="store_true", help="stop at the first problem")
    parser.add_argument("--processes", type=int, default=os.cpu_count(), help="plans played at a time")
    parser.add_argument(
        "--bug", type=lambda name: Bug[name], help="plant a bug: " + ", ".join(b.name for b in Bug)
    )
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main(_arguments()))
