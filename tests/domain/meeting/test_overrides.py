"""What moderators and people do beside the rule, case by case."""

import pytest

from bot.domain.changing import replace
from bot.domain.fair_queue import Rule
from bot.domain.meeting.events import Absent, CalledNext, FloorGiven, Passed, Returned, TextAttached
from bot.domain.meeting.queue_view import queue_position
from bot.domain.meeting.schedule import turn_left
from bot.domain.message import Refusal
from tests.domain.meeting.conftest import IVO, VERA
from tests.domain.meeting.history import Decided, History, called, words
from tests.domain.meeting.random_histories import PLANS, START

ANA, BEN, CAT, DAN = range(4)


def key(decided: Decided | None) -> str:
    assert isinstance(decided, Refusal)
    return decided.message.key


def on_floor(history: History) -> int | None:
    return history.meeting.floor.person if history.meeting.floor else None


def on_deck(history: History) -> int | None:
    return history.meeting.on_deck.person if history.meeting.on_deck else None


def waiting(history: History) -> list[int]:
    return [w.person for w in history.meeting.queue]


def test_points_of_order_come_first_then_replies_then_the_rule(meeting: History) -> None:
    meeting.join(ANA)
    meeting.next(VERA)
    meeting.join(BEN)
    meeting.join(CAT, None, "reply")
    meeting.join(DAN, "on procedure", "point-of-order")
    cat, dan, ben = (meeting.person(seat) for seat in (CAT, DAN, BEN))
    assert called(meeting.meeting) == (dan, cat, ben)
    manners = []
    for person in (dan, cat, ben):
        meeting.wait(60)
        events = meeting.next(VERA)
        assert isinstance(events, tuple)
        given = next(event for event in events if isinstance(event, FloorGiven))
        assert (given.front, given.forced, given.reason) == (True, False, None)
        manners.append((given.manner, given.why))
        assert on_floor(meeting) == person
    assert manners == [
        ("point-of-order", ("point-of-order", "point-of-order")),
        ("reply", ("reply", "reply")),
        ("rule", ("only_group", "only_one")),
    ]


def test_who_is_on_deck_stays_so_through_a_reply_whoever_joins(meeting: History) -> None:
    for seat in (ANA, BEN):
        meeting.identify(seat, group="cs")
        meeting.join(seat)
    meeting.next(VERA)
    meeting.join(DAN, None, "reply")
    meeting.identify(CAT, group="gov")
    meeting.join(CAT)
    meeting.wait(1)
    events = meeting.next(VERA)
    assert isinstance(events, tuple)
    assert not any(isinstance(event, CalledNext) for event in events)
    assert (on_floor(meeting), on_deck(meeting)) == (meeting.person(DAN), meeting.person(BEN))


def test_one_point_of_order_a_phase_is_enough(meeting: History) -> None:
    for seat in (ANA, BEN):
        meeting.join(seat, None, "point-of-order")
    meeting.next(VERA)
    assert key(meeting.join(ANA, None, "point-of-order")) == "refused-point-of-order"
    assert isinstance(meeting.join(CAT, None, "point-of-order"), tuple), "others may have their own"
    meeting.pick(VERA, meeting.person(DAN))
    assert isinstance(meeting.join(DAN, None, "point-of-order"), tuple), "though they had a turn"
    assert isinstance(meeting.join(ANA), tuple), "an ordinary hand is another matter"
    meeting.withdraw(ANA)
    meeting.move(VERA, 1)
    assert isinstance(meeting.join(ANA, None, "point-of-order"), tuple)


def test_a_reply_answers_somebody_else_and_only_two_wait(meeting: History) -> None:
    assert key(meeting.join(ANA, None, "reply")) == "refused-reply"
    meeting.join(ANA)
    meeting.next(VERA)
    assert key(meeting.join(ANA, None, "reply")) == "refused-reply"
    meeting.join(BEN, None, "reply")
    meeting.join(CAT, None, "reply")
    assert key(meeting.join(DAN, None, "reply")) == "refused-replies"
    assert isinstance(meeting.join(DAN, None, "point-of-order"), tuple)


def test_replies_that_were_given_count_and_answer_the_statement_before_them(meeting: History) -> None:
    for seat in (DAN, ANA):
        meeting.join(seat)
        meeting.next(VERA)
        meeting.wait(1)
    for seat in (BEN, CAT):
        meeting.join(seat, None, "reply")
    meeting.next(VERA)
    assert key(meeting.join(DAN, None, "reply")) == "refused-replies", "one was given, and one waits"
    assert key(meeting.join(ANA, None, "reply")) == "refused-reply", "that would answer oneself"
    meeting.wait(1)
    meeting.next(VERA)
    assert key(meeting.join(DAN, None, "reply")) == "refused-replies", "two were given"


def test_words_that_come_later_go_with_the_ticket(meeting: History) -> None:
    meeting.join(ANA)
    assert meeting.join(ANA, "words") == (TextAttached(meeting.person(ANA), "words", aside=False),)
    assert words(meeting.meeting.queue[0]) == "words"
    assert key(meeting.join(ANA)) == "refused-joined"
    meeting.join(BEN)
    meeting.next(VERA)
    meeting.join(CAT, None, "reply")
    assert isinstance(meeting.join(CAT, "words", "reply"), tuple)
    assert words(meeting.meeting.queue[1]) == "words"


def test_the_absent_keep_their_place_once(meeting: History) -> None:
    meeting.join(ANA, "words")
    meeting.join(BEN)
    ana = meeting.person(ANA)
    meeting.next(VERA)
    assert meeting.absent(VERA) is not None
    assert (on_floor(meeting), waiting(meeting)) == (None, [ana, meeting.person(BEN)])
    assert queue_position(meeting.meeting, ana, meeting.now) is None
    assert not meeting.meeting.participants[ana].spoke
    assert meeting.ready(ANA) == (Returned(ana),)
    assert meeting.ready(ANA) == ()
    assert called(meeting.meeting)[0] == meeting.person(BEN), "who was on deck stays so"
    meeting.next(VERA)
    meeting.wait(60)
    meeting.next(VERA)
    assert on_floor(meeting) == ana
    assert meeting.meeting.floor is not None
    assert words(meeting.meeting.floor) == "words"
    meeting.absent(VERA)
    assert waiting(meeting) == []
    assert key(meeting.absent(VERA)) == "refused-nobody-called"
    assert key(meeting.ready(ANA)) == "refused-not-queued"


def test_where_all_are_on_hold_it_is_said(meeting: History) -> None:
    meeting.join(ANA)
    meeting.next(VERA)
    meeting.absent(VERA)
    assert key(meeting.next(VERA)) == "refused-all-on-hold"
    assert key(meeting.skip(VERA)) == "refused-nobody-to-skip"


def test_whoever_joined_again_while_speaking_and_was_absent_has_the_old_place(meeting: History) -> None:
    for seat in (ANA, BEN):
        meeting.join(seat)
    meeting.next(VERA)
    meeting.join(ANA)
    meeting.absent(VERA)
    assert [(w.person, w.ticket) for w in meeting.meeting.queue] == [
        (meeting.person(ANA), 1),
        (meeting.person(BEN), 2),
    ]


def test_words_that_come_while_on_hold_leave_it_there(meeting: History) -> None:
    meeting.join(ANA)
    meeting.next(VERA)
    meeting.absent(VERA)
    meeting.join(ANA, "words")
    meeting.later(ANA)
    assert [(words(w), w.held, w.passing) for w in meeting.meeting.queue] == [("words", True, True)]


def test_a_picked_person_who_is_absent_and_was_not_queued_is_not_queued_then(meeting: History) -> None:
    meeting.join(ANA)
    meeting.withdraw(ANA)
    meeting.pick(VERA, meeting.person(ANA))
    assert meeting.meeting.floor is not None
    assert words(meeting.meeting.floor) is None
    meeting.absent(VERA)
    assert waiting(meeting) == []


def ruled(rule: Rule) -> History:
    """The debate has begun under this rule."""
    history = History(replace(PLANS["usual"], rule=rule), START)
    history.open(VERA)
    history.start(VERA)
    history.move(VERA, 1)
    return history


def absent_between(history: History, first: str, last: str, latecomer: str) -> list[type[object]]:
    """Ben is absent when called after Ana (`first`) with Cat (`last`) on deck; Dan came in between."""
    for seat, group in ((ANA, first), (BEN, "ps"), (CAT, last)):
        history.identify(seat, group=group)
        history.join(seat)
    for _ in range(2):
        history.next(VERA)
        history.wait(60)
    assert (on_floor(history), on_deck(history)) == (history.person(BEN), history.person(CAT))
    history.identify(DAN, group=latecomer)
    history.join(DAN)
    events = history.absent(VERA)
    assert isinstance(events, tuple)
    return [type(event) for event in events[1:]]


def test_who_is_on_deck_is_called_anew_where_an_absence_would_let_their_group_run_on(
    meeting: History,
) -> None:
    assert absent_between(meeting, "cs", "cs", latecomer="gov") == [Absent, CalledNext]
    assert on_deck(meeting) == meeting.person(DAN)


@pytest.mark.parametrize(
    ("rule", "last", "latecomer"),
    [
        (Rule(), "gov", "gov"),  # another group than the one heard before
        (Rule(), "cs", "cs"),  # nobody else waits
        (Rule(max_run=2), "cs", "gov"),
        (Rule(unit="seconds"), "cs", "gov"),  # by airtime there is no limit to a run
    ],
)
def test_who_is_on_deck_stays_so_where_an_absence_lets_no_group_run_on(
    rule: Rule, last: str, latecomer: str
) -> None:
    history = ruled(rule)
    assert absent_between(history, "cs", last, latecomer) == [Absent]
    assert on_deck(history) == history.person(CAT)


def test_later_is_one_step_back_and_ready_is_back(meeting: History) -> None:
    meeting.join(ANA)
    assert meeting.later(ANA) == (Passed(meeting.person(ANA), None),)
    assert called(meeting.meeting) == (meeting.person(ANA),), "there is nobody to let pass"
    meeting.join(BEN)
    assert called(meeting.meeting) == (meeting.person(BEN),)
    meeting.ready(ANA)
    assert called(meeting.meeting) == (meeting.person(ANA), meeting.person(BEN))
    meeting.later(ANA)
    meeting.next(VERA)
    assert (on_floor(meeting), on_deck(meeting)) == (meeting.person(BEN), meeting.person(ANA))
    assert key(meeting.later(BEN)) == "refused-not-queued"


def test_who_waits_no_more_can_neither_withdraw_nor_let_others_pass(meeting: History) -> None:
    meeting.join(ANA)
    meeting.withdraw(ANA)
    for decided in (meeting.withdraw(ANA), meeting.later(ANA), meeting.ready(ANA), meeting.ready(BEN)):
        assert key(decided) == "refused-not-queued"


def test_who_is_called_next_in_spite_of_letting_others_pass_stays_so(meeting: History) -> None:
    meeting.join(ANA)
    meeting.later(ANA)
    meeting.speaker(VERA, 0)
    assert on_deck(meeting) == meeting.person(ANA)
    assert not meeting.meeting.queue[0].passing
    meeting.join(BEN)
    assert called(meeting.meeting) == (meeting.person(ANA), meeting.person(BEN))


def test_who_let_others_pass_is_in_their_old_place_after_the_next_turn(meeting: History) -> None:
    for seat in (ANA, BEN, CAT):
        meeting.join(seat)
    meeting.later(ANA)
    meeting.next(VERA)
    assert (on_floor(meeting), on_deck(meeting)) == (meeting.person(BEN), meeting.person(ANA))


def test_nobody_is_on_deck_who_does_not_wait_or_where_it_is_nobody(meeting: History) -> None:
    for seat in (ANA, BEN):
        meeting.join(seat)
    for other in (None, 99):
        meeting.next(VERA)
        assert on_deck(meeting) == meeting.person(BEN)
        meeting.record(CalledNext(other))
        assert on_deck(meeting) is None
        meeting.undo(VERA)


def test_a_reply_that_lets_others_pass_is_called_when_there_are_none(meeting: History) -> None:
    meeting.join(ANA)
    meeting.next(VERA)
    meeting.join(BEN, None, "reply")
    meeting.later(BEN)
    meeting.wait(60)
    meeting.next(VERA)
    assert on_floor(meeting) == meeting.person(BEN)
    meeting.absent(VERA)
    assert [(w.held, w.passing) for w in meeting.meeting.queue] == [(True, False)]


def test_skip_passes_over_whoever_is_next_once(meeting: History) -> None:
    for seat in (ANA, BEN, CAT):
        meeting.join(seat)
    meeting.next(VERA)
    ben, cat = meeting.person(BEN), meeting.person(CAT)
    assert on_deck(meeting) == ben
    meeting.skip(VERA)
    assert on_deck(meeting) == cat
    meeting.wait(60)
    meeting.next(VERA)
    assert (on_floor(meeting), on_deck(meeting)) == (cat, ben)


def test_skip_means_the_reply_where_a_reply_is_next(meeting: History) -> None:
    meeting.join(ANA)
    meeting.join(BEN)
    meeting.next(VERA)
    meeting.join(CAT, None, "reply")
    meeting.skip(VERA)
    assert on_deck(meeting) == meeting.person(BEN)
    meeting.wait(60)
    meeting.next(VERA)
    assert on_floor(meeting) == meeting.person(BEN)


def test_a_pick_is_charged_and_recorded_and_calls_on_deck_anew(meeting: History) -> None:
    for seat, group in ((ANA, "cs"), (BEN, "ps"), (CAT, "gov"), (DAN, "ps")):
        meeting.identify(seat, group=group)
        meeting.join(seat)
    meeting.next(VERA)
    assert on_deck(meeting) == meeting.person(BEN)
    events = meeting.pick(VERA, meeting.person(DAN))
    assert isinstance(events, tuple)
    given = next(event for event in events if isinstance(event, FloorGiven))
    assert (given.manner, given.reason, given.by) == ("override", "reason", meeting.person(VERA))
    assert (given.front, given.forced, given.why) == (True, False, ("picked", "picked"))
    assert on_deck(meeting) == meeting.person(CAT), "the private sector has just been heard"
    assert meeting.meeting.ledger.turns == 2
    assert key(meeting.pick(VERA, meeting.person(DAN))) == "refused-has-floor"


def test_a_speaker_of_the_programme_is_not_charged(meeting: History) -> None:
    meeting.join(ANA)
    meeting.next(VERA)
    ledger = meeting.meeting.ledger
    meeting.join(BEN)
    events = meeting.speaker(VERA, 1)
    assert isinstance(events, tuple)
    assert [(f.front, f.forced, *f.why) for f in events if isinstance(f, FloorGiven)] == [
        (True, False, "speaker", "speaker")
    ]
    bo = on_floor(meeting)
    assert bo == len(meeting.meeting.participants)
    known = meeting.meeting.participants[bo]
    assert (known.listed, known.badge, known.values["group"], known.spoke) == (1, 0, "gov", False)
    assert meeting.meeting.ledger == ledger
    assert key(meeting.speaker(VERA, 1)) == "refused-has-floor"
    meeting.wait(60)
    meeting.next(VERA)
    people = len(meeting.meeting.participants)
    meeting.speaker(VERA, 1)
    assert (on_floor(meeting), len(meeting.meeting.participants)) == (bo, people), "nobody is entered twice"


@pytest.mark.parametrize("ask", [lambda h: h.pick(VERA, 1), lambda h: h.speaker(VERA, 0)])
def test_nobody_has_the_floor_before_the_start(ask: object) -> None:
    history = History(PLANS["usual"], START)
    history.open(VERA)
    assert callable(ask)
    assert key(ask(history)) == "refused-not-started"


def test_more_time_is_added_to_the_turn_and_makes_its_end_news_again(meeting: History) -> None:
    assert key(meeting.more(VERA, 60)) == "refused-nobody-called"
    meeting.join(ANA)
    meeting.next(VERA)
    meeting.wait(120)
    meeting.tick()
    meeting.more(IVO, 60)
    floor = meeting.meeting.floor
    assert floor is not None
    assert (floor.warned, floor.time_up) == (False, False)
    assert turn_left(meeting.meeting, floor, meeting.now) == 60
    for seconds in (0, 1801):
        assert key(meeting.more(VERA, seconds)) == "refused-more"
    for seconds in (1, 1800):
        assert isinstance(meeting.more(VERA, seconds), tuple)


def test_a_regrouped_person_is_not_on_deck_any_more(meeting: History) -> None:
    for seat in (ANA, BEN, CAT):
        meeting.identify(seat, group="cs")
        meeting.join(seat)
    meeting.next(VERA)
    meeting.regroup(VERA, meeting.person(CAT), group="ps")
    assert on_deck(meeting) == meeting.person(BEN)
    meeting.regroup(VERA, meeting.person(BEN), group="gov")
    assert meeting.meeting.on_deck is not None
    assert (on_deck(meeting), meeting.meeting.on_deck.attributes[0]) == (meeting.person(BEN), "gov")
    assert meeting.meeting.participants[meeting.person(BEN)].values["group"] == "gov"
    assert isinstance(meeting.regroup(VERA, meeting.person(ANA), group="gov"), tuple), "though they spoke"


def test_where_minutes_are_shared_out_places_count_the_turn_that_goes_on() -> None:
    history = ruled(Rule(unit="seconds"))
    for seat, group in ((ANA, "cs"), (BEN, "cs"), (CAT, "ps")):
        history.identify(seat, group=group)
    history.join(ANA)
    history.next(VERA)
    assert on_deck(history) is None
    for seat in (BEN, CAT):
        history.join(seat)
    assert called(history.meeting) == (history.person(CAT), history.person(BEN))
    history.wait(60)
    history.next(VERA)
    assert on_floor(history) == history.person(CAT)


def test_a_turn_that_an_undo_brings_back_after_its_phase_counts_up_to_its_end() -> None:
    history = History(replace(PLANS["advancing"], rule=Rule(unit="seconds", slot=60)), START)
    history.open(VERA)
    history.start(VERA)
    for seat, group in ((ANA, "cs"), (BEN, "ps")):
        history.identify(seat, group=group)
        history.join(seat)
    history.next(VERA)
    history.wait(10)
    history.next(VERA)
    history.wait(290)
    history.tick()
    assert [turn.seconds for turn in history.meeting.spoken] == [10, 290]
    history.undo(VERA)
    assert on_floor(history) is None
    assert [turn.seconds for turn in history.meeting.spoken] == [300]
    assert history.meeting.ledger.turns == 1
