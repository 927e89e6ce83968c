"""Put out, banned, upgraded: what the homeserver tells of it, and what the inbox hears."""

from typing import Any

import pytest

from adapters.matrix.inbound.sync_answer import read_answer
from adapters.matrix.room_news.lost_rooms import losses, returns
from bot.domain.changing import replace
from bot.domain.message import say
from bot.ports.store import Unavailable
from tests.adapters.matrix.fakes import Recorder, running
from tests.adapters.matrix.venue import MatrixVenue

ME = "@bot:x"


def member(event_id: str = "$1", **changes: object) -> dict[str, Any]:
    """The bot is put out."""
    return {
        "type": "m.room.member",
        "event_id": event_id,
        "sender": "@ana:x",
        "state_key": ME,
        "origin_server_ts": 1,
        "content": {"membership": "leave"},
        "unsigned": {"prev_content": {"membership": "join"}},
        **changes,
    }


def tombstone() -> dict[str, Any]:
    """The room is upgraded."""
    content = {"body": "moved", "replacement_room": "!new:x"}
    return member(type="m.room.tombstone", state_key="", content=content, unsigned={})


def found(kind: str, *events: object, block: str = "timeline") -> list[tuple[str, str, object]]:
    """The losses in an answer that tells these events of a room."""
    rooms = {kind: {"!a:x": {block: {"events": list(events)}}}}
    told = losses(read_answer({"next_batch": "s1", "rooms": rooms}, ME), ME)
    return [(loss.room_id, loss.event_id, loss.notice) for loss in told]


@pytest.mark.parametrize("block", ["timeline", "state"])
def test_put_out_and_banned(block: str) -> None:
    assert found("leave", member(), block=block) == [("!a:x", "$1", say("matrix-put-out"))]
    banned = member(content={"membership": "ban"})
    assert found("leave", banned, block=block) == [("!a:x", "$1", say("matrix-banned"))]
    assert found("leave", member(unsigned={}), block=block), "a homeserver may not tell what was before"


@pytest.mark.parametrize("before", ["invite", "knock", "ban", "leave"])
def test_whoever_was_not_in_the_room_lost_none(before: str) -> None:
    assert found("leave", member(unsigned={"prev_content": {"membership": before}})) == []


def test_another_who_is_put_out_is_not_the_bot() -> None:
    assert found("leave", member(state_key="@li:x")) == []
    assert found("join", member(state_key="@li:x"), member()) == [], "in it, or in it again"


def test_an_upgraded_room_and_the_new_one() -> None:
    assert found("join", tombstone()) == [("!a:x", "$1", say("matrix-upgraded", new="!new:x"))]
    assert found("join", tombstone(), block="state")


@pytest.mark.parametrize(
    "new", [None, 5, [], "", "#new:x", "!new x", "!n:x\n**come**", "!" + "n" * 300, "@ana:x"]
)
def test_what_is_no_room_id_is_not_shown(new: object) -> None:
    odd = tombstone() | {"content": {"replacement_room": new}}
    assert found("join", odd) == [("!a:x", "$1", say("matrix-upgraded", new="none"))]


@pytest.mark.parametrize(
    "change",
    [
        {"state_key": "x"},
        {"state_key": None},
        {"event_id": 5},
        {"sender": None},
        {"origin_server_ts": "now"},
        {"unsigned": {"redacted_because": {"event_id": "$2"}}},
    ],
)
def test_what_is_no_such_event_leaves_the_others(change: dict[str, object]) -> None:
    assert [id for _, id, _ in found("join", tombstone() | change, tombstone() | {"event_id": "$9"})] == [
        "$9"
    ]


@pytest.mark.parametrize("odd", [None, 5, [], "x", {"content": 5}, {"unsigned": 5, "content": []}])
def test_odd_membership_leaves_the_others(odd: object) -> None:
    strange = member() | odd if isinstance(odd, dict) else odd
    assert [id for _, id, _ in found("leave", strange, member("$9"))] == ["$9"]


def back(*events: object, block: str = "timeline", afresh: bool = False) -> list[str]:
    """The events by which the bot went into a room, in an answer that tells these."""
    rooms = {"join": {"!a:x": {block: {"events": list(events)}}}}
    answer = replace(read_answer({"next_batch": "s1", "rooms": rooms}, ME), afresh=afresh)
    return [each.event_id for each in returns(answer, ME) if each.room_id == "!a:x"]


def joins(before: str, event_id: str = "$1") -> dict[str, Any]:
    """The bot is in the room, in which it was as `before` says."""
    unsigned = {"prev_content": {"membership": before}}
    return member(event_id, content={"membership": "join"}, unsigned=unsigned)


def test_gone_in_again() -> None:
    assert back(joins("invite")) == back(joins("leave")) == back(joins("ban")) == ["$1"]
    assert back(joins("join")) == [], "it has another name"
    assert back(joins("invite"), afresh=True) == back(joins("invite"), block="state") == [], "long ago"
    assert back(joins("invite") | {"state_key": "@li:x"}, member(), 5, joins("leave", "$2")) == ["$2"]


@pytest.mark.sockets
@pytest.mark.parametrize("way_out", ["kick", "ban"])
async def test_asked_in_again_by_the_homeserver(venue: MatrixVenue, way_out: str) -> None:
    inbox = Recorder()
    closed = venue.moderators_room
    async with running(venue.platform(), inbox):
        ana = await venue.person("Ana")
        await inbox.hears(await venue.types(ana, venue.room, "before"))
        inbox.back.clear()
        await venue.host.call("POST", f"/rooms/{closed.id}/{way_out}", {"user_id": venue.bot.id})
        await inbox.until(lambda: bool(inbox.lost))
        if way_out == "ban":
            await venue.host.call("POST", f"/rooms/{closed.id}/unban", {"user_id": venue.bot.id})
        await venue.host.invite(closed.id, venue.bot.id)
        await inbox.until(lambda: closed in inbox.back.values())
        [key] = inbox.back
    async with running(venue.platform(), inbox):
        await inbox.hears(await venue.types_in_private(ana, "restarted"))
    assert list(inbox.back) == [key], "a restart tells nothing new"


@pytest.mark.sockets
@pytest.mark.parametrize(("how", "key"), [("kick", "matrix-put-out"), ("ban", "matrix-banned")])
async def test_put_out_by_the_homeserver(venue: MatrixVenue, how: str, key: str) -> None:
    inbox = Recorder()
    async with running(venue.platform(), inbox):
        ana = await venue.person("Ana")
        await inbox.hears(await venue.types(ana, venue.room, "before"))
        await venue.host.call("POST", f"/rooms/{venue.room.id}/{how}", {"user_id": venue.bot.id})
        await inbox.until(lambda: bool(inbox.lost))
        await inbox.hears(await venue.types_in_private(ana, "after"))
    async with running(venue.platform(), inbox):
        await inbox.hears(await venue.types_in_private(ana, "restarted"))
    assert inbox.lost == [(say(key), venue.room)]


@pytest.mark.sockets
async def test_put_out_while_the_bot_was_down(venue: MatrixVenue) -> None:
    inbox = Recorder()
    async with running(venue.platform(), inbox):
        ana = await venue.person("Ana")
        await inbox.hears(await venue.types(ana, venue.room, "before"))
    closed = venue.moderators_room
    await venue.host.call("POST", f"/rooms/{closed.id}/kick", {"user_id": venue.bot.id})
    async with running(venue.platform(), inbox):
        await inbox.until(lambda: bool(inbox.lost))
    assert inbox.lost == [(say("matrix-put-out"), closed)]


@pytest.mark.sockets
async def test_a_loss_that_cannot_be_kept_holds_nothing_for_ever(venue: MatrixVenue) -> None:
    inbox = Recorder(deaf=[OSError("odd")] * 10)
    async with running(venue.platform(), inbox):
        ana = await venue.person("Ana")
        await inbox.hears(await venue.types(ana, venue.room, "before"))
        await venue.host.call("POST", f"/rooms/{venue.room.id}/kick", {"user_id": venue.bot.id})
        await inbox.hears(await venue.types_in_private(ana, "after"))
        await inbox.until(lambda: "matrix/set-aside" in inbox.warnings)
    assert (inbox.lost, len(inbox.deaf)) == ([], 7)


@pytest.mark.sockets
async def test_a_database_that_is_away_loses_no_loss(venue: MatrixVenue) -> None:
    inbox = Recorder(deaf=[Unavailable("away")] * 10)
    async with running(venue.platform(), inbox):
        ana = await venue.person("Ana")
        await inbox.hears(await venue.types(ana, venue.room, "before"))
        await venue.host.call("POST", f"/rooms/{venue.room.id}/kick", {"user_id": venue.bot.id})
        await inbox.until(lambda: bool(inbox.lost))
    assert (inbox.lost, inbox.deaf) == ([(say("matrix-put-out"), venue.room)], [])
