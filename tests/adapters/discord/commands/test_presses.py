"""Everything with a press: the board's buttons, cards that are pressed late, forms, and forged ones."""

import pytest

from tests.adapters.discord.commands.conftest import Meeting
from tests.discord_server import Message
from tests.discord_server.components import BUTTON, press_of
from tests.discord_server.render import Json

pytestmark = pytest.mark.sockets


def find(meeting: Meeting, channel: str, label: str) -> tuple[Message, int] | None:
    """The newest message there with a button of that label, and its number."""
    for message in reversed(meeting.server.messages(channel)):
        labels = [one["label"] for row in message.components for one in items(row) if one["type"] == BUTTON]
        if label in labels:
            return message, labels.index(label) + 1
    return None


async def offering(meeting: Meeting, channel: str, label: str) -> tuple[Message, int]:
    """The same, now or when it comes."""
    await meeting.server.until(lambda: find(meeting, channel, label) is not None)
    found = find(meeting, channel, label)
    assert found is not None
    return found


def items(row: Json) -> list[Json]:
    found = row["components"]
    assert isinstance(found, list)
    return found


async def press(meeting: Meeting, who: str, label: str, channel: str | None = None) -> str:
    """What somebody is told who presses that."""
    message, number = await offering(meeting, channel or meeting.room, label)
    return await meeting.answer(who, meeting.server.press(who, message.id, number))


async def test_one_press_on_the_board_is_enough(meeting: Meeting) -> None:
    ana = meeting.server.add_person("Ana")
    assert "You are in the queue" in await press(meeting, ana, "Raise hand")
    assert "Your place now: 1" in await press(meeting, ana, "Where am I?")
    assert "out of the queue" in await press(meeting, ana, "Lower hand")


async def test_a_card_that_is_pressed_late_skips_nobody(meeting: Meeting) -> None:
    for name in ("Ana", "Ben", "Cy"):
        await press(meeting, meeting.server.add_person(name), "Raise hand")
    await meeting.slash(meeting.vera, "next", meeting.moderators_room)
    await meeting.hears("Ana (not stated) has the floor")
    await meeting.server.until(lambda: bool(cards(meeting, "Turn 1")))
    [old] = cards(meeting, "Turn 1")
    meeting.clock.move(60)
    assert "Ben" in await meeting.answer(meeting.vera, meeting.server.press(meeting.vera, old.id, 1))
    meeting.clock.move(60)
    late = await meeting.answer(meeting.vera, meeting.server.press(meeting.vera, old.id, 1))
    assert late == "Already done: Ben has the floor. Nothing changed."


def cards(meeting: Meeting, words: str) -> list[Message]:
    return [one for one in meeting.server.messages(meeting.moderators_room) if words in one.content]


async def test_one_press_in_the_hall_adds_somebody_and_a_form_gives_them_a_name(meeting: Meeting) -> None:
    vera, server = meeting.vera, meeting.server
    answer = await press(meeting, vera, "Civil Society", meeting.moderators_room)
    assert "In the queue: Hall 1 (Civil Society)." in answer
    told = server.private(vera)[-1]
    named = await meeting.answer(vera, server.press(vera, told.id, 1, "Zoe"))
    assert "Zoe (Civil Society)" in named


async def test_a_form_that_was_opened_before_a_restart_counts(meeting: Meeting) -> None:
    """It is sent without the press that opened it, which this process never saw."""
    vera, server = meeting.vera, meeting.server
    await press(meeting, vera, "Civil Society", meeting.moderators_room)
    told = server.private(vera)[-1]
    token = press_of(told.components, 1)["custom_id"]
    form: Json = {
        "custom_id": token,
        "components": [{"type": 1, "components": [{"type": 4, "custom_id": "words", "value": "Zoe"}]}],
    }
    assert "Zoe" in await meeting.answer(vera, server.send_form(vera, told.id, form))


async def test_whoever_may_not_is_told_so(meeting: Meeting) -> None:
    await press(meeting, meeting.server.add_person("Ana"), "Raise hand")
    await meeting.slash(meeting.vera, "next", meeting.moderators_room)
    await meeting.server.until(lambda: bool(cards(meeting, "Turn 1")))
    [card] = cards(meeting, "Turn 1")
    board, _ = await offering(meeting, meeting.room, "Raise hand")
    forged, ben = press_of(card.components, 1), meeting.server.add_person("Ben")
    answer = await meeting.answer(ben, meeting.server.send_press(ben, board.id, forged))
    assert "for the meeting's moderators" in answer


@pytest.mark.parametrize(
    "id", ["", "x" * 100, "1?:" + "x" * 200, "1:nomeeting::join", "9:a:b:c", "choices:0", "1:::rm -rf"]
)
async def test_a_forged_press_is_answered(meeting: Meeting, id: str) -> None:
    ana = meeting.server.add_person("Ana")
    board, _ = await offering(meeting, meeting.room, "Raise hand")
    sent: Json = {"component_type": BUTTON, "custom_id": id}
    assert await meeting.answer(ana, meeting.server.send_press(ana, board.id, sent))


async def test_a_form_that_is_asked_for_in_a_list_opens_as_well(meeting: Meeting) -> None:
    ana = meeting.server.add_person("Ana")
    board, _ = await offering(meeting, meeting.room, "Raise hand")
    chosen: Json = {"component_type": 3, "custom_id": "choices:0", "values": ["1?:::join"]}
    told = await meeting.answer(ana, meeting.server.send_press(ana, board.id, chosen, "My words"))
    assert "read your words aloud" in told


async def test_the_same_press_delivered_twice_counts_once(meeting: Meeting) -> None:
    vera = meeting.vera
    message, number = await offering(meeting, meeting.moderators_room, "Civil Society")
    event = await meeting.server.press(vera, message.id, number)
    await meeting.server.faults.repeat(event)
    await meeting.server.until(lambda: "Hall 1" in meeting.server.private(vera)[-1].content)
    assert "Hall 2" in await press(meeting, vera, "Civil Society", meeting.moderators_room)


async def test_an_old_panel_is_left_without_buttons_or_still_works(meeting: Meeting) -> None:
    old, _ = await offering(meeting, meeting.room, "Raise hand")
    await meeting.slash(meeting.vera, "phase previous", meeting.moderators_room)
    ana = meeting.server.add_person("Ana")
    await meeting.server.until(lambda: old.content.startswith("The board has moved"))
    assert not old.components
    assert "You are in the queue" in await press(meeting, ana, "Raise hand")
