"""What counts as a command, in a room and in a direct chat."""

import pytest

from bot.commands.input.prefix import command_text


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
        ("\uff01join", "join"),
        ("\uff0f next", "next"),
        ("\u200f!join \u00bd x\u00b2", "join \u00bd x\u00b2"),
        ("q\uff0b", "q\uff0b"),
        ("q\u2212", "q\u2212"),
        ("q\u061f", "q\u061f"),
        ("\u270b", "\u270b"),
        ("!\U0001f64b", "\U0001f64b"),
        ("\U0001f590\ufe0f \U0001f91a\U0001f3fe!", "\U0001f590\ufe0f \U0001f91a\U0001f3fe!"),
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
        "\u270b I agree",
        "\U0001f44b",
        "\uff01",
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
