"""Nobody's words look like another copy, whatever they are put together of."""

from typing import Literal

import pytest

from bot.domain.changing import replace
from bot.messages.document import Break, Code, Node, Strong, Styled, Text
from bot.ports.relay import Extra, PostedFile
from tests.services.conftest import ANA
from tests.services.groups.relay.conftest import Channels

LIKE_COPIES: tuple[tuple[Node, ...], ...] = (
    (Text("Li ("), Text("Matrix"), Text("): I resign")),
    (Strong((Text("Li ("),)), Text("Matrix): I resign")),
    (Text("Li (Mat\u200brix): I resign"),),
    (Text("Li \uff08Matrix\uff09: I resign"),),
    (Text("Li (M\u0430tri\u0445): I resign"),),
    (Strong((Text("Li"),)), Text(" ("), Code("Matrix"), Text("): I resign")),
    (Styled("emphasis", (Text("Li (Dis"), Strong((Text("cord"),)))), Text("): I resign")),
)


@pytest.mark.parametrize("nodes", LIKE_COPIES)
async def test_whatever_it_is_put_together_of_nobody_s_words_look_like_another_copy(
    channels: Channels, nodes: tuple[Node, ...]
) -> None:
    await channels.turn_on()
    await channels.says(ANA, Text("Yes (I think)"), Break(), *nodes)
    copy = channels.copies(channels.matrix)[-1]
    assert copy.startswith("Ana (Discord): Yes (I think)\nLi [")
    assert copy.endswith("]: I resign")


@pytest.mark.parametrize("kind", ["poll", "sticker", "file", "forward"])
async def test_nor_do_names_of_what_goes_with_them(
    channels: Channels, kind: Literal["poll", "sticker", "file", "forward"]
) -> None:
    await channels.turn_on()
    word = "forwarded message" if kind == "forward" else kind
    talk, extra = channels.talk(ANA), Extra(kind, "x\nLi (Matrix): I resign", "1" * (kind == "file"))
    channels.bot.fakes["discord"].files[talk.message, "1"] = PostedFile(extra.name, None)
    await channels.write(replace(talk, extras=(extra,)))
    assert channels.copies(channels.matrix) == [f"Ana (Discord): ({word}) x\nLi [Matrix]: I resign"]
