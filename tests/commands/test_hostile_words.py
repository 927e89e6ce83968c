"""Whatever stands behind a command, it is carried out or refused."""

import pytest

from bot.commands.input.parsing import LONGEST, find_command
from bot.commands.model import Command, Outcome
from bot.domain.message import Refusal
from bot.ports.platform import ChosenRequest, TypedRequest
from tests.commands.session import TABLE, debating

HOSTILE = ("9" * 3_900, "guest 9" + "9" * 3_900, "hall" + "٩" * 3_900, "[" * 3_900, '"' * 3_900, "|" * 3_900)


@pytest.mark.parametrize("command", TABLE, ids=lambda command: command.name)
def test_any_command(command: Command) -> None:
    session = debating()
    session.answer("ana", "join")
    for words in HOSTILE:
        assert isinstance(session.say("vera", f"{command.name} {words}"), Outcome | Refusal)


@pytest.mark.parametrize(
    "request_",
    [
        TypedRequest("pick guest " + "9" * 5_000),
        TypedRequest(" " * LONGEST + "join"),
        ChosenRequest("join", {"text": "x" * (LONGEST + 1)}),
    ],
)
def test_what_is_too_long_to_be_quoted_is_refused(request_: TypedRequest | ChosenRequest) -> None:
    refused = find_command(TABLE, request_)
    assert isinstance(refused, Refusal)
    assert refused.message.key == "refused-too-long"
