"""Which events of a room count as said to the bot."""

from collections.abc import Sequence

from adapters.matrix.api import Json
from adapters.matrix.inbound.timeline import after_arrival

BOT = "@bot:x"


def said(text: str) -> Json:
    return _event("m.room.message", {"msgtype": "m.text", "body": text})


def member(before: str, after: str, who: str = BOT) -> Json:
    return _event("m.room.member", {"membership": after}) | {
        "state_key": who,
        "unsigned": {"prev_content": {"membership": before}},
    }


def _event(kind: str, content: Json) -> Json:
    return {"type": kind, "event_id": "$e", "sender": "@ana:x", "origin_server_ts": 1, "content": content}


def words(events: Sequence[Json]) -> list[object]:
    return [event["content"]["body"] for event in events if "body" in event["content"]]


def test_history_ends_where_the_bot_comes_in() -> None:
    events = [said("old"), member("leave", "invite"), said("between"), member("invite", "join"), said("new")]
    assert words(after_arrival(events, BOT, direct=False)) == ["new"]
    assert words(after_arrival(events, BOT, direct=True)) == ["between", "new"]


def test_only_the_last_arrival_counts() -> None:
    events = [member("leave", "join"), said("a"), member("join", "leave"), member("leave", "join"), said("b")]
    assert words(after_arrival(events, BOT, direct=False)) == ["b"]


def test_a_new_name_and_other_people_coming_are_no_arrival() -> None:
    events = [said("a"), member("join", "join"), member("leave", "join", "@ana:x"), said("b")]
    assert words(after_arrival(events, BOT, direct=False)) == ["a", "b"]
