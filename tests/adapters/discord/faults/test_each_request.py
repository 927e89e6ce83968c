"""Limits of rate, and errors before and after the effect, for what is no plain message: all of it, once."""

from collections.abc import Callable
from functools import partial

import pytest

from adapters.discord.platform import DiscordPlatform
from bot.domain.identity import Identity, Place
from bot.ports.platform import TryLater
from tests.adapters.discord.faults.test_requests import until_tried_again
from tests.adapters.discord.faults.whole import Whole
from tests.adapters.discord.support import place, who, words
from tests.discord_server import DiscordServer
from tests.discord_server.faults.faults import Faults

pytestmark = pytest.mark.sockets

Wrong = Callable[[Faults, str, str], None]


def refused(faults: Faults, method: str, path: str) -> None:
    """By something in between, which says how long to wait."""
    faults.fail_once(method, path, 429, retry_after="2")


def limited(faults: Faults, method: str, path: str, *, limit: str) -> None:
    faults.limit_once(method, path, limit)


def failed(faults: Faults, method: str, path: str, *, status: int, applied: bool) -> None:
    faults.fail_once(method, path, status, applied=applied)


EACH = [
    pytest.param(refused, id="429"),
    pytest.param(partial(limited, limit="user"), id="429-of-the-route"),
    pytest.param(partial(limited, limit="global"), id="429-global"),
    pytest.param(partial(failed, status=500, applied=False), id="500-before"),
    pytest.param(partial(failed, status=500, applied=True), id="500-after"),
    pytest.param(partial(failed, status=0, applied=True), id="cut-after"),
]


@pytest.mark.parametrize("wrong", EACH)
async def test_each_part_of_a_long_answer_comes_once(debating: Whole, wrong: Wrong) -> None:
    """The parts behind the first one have no nonce."""
    server, vera = debating.server, debating.vera
    start = len(server.private(vera))
    await debating.slash(vera, "help", debating.moderators)
    whole = [each.content for each in server.private(vera)[start:]]
    debating.clock.move(5)
    wrong(server.faults, "POST", f"/webhooks/{server.bot}/")
    await server.slash(vera, debating.moderators, "help")
    await until_tried_again(debating)
    told = server.private(vera)[start:]
    assert len(whole) == 2
    assert [each.content for each in told] == whole * 2
    assert [each.reader for each in told] == [vera] * 4


@pytest.mark.parametrize("wrong", EACH)
async def test_a_board_is_right_in_the_end_and_stands_once(debating: Whole, wrong: Wrong) -> None:
    wrong(debating.server.faults, "PATCH", f"/channels/{debating.room}/")
    await debating.server.slash(debating.server.add_person("Ana"), debating.room, "join")
    await until_tried_again(debating)
    assert len(debating.reads(debating.room, "Next: Ana")) == 1


@pytest.mark.parametrize("wrong", EACH)
@pytest.mark.parametrize("alone", [False, True])
async def test_what_is_taken_back_is_gone_and_nothing_else(
    server: DiscordServer, room: str, platform: DiscordPlatform, wrong: Wrong, *, alone: bool
) -> None:
    ana = server.add_person("Ana")
    to: Place | Identity = who(ana) if alone else place(room)

    async def said(text: str) -> str:
        if isinstance(to, Identity):
            return await platform.direct_message(to, words(text), text)
        return await platform.post(to, words(text), text)

    meant, _ = await said("Ana said this."), await said("This stays.")
    wrong(server.faults, "DELETE", "/messages/")
    removal = platform.capabilities.removal
    assert removal is not None
    try:
        await removal.message(to, meant)
    except TryLater:
        await removal.message(to, meant)
    stands = server.private(ana) if alone else server.messages(room)
    assert [message.content for message in stands] == ["This stays."]
    assert not server.faults.to_come
