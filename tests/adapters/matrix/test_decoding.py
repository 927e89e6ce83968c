"""Answers of a homeserver of which one part is beyond what Python's reader takes."""

import json

import pytest

from adapters.matrix.decoding import DEEPEST, decode

DEEP = "[" * 100_000 + "]" * 100_000
LONG = "9" * 5_000


def answer(odd: str) -> bytes:
    return f'{{"before": ["[\\"{{", 1], "odd": {odd}, "after": {{"x": "\\u00e9"}}}}'.encode()


@pytest.mark.parametrize(
    "odd", [LONG, f"-{LONG}", DEEP, '{"a":' * 5_000 + "1" + "}" * 5_000, f'["{DEEP}", {DEEP}]']
)
def test_what_goes_too_deep_or_is_too_long_is_left_out_alone(odd: str) -> None:
    read = decode(answer(odd))
    assert isinstance(read, dict)
    assert (read["before"], read["after"]) == (['["{', 1], {"x": "é"})


def test_what_is_left_out_becomes_null_at_its_place() -> None:
    assert decode(answer(f'[1, {LONG}, {{"a": {LONG}}}, "{LONG}", 2]')) == {
        "before": ['["{', 1],
        "odd": [1, None, {"a": None}, LONG, 2],
        "after": {"x": "é"},
    }
    read: object = decode(b"[" * 5_000 + b"]" * 5_000)
    for _ in range(DEEPEST):
        assert isinstance(read, list)
        [read] = read
    assert read is None


@pytest.mark.parametrize(
    "text", [b"", b"<html>", b'{"a": 1', b"[" * 5_000, b'{"a": "' + b"\\" * 5_001, b"\xff"]
)
def test_what_is_no_json_is_said_to_be_none(text: bytes) -> None:
    with pytest.raises(json.JSONDecodeError):
        decode(text)


def test_bytes_that_are_no_text_spoil_their_own_string_only() -> None:
    assert decode(b'{"a": "\xff", "b": 2}') == {"a": "\N{REPLACEMENT CHARACTER}", "b": 2}


def test_an_ordinary_answer_is_read_as_it_is() -> None:
    whole = {"next_batch": "s1", "rooms": {"join": {"!a:x": {"timeline": {"events": [{"n": 2**70}]}}}}}
    assert decode(json.dumps(whole).encode()) == whole
