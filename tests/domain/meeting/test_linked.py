"""Two participants who are one person: whatever was kept of either is kept of the one."""

from bot.domain.meeting.decide import linking
from bot.domain.message import Refusal
from tests.domain.meeting.conftest import VERA
from tests.domain.meeting.history import History
from tests.domain.meeting.observed import check_state

ANA, TWIN, BEN = range(3)


def test_a_speaker_linked_to_another_account_and_then_absent_waits_under_the_number_that_stays(
    meeting: History,
) -> None:
    twin = meeting.person(TWIN)
    meeting.join(ANA)
    meeting.next(VERA)
    meeting.link(TWIN, meeting.person(ANA))
    meeting.absent(VERA)
    assert [(w.person, w.ticket, w.held) for w in meeting.meeting.queue] == [(twin, 1, True)]
    check_state(meeting.meeting)


def test_who_spoke_under_one_number_has_spoken_under_the_other_even_if_absent_then(meeting: History) -> None:
    for seat in (TWIN, ANA):
        meeting.join(seat)
        meeting.next(VERA)
        meeting.wait(1)
    meeting.link(ANA, meeting.person(TWIN))
    meeting.absent(VERA)
    ana = meeting.person(ANA)
    assert meeting.meeting.participants[ana].spoke
    assert ana in meeting.meeting.ledger.said


def test_the_same_the_other_way_round(meeting: History) -> None:
    for seat in (TWIN, ANA):
        meeting.join(seat)
        meeting.next(VERA)
        meeting.wait(1)
    meeting.link(TWIN, meeting.person(ANA))
    meeting.absent(VERA)
    assert meeting.meeting.participants[meeting.person(TWIN)].spoke


def test_a_link_of_others_leaves_the_speaker_alone(meeting: History) -> None:
    meeting.join(BEN)
    meeting.next(VERA)
    floor = meeting.meeting.floor
    meeting.link(ANA, meeting.person(TWIN))
    assert meeting.meeting.floor == floor


def test_a_code_is_good_for_ten_minutes_and_for_others(meeting: History) -> None:
    ana = meeting.person(ANA)
    meeting.person(TWIN)
    assert isinstance(meeting.link(ANA, ana), Refusal)
    meeting.wait(601)
    late = linking.redeem(meeting.meeting, meeting.person(TWIN), f"CODE{ana}", meeting.now)
    assert isinstance(late, Refusal)
    assert late.message.key == "refused-code"
