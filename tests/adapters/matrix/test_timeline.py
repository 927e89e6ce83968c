"""Which events of a room count as said to the bot, and in which order those of several rooms are taken."""

from collections.abc import Sequence

from adapters.matrix.api import Json
from adapters.matrix.inbound.timeline import after_arrival, by_time, first_arrival

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


def test_the_first_arrival_is_the_only_one_and_comes_from_nowhere() -> None:
    asked = member("leave", "invite") | {"unsigned": {}}
    came = member("leave", "join") | {"unsigned": {}}
    out, back = member("join", "leave"), member("leave", "join")
    assert first_arrival([said("early"), came, said("new")], BOT)
    assert first_arrival([said("early"), asked, member("invite", "join")], BOT)
    for others in (
        [],
        [said("a")],
        [asked],
        [came, out, back],
        [out, back],
        [back],
        [member("x", "join", "@a:x")],
    ):
        assert not first_arrival(others, BOT)


def at(time: object, text: str, who: str = "@ana:x") -> Json:
    return said(text) | {"origin_server_ts": time, "sender": who}


def taken(*rooms: Sequence[Json]) -> list[tuple[str, object]]:
    told = by_time([(f"!{n}", events) for n, events in enumerate(rooms)], "x")
    return [(room, event["content"]["body"]) for room, event in told]


def test_what_was_said_in_several_rooms_is_taken_in_the_order_of_time() -> None:
    assert taken([at(1, "a"), at(4, "d")], [], [at(2, "b"), at(3, "c")]) == [
        ("!0", "a"),
        ("!2", "b"),
        ("!2", "c"),
        ("!0", "d"),
    ]


def test_a_room_keeps_its_order_whatever_the_times_say() -> None:
    rooms = [at(5, "a"), at(3, "b", "@eve:evil"), at(6, "c")], [at(4, "d"), at(5, "e")]
    assert [text for _, text in taken(*rooms)] == ["d", "a", "b", "e", "c"]


def test_at_the_same_time_the_room_that_is_told_first_comes_first() -> None:
    assert [text for _, text in taken([at(1, "a"), at(1, "b")], [at(1, "c")])] == ["a", "b", "c"]


def test_too_early_a_time_passes_nobody_in_its_room_and_takes_nobody_along() -> None:
    rooms = [at(5, "a"), at(0, "lie", "@eve:evil"), at(9, "b")], [at(4, "c"), at(8, "d")]
    assert [text for _, text in taken(*rooms)] == ["c", "a", "lie", "d", "b"]


def test_too_late_a_time_holds_nobody_of_our_homeserver_back() -> None:
    rooms = [at(2**47, "lie", "@eve:evil"), at(5, "a"), at(7, "b", "@zoe:far")], [at(6, "c")]
    assert [text for _, text in taken(*rooms)] == ["lie", "a", "c", "b"]


def test_an_event_without_a_time_stays_where_it_is() -> None:
    rooms = [at(2, "a"), at(None, "odd"), at(4, "b"), at(-1, "odd too")], [at(1, "c"), at(3, "d")]
    assert [text for _, text in taken(*rooms)] == ["c", "a", "odd", "d", "b", "odd too"]
