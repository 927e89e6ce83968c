"""Options that several verbs share."""

from pathlib import Path
from typing import Annotated

import typer

Id = Annotated[
    str, typer.Argument(metavar="MEETING", help="The meeting's id: its file's name without .toml.")
]
Config = Annotated[
    Path | None, typer.Option(help="The configuration; config.toml if it is there.", metavar="FILE")
]
