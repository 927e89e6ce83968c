"""From a typed line to a command and its arguments."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.commands.input.guessing.synonyms import SYNONYMS
from bot.commands.input.parsing import ParsedCommand, find_command, lookup, parse_line, validate_arguments
from bot.domain.changing import replace
from bot.domain.message import CommandText, Refusal
from bot.ports.platform import ChosenRequest, TypedRequest
from tests.commands.session import TABLE
from tests.commands.shown import keys, parts


@pytest.mark.parametrize(
    ("line", "command", "arguments"),
    [
        ("join", "join", {}),
        ("JOIN", "join", {}),
        ("q+", "join", {}),
        ("q+ to say", "join", {}),
        ("q+ to say that it works", "join", {"text": "that it works"}),
        ("Q+ hello", "join", {"text": "hello"}),
        ("the hand", "join", {}),
        ('join "two words"', "join", {"text": "two words"}),
        ("join \u201cquoted\u201d", "join", {"text": "quoted"}),
        ('join "half', "join", {"text": '"half'}),
        ('join "', "join", {"text": '"'}),
        ("join one\ntwo | three", "join", {"text": "one\ntwo | three"}),
        ("join | words", "join", {"text": "words"}),
        ("q-", "withdraw", {}),
        ("q?", "position", {}),
        ("ack next", "next", {}),
        ("id cs ap", "identify", {"codes": "cs ap"}),
        ("w cs ps cs", "walkup", {"codes": "cs ps cs"}),
        ("w cs | Ana Lind", "walkup", {"codes": "cs", "name": "Ana Lind"}),
        ("w | Ana", "walkup", {"name": "Ana"}),
        ("phase next", "phase", {"action": "next"}),
        ("phase extend 5m", "phase", {"action": "extend", "time": 300}),
        ("phase ext 90 seconds", "phase", {"action": "extend", "time": 90}),
        ("phase e 1h 30", "phase", {"action": "extend", "time": 5400}),
        ("phase extend | 5", "phase", {"action": "extend", "time": 300}),
        ("phase pa", "phase", {"action": "pause"}),
        ("\uff4a\uff4f\uff49\uff4e", "join", {}),
        ("q\uff0b", "join", {}),
        ("q\u2212", "withdraw", {}),
        ("\U0001f64b\U0001f3fd\u200d\u2642\ufe0f", "join", {}),
        ("Done.", "done", {}),
        ("join: I think so", "join", {"text": "I think so"}),
        ("\u0130dentify cs", "identify", {"codes": "cs"}),
        ("join\u3000\uff52\uff45\uff50\uff4c\uff59 10\u00b2 \u2260 \uff11", "join",
         {"kind": "reply", "text": "10\u00b2 \u2260 \uff11"}),
        ("w cs\uff5cAna", "walkup", {"codes": "cs", "name": "Ana"}),
        ("identify cs|af", "identify", {"codes": "cs|af"}),
        ("phase extend\uff5c\u0665", "phase", {"action": "extend", "time": 300}),
        ("done \u200b", "done", {}),
        ("join \u200b", "join", {}),
        ("join point of order", "join", {"kind": "point-of-order"}),
        ("join Point of Order: no quorum", "join", {"kind": "point-of-order", "text": "no quorum"}),
        ("join point-of-order no quorum", "join", {"kind": "point-of-order", "text": "no quorum"}),
        ("q+ point of order", "join", {"kind": "point-of-order"}),
        ("join points of order are rare", "join", {"text": "points of order are rare"}),
        ("join reply", "join", {"kind": "reply"}),
        ("join Reply", "join", {"kind": "reply"}),
        ("join reply I do not agree", "join", {"kind": "reply", "text": "I do not agree"}),
        ("join Reply: I do not agree", "join", {"kind": "reply", "text": "I do not agree"}),
        ("join reply | to the minister", "join", {"kind": "reply", "text": "to the minister"}),
        ("join Reply to the minister", "join", {"text": "Reply to the minister"}),
        ("join reply to the minister", "join", {"text": "reply to the minister"}),
        ("join Reply is what I ask for", "join", {"text": "Reply is what I ask for"}),
        ("withdraw point of order", "withdraw", {"kind": "point-of-order"}),
        ("q- reply", "withdraw", {"kind": "reply"}),
        ("leave", "withdraw", {}),
    ],
)  # fmt: skip
def test_a_line_is_understood(line: str, command: str, arguments: dict[str, object]) -> None:
    parsed = parse_line(TABLE, line)
    assert not isinstance(parsed, Refusal), parsed
    assert parsed.command.name == command
    assert validate_arguments(parsed.command, parsed.raw) == arguments


@pytest.mark.parametrize("line", ["next please", "ready or not", "start over"])
def test_talk_is_no_command(line: str) -> None:
    refusal = parse_line(TABLE, line)
    assert isinstance(refusal, Refusal)
    assert refusal.message.key == "refused-extra"


@pytest.mark.parametrize(
    ("line", "key"),
    [
        ("phase", "refused-missing"),
        ("phase p", "refused-word"),
        ("leave me alone", "refused-word"),
        ("phase sideways", "refused-word"),
        ("phase extend soon", "refused-duration"),
        ("meeting", "refused-missing"),
    ],
)
def test_an_unreadable_argument_is_refused_with_the_usage(line: str, key: str) -> None:
    parsed = parse_line(TABLE, line)
    assert not isinstance(parsed, Refusal)
    refusal = validate_arguments(parsed.command, parsed.raw)
    assert isinstance(refusal, Refusal)
    assert refusal.message.key == key
    assert "usage" in keys(refusal.message)


@pytest.mark.parametrize(
    ("line", "near"),
    [
        ("jion", "join"),
        ("identfy cs", "identify"),
        ("nxt", "next"),
        ("withdrawl", "withdraw"),
        ("hlep", "help"),
    ],
)
def test_an_unknown_command_gets_the_nearest_one(line: str, near: str) -> None:
    assert offered(line) == [near]


@pytest.mark.parametrize(
    ("line", "lines"),
    [
        ("extend 5m", ["more", "phase extend 5m"]),
        ("resume", ["phase resume"]),
        ("Stop!", ["withdraw", "done", "phase pause", "close"]),
        ("previous", ["phase previous"]),
        ("speak", ["join"]),
        ("\uff21nonymous", ["name guest"]),
        ("add one more", ["more", "walkup"]),
    ],
)
def test_other_words_for_a_command_come_before_any_guess(line: str, lines: list[str]) -> None:
    assert offered(line) == lines


def offered(line: str) -> list[str]:
    """The lines that are offered for one that is no command; what they take is left out."""
    refusal = parse_line(TABLE, line)
    assert isinstance(refusal, Refusal)
    assert refusal.message.key == "refused-unknown-command-near"
    shown = [part.words for part in parts(refusal.message) if isinstance(part, CommandText)]
    return [re.sub(r" [\[A-Z].*", "", words) for words in shown if words != "help"]


@pytest.mark.parametrize("word", sorted(SYNONYMS))
def test_what_is_offered_for_a_word_can_be_sent_and_the_word_is_no_command(word: str) -> None:
    assert lookup(TABLE, word) is None
    for line in SYNONYMS[word]:
        assert isinstance(parse_line(TABLE, line), ParsedCommand)


@pytest.mark.parametrize("line", ["id?", "ngo", "qq", "wx", "nah", "x" * 5000])
def test_nothing_far_fetched_is_offered(line: str) -> None:
    result = parse_line(TABLE, line)
    assert isinstance(result, ParsedCommand) or result.message.key == "refused-unknown-command"


@pytest.mark.parametrize("line", ["", "xyzzy", "\U0001f98a", "\u72d0\u72f8"])
def test_where_nothing_is_near_there_is_help(line: str) -> None:
    refusal = parse_line(TABLE, line)
    assert isinstance(refusal, Refusal)
    assert refusal.message.key == "refused-unknown-command"


def test_a_chosen_command_comes_with_its_arguments() -> None:
    typed = find_command(TABLE, TypedRequest("id cs"))
    assert isinstance(typed, ParsedCommand)
    assert replace(typed, called="") == find_command(TABLE, ChosenRequest("identify", {"codes": "cs"}))
    unknown = find_command(TABLE, ChosenRequest("jion", {}))
    assert isinstance(unknown, Refusal)
    assert unknown.message.key == "refused-unknown-command-near"


@pytest.mark.parametrize("form", [form for command in TABLE for form in command.forms])
def test_each_form_that_help_shows_is_one_of_its_command(form: str) -> None:
    parsed = parse_line(TABLE, form)
    assert isinstance(parsed, ParsedCommand)
    assert form in parsed.command.forms
    assert not isinstance(validate_arguments(parsed.command, parsed.raw), Refusal)


def test_every_name_and_alias_means_one_command() -> None:
    names = [name for command in TABLE for name in (command.name, *command.aliases)]
    assert len(names) == len(set(names))
    assert all(lookup(TABLE, name.upper()) for name in names)


@given(
    st.text(max_size=80)
    | st.lists(st.sampled_from(["q+", "to", "say", "phase", "|", '"', "w", "5"])).map(" ".join)
)
def test_whatever_is_typed_is_understood_or_refused(line: str) -> None:
    parsed = parse_line(TABLE, line)
    if not isinstance(parsed, Refusal):
        validate_arguments(parsed.command, parsed.raw)
