"""One answer to /sync, as far as it can be read."""

from typing import Any

import pytest

from adapters.matrix.inbound.sync_answer import Invitation, Odd, RoomUpdate, read_answer

ME = "@bot:x"
EVENT = {"type": "m.room.message", "event_id": "$1"}
ASKED = {"type": "m.room.member", "state_key": ME, "sender": "@ana:x", "content": {"is_direct": True}}


def answer() -> dict[str, Any]:
    return {
        "next_batch": "s1",
        "to_device": {"events": [EVENT]},
        "device_lists": {"changed": ["@ana:x"], "left": []},
        "device_one_time_keys_count": {"signed_curve25519": 50},
        "rooms": {
            "join": {
                "!a:x": {
                    "state": {"events": [EVENT]},
                    "timeline": {"events": [EVENT], "limited": True, "prev_batch": "p1"},
                },
                "!b:x": {"timeline": {"events": [EVENT], "limited": False, "prev_batch": "p2"}},
            },
            "invite": {"!c:x": {"invite_state": {"events": [ASKED]}}},
        },
    }


def test_an_ordinary_answer() -> None:
    told = read_answer(answer(), ME)
    assert told.position == "s1"
    assert told.to_device == [EVENT]
    assert told.rooms == [RoomUpdate("!a:x", [EVENT], [EVENT], "p1"), RoomUpdate("!b:x", [], [EVENT], None)]
    assert told.invitations == [Invitation("!c:x", "@ana:x", direct=True)]
    assert told.keys == {
        "device_one_time_keys_count": {"signed_curve25519": 50},
        "device_lists": {"changed": ["@ana:x"], "left": []},
    }


@pytest.mark.parametrize("position", [None, "", 5, [], {"a": 1}])
def test_without_a_position_nobody_can_read_on(position: object) -> None:
    with pytest.raises(Odd):
        read_answer(answer() | {"next_batch": position}, ME)


@pytest.mark.parametrize(
    "odd", [None, 5, "x", [], [5], {}, {"events": 5}, {"events": [5, None, []]}, {"join": 5}]
)
@pytest.mark.parametrize("name", ["to_device", "device_lists", "device_one_time_keys_count", "rooms"])
def test_an_odd_part_leaves_the_others(name: str, odd: object) -> None:
    told, whole = read_answer(answer() | {name: odd}, ME), read_answer(answer(), ME)
    assert told.position == "s1"
    if name != "to_device":
        assert told.to_device == whole.to_device
    if name != "rooms":
        assert (told.rooms, told.invitations) == (whole.rooms, whole.invitations)


@pytest.mark.parametrize("odd", [None, 5, [], {"timeline": 5}, {"state": [], "timeline": {"events": {}}}])
def test_an_odd_room_leaves_the_others(odd: object) -> None:
    whole = answer()
    whole["rooms"]["join"] |= {"!odd:x": odd}
    whole["rooms"]["invite"] |= {"!odd:x": odd}
    told = read_answer(whole, ME)
    assert [room.room_id for room in told.rooms if room.timeline] == ["!a:x", "!b:x"]
    assert [asked.room_id for asked in told.invitations] == ["!c:x"]


@pytest.mark.parametrize("place", [None, 5, ""])
def test_a_gap_is_one_also_where_nobody_says_where_it_begins(place: object) -> None:
    whole = answer()
    whole["rooms"]["join"]["!a:x"]["timeline"]["prev_batch"] = place
    assert [room.gap_before for room in read_answer(whole, ME).rooms] == ["", None]


@pytest.mark.parametrize("change", [{"sender": 5}, {"content": 5}, {"state_key": []}, {"type": None}])
def test_an_odd_invitation_is_none_or_is_not_direct(change: dict[str, object]) -> None:
    whole = answer()
    whole["rooms"]["invite"]["!c:x"]["invite_state"]["events"] = [ASKED | change]
    assert not [asked for asked in read_answer(whole, ME).invitations if asked.direct]
