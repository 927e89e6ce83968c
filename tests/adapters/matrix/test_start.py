"""Signing in, homeservers that are away, and what check --online says."""

import asyncio
import logging
import re
from pathlib import Path

import pytest
from pydantic import HttpUrl, SecretStr, ValidationError

from adapters.matrix.platform import MatrixPlatform
from adapters.matrix.settings import MatrixSettings
from bot.commands.table import commands
from bot.domain.identity import Place
from bot.ports.platform import Misconfigured, SlowDown, TryLater
from tests.adapters.matrix.fakes import MemorySyncPositions, Recorder, StillClock, post, running
from tests.adapters.matrix.proxy import proxy
from tests.adapters.matrix.venue import MatrixVenue, matrix_venue
from tests.synapse import Synapse, running_synapse


def test_settings_want_one_way_in_and_nothing_unknown() -> None:
    good = {"homeserver": "https://example.org", "user": "@bot:example.org", "password": "p"}
    assert "p'" not in repr(MatrixSettings.model_validate(good))
    for bad in ({"access_token": "t"}, {"password": None}, {"user": "bot"}, {"homserver": "x"}):
        with pytest.raises(ValidationError):
            MatrixSettings.model_validate(good | bad)


@pytest.mark.sockets
async def test_a_homeserver_that_is_away_is_tried_again_and_said_so(
    venue: MatrixVenue, synapse: Synapse, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "adapters.matrix")
    async with proxy(synapse.port) as line:
        port = line.port
    waits: list[float] = []
    tried, up = asyncio.Event(), asyncio.Event()

    async def sleep(seconds: float) -> None:
        waits.append(seconds)
        if len(waits) == 5:
            tried.set()
            await up.wait()

    settings = venue.settings.model_copy(update={"homeserver": HttpUrl(f"http://127.0.0.1:{port}")})
    platform = MatrixPlatform(settings, MemorySyncPositions(), StillClock(), (venue.room,), commands(), sleep)
    inbox = Recorder()
    task = asyncio.create_task(platform.run(inbox))
    async with asyncio.timeout(30):
        await tried.wait()
        with pytest.raises(TryLater):
            await platform.post(venue.room, post("hello"), "early")
        async with proxy(synapse.port, port):
            up.set()
            await platform.ready()
            ana = await venue.person("Ana")
            await inbox.hears(await venue.types(ana, venue.room, "join"))
            task.cancel()
            await asyncio.wait({task})
    said = [r.message for r in caplog.records if "reached" in r.message or "works again" in r.message]
    assert [line.rpartition("(")[2] for line in said[:3]] == [f"failure {n} in a row)" for n in (1, 2, 4)]
    assert said[3] == "Matrix: it works again after 5 failures"
    assert all(0 <= wait <= 0.5 * 2**n for n, wait in enumerate(waits, 1))


@pytest.mark.sockets
async def test_a_wrong_password_and_a_wrong_token_are_for_a_person_to_mend(venue: MatrixVenue) -> None:
    for change in (
        {"password": SecretStr("wrong")},
        {"password": None, "access_token": SecretStr("wrong")},
        {"user": "@nobody:localhost"},
        {"user": venue.host.id, "password": None, "access_token": SecretStr(venue.bot.token)},
    ):
        settings = venue.settings.model_copy(update=change)
        platform = MatrixPlatform(settings, MemorySyncPositions(), StillClock(), (venue.room,), commands())
        with pytest.raises(Misconfigured) as caught:
            await asyncio.wait_for(platform.run(Recorder()), 20)
        assert "wrong" not in str(caught.value)
        assert (await platform.inspect((venue.room,))).problems == [str(caught.value)]


@pytest.mark.sockets
async def test_an_access_token_instead_of_a_password(venue: MatrixVenue) -> None:
    change = {"password": None, "access_token": SecretStr(venue.bot.token)}
    settings = venue.settings.model_copy(update=change)
    platform = MatrixPlatform(settings, MemorySyncPositions(), StillClock(), (venue.room,), commands())
    inbox = Recorder()
    async with running(platform, inbox):
        ana = await venue.person("Ana")
        await inbox.hears(await venue.types(ana, venue.room, "join"))
    await platform.inspect((venue.room,))
    assert await venue.bot.joined_rooms(), "the token still works after a check"


@pytest.mark.sockets
async def test_problems_name_each_room_and_its_mend(venue: MatrixVenue) -> None:
    silent = await venue.host.create_room(preset="public_chat", invite=[venue.bot.id])
    await venue.host.set_state(silent, "m.room.power_levels", {"events_default": 20})
    sealed = await venue.host.create_room(preset="public_chat")
    await venue.host.set_state(sealed, "m.room.encryption", {"algorithm": "m.megolm.v1.aes-sha2"})
    for room in (venue.room.id, silent, sealed):
        await venue.bot.join(room)
    closed = await venue.host.create_room(preset="private_chat")
    places = [Place("matrix", p) for p in (venue.room.id, silent, sealed, closed, "#nowhere:localhost")]
    found = (await venue.platform().inspect([*places, venue.elsewhere, Place("discord", "7")])).problems
    assert [next(p.id for p in places if p.id in line) for line in found[1:]] == [p.id for p in places[1:]]
    for line, mend in zip(
        found, ("store_key", "give", "set matrix.store_key", "invite", "check its id or alias"), strict=True
    ):
        assert mend in line


@pytest.mark.sockets
async def test_who_moderates_each_room_is_named(venue: MatrixVenue) -> None:
    """Whoever has the power and is not there, or is there without it, does not moderate."""
    ana, bo, gone = [await venue.accounts.person(name) for name in ("Ana", "Bo", "Gone")]
    room = await venue.host.create_room(preset="public_chat")
    await venue.bot.join(room)
    for person in (ana, bo):
        await person.join(room)
    users = {ana.id: 50, bo.id: 49, gone.id: 100, venue.bot.id: 50}
    await venue.host.set_state(room, "m.room.power_levels", {"users": users})
    [note] = (await venue.platform().inspect([Place("matrix", room)])).notes
    assert note == (
        f"in room {room} these moderate by their power level: {', '.join(sorted((ana.id, venue.host.id)))}"
    )


@pytest.mark.sockets
async def test_power_that_may_not_be_meant_and_a_room_that_was_given_up(venue: MatrixVenue) -> None:
    mo, stranger = [await venue.person(name, moderator=name == "Mo") for name in ("Mo", "Stranger")]
    await venue.host.set_power(venue.room.id, stranger.id, 50)
    open_to_all = Place("matrix", await venue.host.create_room(preset="public_chat", invite=[venue.bot.id]))
    levels = await venue.host.state(open_to_all.id, "m.room.power_levels")
    await venue.host.set_state(open_to_all.id, "m.room.power_levels", {**levels, "users_default": 50})
    for room in (venue.room, open_to_all):
        await venue.bot.join(room.id)
    await venue.host.set_power(venue.moderators_room.id, mo.id, 50)
    public = [venue.room, open_to_all]
    found = await venue.platform().inspect([*public, venue.moderators_room], [public])
    [note] = [each for each in found.notes if "in no moderators' room" in each]
    assert (venue.room.id in note, stranger.id in note, mo.id in note) == (True, True, False)
    assert f"Everybody who comes into room {open_to_all.id} moderates" in found.problems[1]
    answer = await venue.host.call("POST", f"/rooms/{venue.room.id}/upgrade", {"new_version": "12"})
    problems = (await venue.platform().inspect([venue.room])).problems
    assert f"put the new room's id into the meeting file: {answer['replacement_room']}" in problems[1]


@pytest.mark.sockets
async def test_a_check_does_not_disturb_a_running_bot(venue: MatrixVenue) -> None:
    platform, inbox = venue.platform(), Recorder()
    async with running(platform, inbox):
        await platform.inspect((venue.room,))
        await platform.post(venue.room, post("still here"), "after")
        ana = await venue.person("Ana")
        await inbox.hears(await venue.types(ana, venue.room, "join"))


@pytest.mark.sockets
async def test_problems_of_an_address_where_nobody_answers(venue: MatrixVenue, synapse: Synapse) -> None:
    async with proxy(synapse.port) as line:
        settings = venue.settings.model_copy(update={"homeserver": HttpUrl(f"http://127.0.0.1:{line.port}")})
    platform = MatrixPlatform(settings, MemorySyncPositions(), StillClock(), (), commands())
    (problem,) = (await platform.inspect(())).problems
    assert "cannot be reached" in problem


@pytest.mark.sockets
async def test_a_homeserver_with_its_usual_limits(tmp_path: Path) -> None:
    with running_synapse(rate_limits=True) as limited:
        async with matrix_venue(limited, tmp_path) as venue:
            platform = venue.platform()
            async with running(platform, Recorder()):
                with pytest.raises(SlowDown) as caught:
                    await _burst(platform, venue.room)
                assert 0 < caught.value.seconds < 60
                sent = len(await venue.seen_in(venue.room))
                await platform.post(venue.room, post("0"), "0")
            assert 5 <= sent < 20


@pytest.mark.sockets
async def test_a_limit_is_found_out_in_a_room_where_the_account_is_alone(
    venue: MatrixVenue, tmp_path: Path
) -> None:
    with running_synapse(rate_limits=True) as limited:
        async with matrix_venue(limited, tmp_path) as other:
            assert 0 < (await _found(other) or 0) <= 5
            platform = other.platform()
            (note,) = [each for each in (await platform.inspect(())).notes if "limits" in each]
            assert re.fullmatch(
                r"the homeserver limits what the bot sends to one message in (?!0 )[0-5](\.\d)? s, once "
                "ten or so went at once; have that lifted for its account "
                r"\(docs/operate.md, A homeserver's limits on Matrix\)",
                note,
            )
    assert [await _found(venue), await _found(venue)] == [None, None]
    rooms = {room: await venue.bot.members(room) for room in await venue.bot.joined_rooms()}
    (own,) = [room for room, members in rooms.items() if members == {venue.bot.id: "join"}]
    assert "limits" not in str((await venue.platform().inspect(())).notes)
    await venue.bot.leave(own)
    assert await _found(venue) is None


async def _found(venue: MatrixVenue) -> float | None:
    """What a platform finds that just started."""
    platform = venue.platform()
    limit = platform.capabilities.limit
    assert limit is not None
    async with running(platform, Recorder()):
        return await limit.find()


async def _burst(platform: MatrixPlatform, room: Place) -> None:
    for n in range(20):
        await platform.post(room, post(str(n)), str(n))
