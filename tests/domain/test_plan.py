"""The values that everything else is made of."""

from types import ModuleType

import pytest
from msgspec import Struct

from bot.domain import identity, message
from bot.domain import plan as domain_plan
from bot.domain.fair_queue import Rule
from bot.domain.identity import Identity, Place
from bot.domain.meeting import balance, decision, events, queue_view, schedule, state
from bot.domain.meeting.decide import floor
from bot.domain.message import Listing, Message, Moment, Name, Refusal, refuse, say
from bot.domain.plan import Choice, Dimension, Notices, Phase, Room
from tests.support.plans import DISCORD_ROOM, MATRIX_ROOM, plan


def test_accounts_and_places_are_written_with_their_platform() -> None:
    assert str(Identity("matrix", "@ana:example.org")) == "matrix:@ana:example.org"
    assert str(Place("discord", "1234")) == "discord:1234"


def test_places_have_an_order_so_that_they_are_always_opened_in_the_same_one() -> None:
    assert sorted([MATRIX_ROOM, DISCORD_ROOM]) == [DISCORD_ROOM, MATRIX_ROOM]


def test_the_hall_is_no_chat_room() -> None:
    assert plan().places == (DISCORD_ROOM, MATRIX_ROOM)


def test_what_a_meeting_file_leaves_out() -> None:
    day, hour, minute = 86400, 3600, 60
    assert Notices() == Notices(7 * day, hour, None, 5 * minute, 30)
    assert not Choice("cs", {}).undisclosed
    assert Dimension("group", {}, ()).asked
    assert not Phase({}, "discussion", 60, {}).advances
    assert (Room({}, {}).place, Room({}, {}).link) == (None, None)
    assert (plan().speaking_seconds, plan().rule, plan().remote_is_a_group) == (2 * minute, Rule(), False)


def test_a_meeting_is_as_long_as_its_phases() -> None:
    assert plan().seconds == 90 * 60


def test_a_message_is_its_key_and_what_stands_in_its_gaps() -> None:
    assert say("joined", who=Name(1)) == Message("joined", {"who": Name(1)})
    assert (Name(1).mention, Listing(()).lines, Moment(plan().start).style) == (False, False, "time")
    assert refuse("refused-queue-empty") == Refusal(Message("refused-queue-empty"))


@pytest.mark.parametrize(
    "module", [identity, message, domain_plan, schedule, balance, queue_view, decision, floor, events, state]
)
def test_values_never_change(module: ModuleType) -> None:
    found = [
        each
        for each in vars(module).values()
        if isinstance(each, type) and issubclass(each, Struct) and each is not Struct
    ]
    assert found
    assert [each for each in found if not each.__struct_config__.frozen] == []
