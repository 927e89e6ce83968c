"""`evenfloor order`: the order in which the rule calls people, beside the one that was expected."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated, NoReturn

import typer
from msgspec.structs import asdict

from bot.bounds import BeyondBounds, read_file
from bot.cli.problems import give_up
from bot.order_file.cases import Case, CaseProblem, MalformedError, read_cases

File = Annotated[Path, typer.Argument(help="Cases as docs/fair-queue.md describes them.", metavar="FILE")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON for programs.")]


def order(file: File, as_json: AsJson = False) -> None:
    """Work out the order of calls: exits with 0 if all agree, 1 if one differs, 2 if one is malformed."""
    try:
        cases = read_cases(read_file(file))
    except OSError as error:
        _refuse([CaseProblem("", "", f"{file} cannot be read: {error.strerror}")], as_json)
    except BeyondBounds as error:
        _refuse([CaseProblem("", "", f"{file} {error}")], as_json)
    except MalformedError as error:
        _refuse(error.problems, as_json)
    if as_json:
        typer.echo(json.dumps({"cases": [_as_json(case) for case in cases]}, ensure_ascii=False, indent=2))
    else:
        for line in report(cases):
            typer.echo(line)
    raise typer.Exit(1 if any(case.agrees is False for case in cases) else 0)


def _refuse(problems: Sequence[CaseProblem], as_json: bool) -> NoReturn:
    if as_json:
        typer.echo(json.dumps({"problems": [asdict(problem) for problem in problems]}, indent=2))
    give_up(*problems, code=2)


def _as_json(case: Case) -> dict[str, object]:
    return {"id": case.id, "order": case.order, "expected": case.expected, "agrees": case.agrees}


def report(cases: Sequence[Case]) -> Iterator[str]:
    """Each case with its order, the expected one below it, and the sum of them all."""
    for case in cases:
        yield f"{case.id}: {_VERDICTS[case.agrees]}"
        yield f"  order     {', '.join(map(str, case.order)) or 'nobody'}"
        if case.expected is not None:
            yield f"  expected  {', '.join(map(str, case.expected)) or 'nobody'}"
    compared = [case for case in cases if case.agrees is not None]
    differ = sum(not case.agrees for case in compared)
    yield f"{len(cases)} cases, {len(compared) - differ} agree, {differ} differ"


_VERDICTS = {True: "agrees", False: "DIFFERS", None: "nothing expected"}
