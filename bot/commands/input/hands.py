"""Raised hands, as emoji: in a reaction, and in a message."""

import re
from typing import Final

from bot.domain.folding import plain

HANDS: Final = "\u270b\U0001f91a\U0001f590\U0001f64b"
"""Raised hand, raised back of hand, hand with fingers splayed, and somebody raising one."""
_LOOKS: Final = "\U0001f3fb-\U0001f3ff\u2640\u2642"
"""Skin and gender, which follow."""
_LOOK: Final = re.compile(f"[{_LOOKS}]")
_RAISED: Final = re.compile(rf"(?:[{HANDS}][{_LOOKS}]*\s*)+[.!]*\s*")


def raised(text: str) -> bool:
    """Whether it is nothing but a raised hand, once or several times."""
    return _RAISED.fullmatch(plain(text)) is not None


def alike(one: str, other: str) -> bool:
    """Whether two emoji are the same to whoever taps them: in any skin, and any raised hand is one."""
    return (raised(one) and raised(other)) or _LOOK.sub("", plain(one)) == _LOOK.sub("", plain(other))
