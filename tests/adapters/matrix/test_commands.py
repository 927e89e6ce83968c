"""What people say in rooms and direct chats, and what of it reaches the bot."""

import pytest

from bot.domain.identity import Place
from bot.ports.platform import TypedRequest
from tests.adapters.matrix.fakes import NOON, Recorder, running
from tests.adapters.matrix.venue import MatrixVenue

pytestmark = pytest.mark.sockets


async def test_a_command_in_a_room(venue: MatrixVenue) -> None:
    inbox = Recorder()
    async with running(venue.platform(), inbox):
        ana = await venue.person("Ana")
        invocation = await inbox.hears(await venue.types(ana, venue.room, "identify cs ap"))
    assert invocation.author == ana
    assert invocation.author_name == "Ana"
    assert invocation.place == venue.room
    assert not invocation.direct
    assert invocation.request == TypedRequest("identify cs ap")
    assert invocation.at == NOON


async def test_a_command_in_a_direct_chat_typed_before_the_bot_has_come(venue: MatrixVenue) -> None:
    inbox = Recorder()
    async with running(venue.platform(), inbox):
        ana = await venue.person("Ana")
        invocation = await inbox.hears(await venue.types_in_private(ana, "join"))
    assert invocation.author == ana
    assert invocation.direct
    assert invocation.place == Place("matrix", venue.chats[ana.id])
    assert invocation.request == TypedRequest("join")
