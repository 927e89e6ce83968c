"""The questions and refusals are read on a phone, by people in a hurry; the guide quotes them."""

import re
from pathlib import Path

import pytest

import bot.messages
from bot.domain.message import Message
from bot.messages.catalogue import load_catalogues, read_resources
from bot.messages.document import plain
from bot.messages.render import Context, render
from tests.docs.documents import ROOT, text
from tests.messages.checker import counted, patterns, variables

ENGLISH = patterns(read_resources(Path(bot.messages.__path__[0]) / "en"))
KEYS = sorted(key for key in ENGLISH if re.match(r"(refused-)?setup-", key))
MOST_WORDS, MOST_CHARACTERS = 19, 300


def shown(key: str, platform: str) -> str:
    pattern = ENGLISH[key]
    given = {name: 2 if name in counted(pattern) else "some words" for name in variables(pattern)}
    given |= {"platform": platform} if "platform" in given else {}
    return plain(render(Message(key, given), Context(load_catalogues(), "en")).nodes)


@pytest.mark.parametrize("platform", ["discord", "matrix"])
@pytest.mark.parametrize("key", KEYS)
def test_each_is_short(key: str, platform: str) -> None:
    words = shown(key, platform)
    assert len(words) <= MOST_CHARACTERS
    sentences = re.split(r"[.?!:]\s|\n", words)
    assert [each for each in sentences if len(each.split()) > MOST_WORDS] == []


def test_the_guide_has_every_question_in_its_own_words() -> None:
    section = text(ROOT / "docs" / "organiser.md").partition("You read |")[2].partition("\n\n")[0]
    quoted = re.findall(r"^\| ([^|]+?) \|", section, re.MULTILINE)
    said = {shown(key, "discord").splitlines()[0].replace("some words", "...") for key in KEYS}
    assert len(quoted) == 9
    assert [each for each in quoted if each not in said] == []
