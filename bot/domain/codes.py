"""Codes that let somebody in, as people pass them on; not to be read in the database."""

import hashlib
import hmac
import re
from collections.abc import Callable, Sequence
from typing import Final, Protocol, TypeVar

from bot.domain.folding import plain

GROUP: Final = 4
_FORM: Final = re.compile(r"[A-Z0-9]{4}(-?[A-Z0-9]{4}){3}")


class Kept(Protocol):
    """A code as it is kept."""

    @property
    def digest(self) -> str:
        """What `digest` makes of it."""
        ...


AnyKept = TypeVar("AnyKept", bound=Kept)


def new_code(secret: Callable[[], str]) -> str:
    """Sixteen letters in groups: even whoever has a copy of the database cannot try them all."""
    letters = secret() + secret()
    return "-".join(letters[start : start + GROUP] for start in range(0, len(letters), GROUP))


def looks_like(text: str) -> bool:
    """Whether a text is one by its form, with its dashes or without."""
    return _FORM.fullmatch(plain(text).strip().upper()) is not None


def digest(code: str) -> str:
    """What is kept of a code; capitals, dashes and spaces make no difference."""
    letters = "".join(c for c in plain(code).upper() if c.isalnum())
    return hashlib.sha256(letters.encode()).hexdigest()


def matching(code: str, kept: Sequence[AnyKept]) -> AnyKept | None:
    """The code that was given; it takes as long whichever it is, or none."""
    given = digest(code)
    found = [each for each in kept if hmac.compare_digest(each.digest, given)]
    return found[0] if found else None
