"""What counts as a command, in a room and in a direct chat."""

import pytest

from bot.commands.parser import command_text


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("!join", "join"),
        ("/next", "next"),
        ("  ! identify cs ap \n", "identify cs ap"),
        ("!join first line\nsecond line", "join first line\nsecond line"),
        ("q+", "q+"),
        ("Q-", "Q-"),
        ("q?", "q?"),
        ("q+ to say that it works", "q+ to say that it works"),
        ("ack next", "ack next"),
    ],
)
def test_commands_in_a_room(text: str, words: str) -> None:
    assert command_text(text, direct=False) == words


@pytest.mark.parametrize(
    "text",
    [
        "join",
        "hello",
        "",
        "!",
        "!!!",
        "/",
        "!?",
        "q",
        "q+1",
        "q- ana",
        "acknowledge",
        "ack next week",
        "I say q+",
    ],
)
def test_talk_in_a_room_is_left_alone(text: str) -> None:
    assert command_text(text, direct=False) is None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("join", "join"),
        ("!join", "join"),
        ("/join", "join"),
        ("what is this?", "what is this?"),
        ("q+", "q+"),
    ],
)
def test_in_a_direct_chat_everything_is_a_command(text: str, words: str) -> None:
    assert command_text(text, direct=True) == words


@pytest.mark.parametrize("text", ["", "  \n", "!", "!!!"])
def test_nothing_stays_nothing_in_a_direct_chat(text: str) -> None:
    assert command_text(text, direct=True) is None
