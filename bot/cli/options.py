"""Options that several verbs share."""

from pathlib import Path
from typing import Annotated

import typer

Config = Annotated[
    Path | None, typer.Option(help="The configuration; config.toml if it is there.", metavar="FILE")
]
