"""Whatever keyboard a line comes from, it means the same; and not a word of it is lost."""

import re
import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.commands.input.parsing import parse_line
from bot.commands.model import Command, Kind, Outcome
from bot.domain.folding import bare, fold, plain
from bot.domain.message import Refusal
from tests.commands.session import TABLE, debating

WIDE = {c: c + 0xFEE0 for c in range(0x21, 0x7F)} | {0x20: 0x3000}
ARABIC = {ord(c): ord(c) + 0x630 for c in "0123456789"} | {ord(","): 0x60C, ord(";"): 0x61B, ord("?"): 0x61F}
KEYBOARDS = (
    lambda line: line.translate(WIDE),
    lambda line: line.translate(ARABIC),
    lambda line: line.replace(",", "\u3001").replace("|", "\uff5c").replace("-", "\u2212"),
    lambda line: line.upper().replace("I", "\u0130"),
    lambda line: "\u200f" + line.replace(" ", " \u200e") + "\ufe0f",
    lambda line: unicodedata.normalize("NFD", line),
)
"""Full-width, Arabic, Chinese, Turkish capitals, marks of direction, accents apart."""

LINES = (
    "join", "q+", "withdraw", "q-", "q?", "position", "id cs ap", "id cs,ap", "id cs;ap", "identify cs|af",
    "id cs af zz", "id cs ps", "name guest", "name Guest 7", "whoami", "why", "w cs ps cs", "w cs af | Ana",
    "w cs af ap", "w", "phase extend 5m", "phase extend 1h30", "phase next", "phase next 5m", "more 30s",
    "pick guest 1 | knows", "pick hall 1 knows", "pick 1 knows", "regroup 1 cs ap", "next", "done", "undo",
    "help phase", "xyzzy", "jion", "leave me",
)  # fmt: skip

WORDS = (
    "cs", "ap", "zz", "reply", "|", "\uff5c", ",", "\u060c", "\uff0c", "5m", "\u0665", "extend", "next",
    "Ana", "Guest", "12", "hall", '"', "\u201c", "\u201d", "\u00ab", "\u270b", "join", "q+",
    "\uff4a\uff4f\uff49\uff4e", "\u200b", "to", "say",
)  # fmt: skip
typed = st.lists(st.sampled_from(WORDS), max_size=8).map(" ".join) | st.text(max_size=40)


@pytest.mark.parametrize("keyboard", KEYBOARDS)
@pytest.mark.parametrize("line", LINES)
def test_each_keyboard_says_the_same(line: str, keyboard: type[str]) -> None:
    sessions = [debating() for _ in range(2)]
    results = []
    for session, said in zip(sessions, (line, keyboard(line)), strict=True):
        for other in ("w cs", "w gov", "w ps"):
            session.answer("ivo", other)
        results.append(session.say("vera", said))
    first, second = results
    assert type(first) is type(second)
    assert sessions[0].meeting == sessions[1].meeting
    assert _key(first) == _key(second)


def _key(result: Outcome | Refusal) -> str:
    return result.message.key if isinstance(result, Refusal) else result.answer.key


@given(command=st.sampled_from(TABLE), rest=typed)
def test_every_word_of_a_line_reaches_a_parameter_or_is_refused(command: Command, rest: str) -> None:
    parsed = parse_line(TABLE, f"{command.name} {rest}")
    if isinstance(parsed, Refusal):
        return
    assert _letters(" ".join(parsed.raw.values())) == _letters(rest)


def _letters(text: str) -> str:
    return "".join(re.findall(r"\w", plain(text)))


@given(typed)
def test_what_is_understood_is_so_after_folding_too(line: str) -> None:
    first, second = parse_line(TABLE, line), parse_line(TABLE, plain(line))
    assert isinstance(first, Refusal) == isinstance(second, Refusal)
    if not isinstance(first, Refusal) and not isinstance(second, Refusal):
        assert first.command == second.command
        for parameter in first.command.parameters:
            if parameter.kind not in (Kind.TEXT, Kind.LISTED):
                values = (plain(raw.get(parameter.name, "")).split() for raw in (first.raw, second.raw))
                assert len({tuple(value) for value in values}) == 1


@pytest.mark.slow
def test_folding_once_is_enough() -> None:
    for code in range(sys.maxunicode + 1):
        character = chr(code)
        if unicodedata.category(character) in ("Cs", "Cn", "Co"):
            continue
        for folding in (plain, fold, bare):
            assert folding(folding(character)) == folding(character), hex(code)
