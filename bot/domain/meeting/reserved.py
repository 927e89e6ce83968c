"""Names that would pass for the bot, for its badges, or for somebody with a role, in six languages.

They are those of the United Nations: en, fr, es, ru, ar, zh, in this order.
"""

import re
import unicodedata
from collections.abc import Collection, Iterator
from functools import cache
from typing import Final

from bot.domain.folding import plain
from bot.domain.looks import looks

BADGES: Final = (
    *("guest", "hall", "participant"),
    *("invité", "invitée", "salle"),
    *("invitado", "invitada", "sala"),
    *("гость", "гостья", "зал"),
    *("ضيف", "ضيفة", "قاعة"),
    *("嘉宾", "来宾", "访客", "会场", "大厅"),
)
"""What the bot calls those without a name, with a number; nobody else may go by it."""
ROLES: Final = (
    *("moderator", "evenfloor", "administrator", "rapporteur"),
    *("modérateur", "modératrice", "administrateur", "administratrice"),
    *("moderador", "administrador", "organizador"),
    *("модератор", "администратор", "организатор"),
    *("مدير الجلسة", "منسق الجلسة"),
    *("主持人", "管理员", "协调员", "组织者"),
)
"""Not even as a part of a name."""
WHOLE: Final = (
    *("organiser", "organizer", "coordinator", "facilitator", "chair", "secretariat", "host", "admin", "bot"),
    *("system", "somebody", "nobody", "everyone", "not stated"),
    *(
        "organisateur",
        "organisatrice",
        "coordinateur",
        "coordinatrice",
        "secrétariat",
        "quelqu'un",
        "personne",
    ),
    *("coordinador", "coordinadora", "relator", "relatora", "secretaría", "alguien", "nadie"),
    *("координатор", "докладчик", "ведущий", "ведущая", "секретариат", "бот", "никто"),
    *("مشرف", "منسق", "منظم", "مقرر", "بوت", "لا أحد"),
    *("报告员", "秘书处", "机器人", "系统", "某人"),
)
"""Some of them are names of people too, and may stand beside another name."""
_NUMBER: Final = re.compile(r"\d+.*|[IVXLC]*[IVXLC1l]+")
"""A number, or one in Roman letters up to the end."""


def reserved(name: str) -> bool:
    """Whether a reader could take it for what the bot says of others."""
    return not _seen(name).isdisjoint(_all((*BADGES, *WHOLE))) or claims_role(name) or _badge(name)


def claims_role(name: str) -> bool:
    """Whether a word for a role stands in it."""
    return any(role in shown for shown in _seen(name) for role in _all(ROLES))


def _badge(name: str) -> bool:
    """Whether it is a word for a badge and a number, in any order and however they are put together."""
    letters = "".join(c for c in plain(name) if unicodedata.category(c)[0] in "LMN")
    badges = _all(BADGES)
    return any(
        _NUMBER.fullmatch(number) and not _seen(word).isdisjoint(badges) for word, number in _halves(letters)
    )


def _halves(letters: str) -> Iterator[tuple[str, str]]:
    """A word and the number behind it, wherever it begins; and the word behind a number."""
    longest = 2 * max(map(len, BADGES))
    for at in range(1, min(len(letters), longest + 1)):
        yield letters[:at], letters[at:]
    word = letters.lstrip("0123456789")
    yield word, letters[: len(letters) - len(word)]


def _seen(name: str) -> frozenset[str]:
    """How it looks whichever way and in whatever case: with these words no risk is taken."""
    return frozenset(shown.lower() for _, shown in looks(name))


@cache
def _all(words: Collection[str]) -> frozenset[str]:
    return frozenset(shown for word in words for shown in _seen(word))
