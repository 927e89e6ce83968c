"""Which constituencies are there and heard, and which are missing."""

from bot.domain.changing import replace
from bot.domain.meeting.balance import balance, missing, unheard
from tests.domain.meeting.conftest import VERA
from tests.domain.meeting.history import History
from tests.domain.meeting.random_histories import PLANS, START

ANA, BEN, CAT = range(3)


def test_who_is_there_unheard_and_who_is_missing(meeting: History) -> None:
    for seat, group in ((ANA, "cs"), (BEN, "ps")):
        meeting.identify(seat, group=group)
        meeting.join(seat)
    meeting.next(VERA)
    assert unheard(meeting.meeting, meeting.now) == ("ps",)
    assert missing(meeting.meeting, meeting.now) == ("gov",)


def test_the_most_heard_come_first_and_of_them_those_of_whom_most_are_there(meeting: History) -> None:
    for seat, group in ((ANA, "cs"), (BEN, "gov"), (CAT, "gov")):
        meeting.identify(seat, group=group)
    tallies = balance(meeting.meeting, meeting.plan.dimensions[0], meeting.now)
    assert [(each.value, each.present) for each in tallies] == [("gov", 2), ("cs", 1), ("ps", 0), (None, 0)]
    meeting.join(ANA)
    meeting.next(VERA)
    tallies = balance(meeting.meeting, meeting.plan.dimensions[0], meeting.now)
    assert [each.value for each in tallies] == ["cs", "gov", "ps", None]


def test_turns_are_also_counted_by_what_the_queue_does_not_look_at() -> None:
    history = History(replace(PLANS["usual"], rule=replace(PLANS["usual"].rule, dims=("group",))), START)
    history.open(VERA)
    history.start(VERA)
    history.move(VERA, 1)
    history.identify(ANA, group="cs", region="ap")
    history.join(ANA)
    history.next(VERA)
    first = balance(history.meeting, history.plan.dimensions[2], history.now)[0]
    assert (first.value, first.turns) == ("ap", 1)
