"""What `./run` does before the program is there: what is missing is told, and tried again the next time."""

import asyncio
import os
import shutil
import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[2]


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """As much of the project as is looked at until something is installed."""
    for name in ("run", "pyproject.toml", "constraints.txt"):
        shutil.copy(PROJECT / name, tmp_path)
    return tmp_path


async def ran(clone: Path, **environment: str) -> tuple[int | None, str]:
    """A verb's exit code, and what it said."""
    process = await asyncio.create_subprocess_exec(
        clone / "run",
        "evenfloor",
        "--help",
        env={**os.environ, **environment},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    said, _ = await process.communicate()
    return process.returncode, said.decode()


async def test_a_python_that_is_none_is_told_once_and_nothing_is_begun(clone: Path) -> None:
    code, said = await ran(clone, PYTHON="/nowhere/python")
    assert code == 1
    (line,) = said.splitlines()
    assert line.startswith("Evenfloor needs Python 3.11 or newer, which /nowhere/python is not.")
    assert not (clone / ".venv").exists()


@pytest.mark.slow
async def test_what_could_not_be_installed_is_not_taken_for_installed(clone: Path) -> None:
    for _ in range(2):
        none = {"PIP_NO_INDEX": "1", "PIP_CONFIG_FILE": os.devnull}
        code, said = await ran(clone, PYTHON=sys.executable, **none)
        assert code == 1
        assert "No matching distribution found for pip" in said
        assert ".venv/bin/evenfloor" not in said, "it went on"
        assert not list((clone / ".venv").glob(".installed*"))
