"""What people write as to a person is met with what can be sent."""

import tomllib
from importlib.resources import files

import pytest

from bot.commands.input.guessing.talk import LANGUAGES, Talk, talks, wanted
from bot.commands.input.guessing.wishes import WISHES
from bot.commands.input.parsing import ParsedCommand, parse_line
from bot.domain.message import Refusal
from tests.commands.session import TABLE


def offered(line: str) -> list[str]:
    """The lines that are offered, without the one that shows everything."""
    refusal = parse_line(TABLE, line)
    assert isinstance(refusal, Refusal)
    assert refusal.message.key in ("refused-talk", "refused-thanks")
    return [f"{each.command} TEXT" if each.asks else each.command for each in refusal.message.offers][:-1]


@pytest.mark.parametrize(
    ("line", "lines"),
    [
        ("I want to speak", ["join", "join TEXT"]),
        ("May I ask a question?", ["join", "join TEXT"]),
        ("Je voudrais prendre la parole", ["join", "join TEXT"]),
        (
            "\u042f \u0445\u043e\u0447\u0443 \u0432\u044b\u0441\u0442\u0443\u043f\u0438\u0442\u044c",
            ["join", "join TEXT"],
        ),
        ("\u6211\u60f3\u53d1\u8a00", ["join", "join TEXT"]),
        ("\u0623\u0631\u064a\u062f \u0623\u0646 \u0623\u062a\u0643\u0644\u0645", ["join", "join TEXT"]),
        ("When is my turn?", ["position", "queue"]),
        ("\u00bfCu\u00e1ndo es mi turno?", ["position", "queue"]),
        ("I can\u2019t speak, please read my text", ["join TEXT", "later", "withdraw"]),
        ("I don't want to speak any more", ["withdraw"]),
        ("who's next", ["queue", "why"]),
        ("this is not fair", ["why", "balance"]),
        ("I'm done", ["done"]),
        ("I represent an NGO", ["identify"]),
        ("please change my name", ["name TEXT", "name guest"]),
        ("Hello", ["join", "position", "identify"]),
        ("thank you", []),
        ("Merci !", []),
        ("\u8c22\u8c22", []),
    ],
)
def test_what_somebody_wants_is_offered(line: str, lines: list[str]) -> None:
    assert offered(line) == lines


@pytest.mark.parametrize(
    "line", ["speakeasy tonight", "the thankless task", "\U0001f98a \U0001f438", "lorem ipsum"]
)
def test_where_nothing_is_wanted_nothing_is_guessed(line: str) -> None:
    assert wanted(line) is None


@pytest.mark.parametrize("talk", talks(), ids=lambda talk: talk.phrases[0])
def test_what_is_offered_can_be_sent_and_each_phrase_is_found(talk: Talk) -> None:
    for wish in talk.offers:
        assert isinstance(parse_line(TABLE, WISHES[wish].command), ParsedCommand)
    for phrase in talk.phrases:
        found = wanted(f"{phrase}, ...!")
        assert found is not None
        assert talks().index(found) <= talks().index(talk)


def test_every_intention_is_known_in_each_language() -> None:
    text = files("bot.commands.input.guessing").joinpath("talk.toml").read_text(encoding="utf-8")
    for each in tomllib.loads(text)["talk"]:
        assert {*LANGUAGES} == each.keys() - {"answer", "offers"}
        assert all(each[language] for language in LANGUAGES)
