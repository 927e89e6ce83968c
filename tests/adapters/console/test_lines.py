"""What is typed at the console."""

import os
from collections.abc import AsyncIterator

import pytest

from adapters.console.lines import ParsedLine, entries, read_line, typed
from adapters.console.settings import ConsoleSettings


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("/next", ParsedLine("you", "room", "next")),
        ("next", ParsedLine("you", "room", "next")),
        ("ana> /join", ParsedLine("ana", "room", "join")),
        ("  Ana de Souza >/identify cs ap ", ParsedLine("Ana de Souza", "room", "identify cs ap")),
        ("ana #moderators> /next", ParsedLine("ana", "moderators", "next", named=True)),
        ("ana@bot> join", ParsedLine("ana", None, "join", named=True)),
        ("@bot> /join", ParsedLine("you", None, "join", named=True)),
        ("#moderators> /next", ParsedLine("you", "moderators", "next", named=True)),
        ("/join I say: 2 > 1 #x", ParsedLine("you", "room", "join I say: 2 > 1 #x")),
        ("ana> /join 2 > 1", ParsedLine("ana", "room", "join 2 > 1")),
        ("\uff01join", ParsedLine("you", "room", "join")),
        ("ana> \u270b", ParsedLine("ana", "room", "\u270b")),
        ("", None),
        ("   ", None),
        ("ana> ", None),
        ("ana> /", None),
    ],
)
def test_a_line_says_who_says_what_where(line: str, expected: ParsedLine | None) -> None:
    assert read_line(line, ConsoleSettings()) == expected


async def test_lines_come_whole_from_a_pipe() -> None:
    reading, writing = os.pipe()
    os.write(writing, "/join caf\u00e9\nana> /ne".encode())
    os.write(writing, b"xt\n\nlast")
    os.close(writing)
    assert [line async for line in typed(reading)] == ["/join caf\u00e9", "ana> /next", "", "last"]
    os.close(reading)


async def test_the_same_words_typed_twice_are_two_entries() -> None:
    async def lines() -> AsyncIterator[str]:
        for _ in range(2):
            yield "/next"

    found = [entry async for entry in entries(lines())]
    assert [entry.text for entry in found] == ["/next", "/next"]
    assert len({entry.id for entry in found}) == 2
