"""What the database holds can be read by later versions, and stays what it is."""

import subprocess
import sys
from collections.abc import Mapping, Sequence
from fractions import Fraction
from pathlib import Path
from types import MappingProxyType

import pytest

from bot.domain.fair_queue import Rule
from bot.domain.fair_queue.rule import Number
from bot.domain.identity import Identity
from bot.domain.meeting.events import RecordedEvent, RuleChanged
from bot.domain.message import Duration, Message, Name, Offer, offering, say
from bot.ports.platform import Answering
from bot.ports.store import EventRow, Json
from bot.services.outbound.actions import DirectMessage
from bot.services.serializer import Serializer
from tests.services.conftest import as_kept
from tests.support.clock import START

ROOT = Path(__file__).parents[2]
RULE: Json = {
    "name": "first-voices",
    "rule": {
        "dims": ["group"],
        "weights": {"group": {"cs": "3/2", "ps": 2}},
        "unit": "turns",
        "slot": 120,
        "max_run": None,
        "rest": "soft",
        "bypass": 3,
        "credit": "1/3",
        "debt": 2,
        "lag": 2,
        "repeat_cost": "rising",
    },
    "by": 1,
}
ANSWER: Json = {
    "to": {"platform": "discord", "id": "ana"},
    "message": {
        "key": "joined",
        "arguments": {
            "who": {"person": 3, "mention": False, "type": "name"},
            "about": {"seconds": 90, "type": "span"},
            "place": 2,
        },
        "offers": [
            {
                "command": "withdraw",
                "label": {"key": "offer", "arguments": {}, "offers": [], "file": None, "type": "message"},
                "style": "plain",
                "drawn": "",
                "asks": False,
                "sign": "",
            }
        ],
        "file": None,
        "type": "message",
    },
    "language": None,
    "answering": {
        "cause": "discord:1",
        "place": {"platform": "discord", "id": "hall"},
        "ok": True,
        "read": True,
        "shown": False,
        "sparing": False,
    },
    "urgent": False,
    "action": "whisper",
}


def test_an_event_as_it_has_always_been_written() -> None:
    row = EventRow(7, START, "rule-changed", RULE, "discord:1")
    weights: Mapping[str, Mapping[str, Number]] = {"group": {"cs": Fraction(3, 2), "ps": 2}}
    rule = Rule(("group",), weights, rest="soft", credit=Fraction(1, 3), repeat_cost="rising")
    recorded = RecordedEvent(RuleChanged("first-voices", rule, by=1), START)
    assert Serializer().event(row) == recorded
    assert as_kept(Serializer().row(7, recorded, "discord:1").data) == RULE


def test_what_could_not_be_read_again_is_not_written() -> None:
    odd = RuleChanged("p", Rule(weights=MappingProxyType({"group": {"cs": 2}})), by=1)
    with pytest.raises(TypeError):
        Serializer().row(7, RecordedEvent(odd, START), "")


def test_an_action_as_it_has_always_been_written() -> None:
    action = Serializer().action(ANSWER)
    said = say("joined", who=Name(3), about=Duration(90), place=2)
    message = offering(said, Offer("withdraw", Message("offer")))
    assert isinstance(action, DirectMessage)
    assert (action.to, action.message) == (Identity("discord", "ana"), message)
    assert isinstance(action.answering, Answering)
    assert as_kept(Serializer().payload(action)) == ANSWER


@pytest.mark.parametrize("weight", ["", "1/0", "x", "rising", True, [1], None])
def test_a_setting_that_is_none_is_no_event(weight: object) -> None:
    damaged = {**RULE, "rule": {"weights": {"group": {"cs": weight}}}}
    with pytest.raises(ValueError, match=r"."):
        Serializer().event(EventRow(7, START, "rule-changed", damaged, ""))


def test_what_a_later_version_wrote_is_no_event_and_no_action() -> None:
    with pytest.raises(ValueError, match="does not know"):
        Serializer().event(EventRow(7, START, "sung", {}, ""))
    unknown: Sequence[Json] = ({"action": "sing"}, {"action": ["post"]}, {"action": {}}, {})
    for payload in unknown:
        with pytest.raises(ValueError, match="does not know"):
            Serializer().action(payload)


TOGETHER = """
import sys, threading
from bot.ports.store import EventRow
from bot.services.serializer import Serializer
from tests.services.test_serializer import ANSWER, RULE, START

sys.setswitchinterval(1e-6)
serializer, together = Serializer(), threading.Barrier(8)

def read():
    together.wait()
    serializer.action(ANSWER)
    serializer.event(EventRow(7, START, "rule-changed", RULE, ""))

threads = [threading.Thread(target=read) for _ in range(8)]
for each in threads: each.start()
for each in threads: each.join()
"""


def test_many_threads_may_be_the_first_to_read() -> None:
    """Where each begins by working out what it reads, the process ends by a signal, each time."""
    ended = subprocess.run([sys.executable, "-c", TOGETHER], cwd=ROOT, check=False)
    assert ended.returncode == 0
