"""`./run faults`: kill the bot at every moment that matters, on both databases, and say what came of it."""

import argparse
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from storage.schema import migrate
from tests.faults.bugs import Bug
from tests.faults.campaign import NewDatabase, campaign, file_databases, plans
from tests.postgres import running_postgres

SHOWN = 5
"""How many problems are shown of each kind of database."""


def main(arguments: argparse.Namespace) -> int:
    """0 if nothing was lost, doubled or out of order."""
    failed = 0
    for kind in arguments.database:
        with _databases(kind) as new:
            failed += _run(kind, new, arguments)
    return 1 if failed else 0


def _run(kind: str, new: NewDatabase, arguments: argparse.Namespace) -> int:
    expected, moments = campaign(new).reference()
    played = campaign(new, arguments.bug)
    begin, counts, failures = time.monotonic(), Counter[str](), 0
    for plan in plans(moments, arguments.points, arguments.plans, arguments.seed):
        verdict = played.play(plan, expected)
        counts["single" if len(plan) == 1 else "multiple"] += 1
        counts["kills"] += verdict.kills
        if verdict.problems:
            failures += 1
            if failures <= SHOWN:
                _say(f"{kind}, killed at {list(plan)}: {'; '.join(verdict.problems)}")
            if arguments.stop:
                break
    seconds = time.monotonic() - begin
    _say(f"{'database':<12}{'moments':>9}{'single':>8}{'multiple':>10}{'kills':>7}{'wrong':>7}{'seconds':>9}")
    row = (len(moments), counts["single"], counts["multiple"], counts["kills"], failures, round(seconds))
    _say(
        f"{kind:<12}"
        + "".join(f"{each:>{width}}" for each, width in zip(row, (9, 8, 10, 7, 7, 9), strict=True))
    )
    return failures


@contextmanager
def _databases(kind: str) -> Iterator[NewDatabase]:
    with ExitStack() as stack:
        if kind == "sqlite":
            template = Path(stack.enter_context(tempfile.TemporaryDirectory())) / "empty.db"
            migrate(f"sqlite:///{template}")
            yield file_databases(template)
        else:
            server = stack.enter_context(running_postgres())
            name = server.create()
            migrate(server.url(name))
            yield lambda _: server.url(server.create(name))


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="./run faults", description=__doc__)
    parser.add_argument("--points", type=int, default=10_000, help="single kills; all moments by default")
    parser.add_argument("--plans", type=int, default=10_000, help="plans with several kills")
    parser.add_argument("--stop", action="store_true", help="stop at the first problem")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--database", nargs="+", choices=["sqlite", "postgresql"], default=["sqlite", "postgresql"]
    )
    parser.add_argument(
        "--bug", type=lambda name: Bug[name], help="plant a bug: " + ", ".join(b.name for b in Bug)
    )
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main(_arguments()))
