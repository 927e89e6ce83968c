"""Texts can be read by people in a hurry who learned English at school: short sentences, nothing twice."""

import re
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest
from fluent.syntax import FluentParser
from fluent.syntax.ast import (
    Pattern,
    Placeable,
    SelectExpression,
    StringLiteral,
    TextElement,
    VariableReference,
)

import bot.messages
from bot.messages.catalogue import FALLBACK, read_resources
from tests.messages.checker import Patterns, patterns

HOME = Path(bot.messages.__path__[0])
MOST_WORDS = 20
"""A sentence has fewer; what stands in a gap counts as one."""


def variants(pattern: Pattern) -> Iterator[str]:
    """The text in each of its cases; a gap is one word."""
    parts = [list(_part(element)) for element in pattern.elements]
    yield from ("".join(chosen) for chosen in product(*parts))


def _part(element: TextElement | Placeable) -> Iterator[str]:
    match element:
        case TextElement(value=value):
            yield str(value)
        case Placeable(expression=SelectExpression(variants=cases)):
            for case in cases:
                yield from variants(case.value)
        case Placeable(expression=StringLiteral(value=value)):
            yield str(value)
        case Placeable(expression=VariableReference()):
            yield "GAP"
        case Placeable(expression=expression):
            raise TypeError(f"{expression} is in no text yet")


def sentences(text: str) -> Iterator[str]:
    for line in text.splitlines():
        yield from (each for each in re.split(r"(?<=[.?!])\s+", line) if each.strip())


def too_long(texts: Patterns) -> list[str]:
    return [
        f"{key}: {sentence}"
        for key, pattern in texts.items()
        for sentence in sorted({each for text in variants(pattern) for each in sentences(text)})
        if len(sentence.split()) >= MOST_WORDS
    ]


def english() -> Patterns:
    return patterns(read_resources(HOME / FALLBACK))


def test_no_sentence_has_twenty_words() -> None:
    assert too_long(english()) == []


def test_no_text_says_a_sentence_twice() -> None:
    for key, pattern in english().items():
        for text in variants(pattern):
            said = [each for each in sentences(text) if len(each.split()) > 2]
            assert len(said) == len({*said}), f"{key}: {text}"


@pytest.mark.parametrize(("words", "found"), [(19, 0), (20, 1)])
def test_a_long_sentence_is_found(words: int, found: int) -> None:
    text = f"Short. {'word ' * (words - 1)}{{ $gap }}. Short."
    assert len(too_long(patterns([FluentParser().parse(f"key = {text}")]))) == found
