"""Natural words: what people write to the bot as to a person, and what to offer for it."""

import re
import tomllib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Final

from msgspec import Struct

from bot.domain.folding import bare

LANGUAGES: Final = ("en", "fr", "es", "ru", "ar", "zh")
"""Those of the United Nations: a person's own words come in their own language, whatever is read."""
LONGEST: Final = 300
"""Characters in which an intention is looked for: the rest of a long text is the text."""
_WORD: Final = re.compile(r"[^\W_]+(?:'[^\W_]+)*")


class Talk(Struct, frozen=True):
    """One thing that people want."""

    answer: str
    """The key of what is said to it."""
    offers: tuple[str, ...]
    """What is offered for it (see the wishes)."""
    phrases: tuple[str, ...]


def wanted(text: str) -> Talk | None:
    """What somebody wants who writes this, if it can be guessed."""
    said = " ".join(("", *_WORD.findall(bare(text[:LONGEST])), ""))
    return next((talk for talk in talks() if any(_in(phrase, said) for phrase in talk.phrases)), None)


@cache
def talks() -> Sequence[Talk]:
    """All of them, read once, in the order in which they are looked for."""
    text = files("bot.commands.input.guessing").joinpath("talk.toml").read_text(encoding="utf-8")
    return tuple(
        Talk(
            each.get("answer", "refused-talk"),
            tuple(each["offers"]),
            tuple(bare(phrase) for language in LANGUAGES for phrase in each[language]),
        )
        for each in tomllib.loads(text)["talk"]
    )


def _in(phrase: str, said: str) -> bool:
    return phrase in said if _unspaced(phrase) else f" {phrase} " in said


def _unspaced(phrase: str) -> bool:
    """Chinese is written without spaces between words."""
    return "\u4e00" <= phrase[0] <= "\u9fff"
