"""Which constituencies are there and heard, and which are missing."""

from bot.domain.meeting.balance import missing, unheard
from tests.domain.meeting.conftest import VERA
from tests.domain.meeting.history import History

ANA, BEN = 0, 1


def test_who_is_there_unheard_and_who_is_missing(meeting: History) -> None:
    for seat, group in ((ANA, "cs"), (BEN, "ps")):
        meeting.identify(seat, group=group)
        meeting.join(seat)
    meeting.next(VERA)
    assert unheard(meeting.meeting, meeting.now) == ("ps",)
    assert missing(meeting.meeting, meeting.now) == ("gov",)
