"""What the inbox hears of a Stage, and in which order."""

import asyncio

import pytest

from bot.ports.platform import TypedRequest
from tests.adapters.discord.support import Remembering, adapter, place, running, who
from tests.discord_server import DiscordServer

pytestmark = pytest.mark.sockets


async def test_a_hand_is_taken_down_when_its_being_raised_is_kept(
    server: DiscordServer, room: str, inbox: Remembering, ana: str
) -> None:
    stage = server.add_stage("Stage")
    inbox.gate = asyncio.Event()
    async with running(adapter(server), inbox):
        await server.stage.join(ana, stage)
        await server.stage.raise_hand(ana)
        raised = await inbox.next()
        await server.stage.lower_hand(ana)
        await server.slash(ana, room, "queue")
        assert (await inbox.next()).hand is None, "other commands wait for no hand"
        inbox.gate.set()
        lowered = await inbox.next()
    assert (raised.request, lowered.request) == (TypedRequest("join"), TypedRequest("withdraw"))
    assert raised.hand is not None
    assert lowered.hand is not None
    assert raised.hand.raised == lowered.hand.raised
    assert (raised.place, raised.author, raised.author_name) == (place(stage), who(ana), "Ana")
    assert ana not in f"{raised.cause} {raised.hand.raised}", "the log names no account"


async def test_from_one_stage_to_another_is_leaving_and_coming(
    server: DiscordServer, inbox: Remembering, ana: str
) -> None:
    stage, other = server.add_stage("Stage"), server.add_stage("Other")
    async with running(adapter(server), inbox):
        await server.stage.join(ana, stage)
        await server.stage.raise_hand(ana)
        raised = await inbox.next()
        assert raised.hand is not None
        await server.stage.join(ana, other)
        acts = [await inbox.seated.get() for _ in range(3)]
    assert [(at, act) for _, at, act, _ in acts] == [
        (place(stage), "came"),
        (place(stage), "left"),
        (place(other), "came"),
    ]
    assert [hand == raised.hand.raised for *_, hand in acts] == [True, True, False]
