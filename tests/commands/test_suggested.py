"""Whatever command a message tells people to send can be sent."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import bot
from bot.domain.message import Refusal
from tests.commands.session import debating

# Some name a command that wants more words ("pick", "name"), which the sentence around them says.
MISREAD = {
    "refused-unknown-command",
    "refused-unknown-command-near",
    "refused-extra",
    "refused-word",
    "refused-duration",
    "refused-unknown-choice",
    "refused-unknown-choice-near",
    "refused-extension",
    "refused-more",
}


def suggested() -> Iterator[str]:
    """Each command that is written out in the code, for a message to show or offer."""
    for file in Path(bot.__path__[0]).rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            match node:
                case ast.Call(func=ast.Name("CommandText" | "Offer"), args=[ast.Constant(str(words)), *_]):
                    yield words


@pytest.mark.parametrize("words", sorted(set(suggested())))
def test_what_is_suggested_is_understood(words: str) -> None:
    result = debating().say("vera", words)
    assert not isinstance(result, Refusal) or result.message.key not in MISREAD
