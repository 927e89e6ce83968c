"""Joining two accounts of one person, or a walk-up, by a code."""

import pytest

from bot.domain.meeting.events import CodeIssued, LinkAsked, LinkDeclined, Linked, Unlinked
from bot.domain.message import Refusal
from bot.domain.plan import HALL
from tests.domain.meeting.conftest import VERA
from tests.domain.meeting.history import Decided, History, essence, words

ANA, BEN, CAT, DAN = range(4)


def key(decided: Decided) -> str:
    assert isinstance(decided, Refusal)
    return decided.message.key


def linked(history: History, sender: int, other: int) -> int:
    """The person that both are; `other` got the code."""
    assert isinstance(history.link(sender, other), tuple)
    return history.person(sender)


def hall(history: History, **values: str) -> int:
    """The number of somebody new in the hall."""
    history.walk_up(VERA, dict(values))
    return max(history.meeting.participants)


def test_a_code_is_good_for_ten_minutes_and_for_one_use(meeting: History) -> None:
    ana = meeting.person(ANA)
    assert meeting.issue(ana, "ABCDEF") == (CodeIssued(ana, "ABCDEF"),)
    assert key(meeting.redeem(BEN, "ABCDEG")) == "refused-code"
    assert key(meeting.redeem(ANA, "ABCDEF")) == "refused-own-code"
    meeting.wait(601)
    assert key(meeting.redeem(BEN, "ABCDEF")) == "refused-code"
    meeting.issue(ana, "GHJKMN")
    meeting.wait(600)
    ben = meeting.person(BEN)
    assert meeting.redeem(BEN, " ghjkmn ") == (LinkAsked(ben, ana),)
    assert key(meeting.redeem(CAT, "GHJKMN")) == "refused-code"


def test_setting_the_clock_back_lengthens_no_code_and_no_question(meeting: History) -> None:
    ana = meeting.person(ANA)
    for code in ("ABCDEF", "GHJKMN"):
        meeting.issue(ana, code)
    meeting.wait(-300)
    assert key(meeting.redeem(BEN, "ABCDEF")) == "refused-code"
    meeting.join(CAT)
    meeting.wait(301)
    assert key(meeting.redeem(BEN, "GHJKMN")) == "refused-code", "void since something happened before it"
    meeting.issue(ana, "PQRSTU")
    assert isinstance(meeting.redeem(BEN, "PQRSTU"), tuple)
    meeting.wait(-1)
    assert key(meeting.confirm(ana)) == "refused-no-link"
    meeting.join(DAN)
    meeting.wait(2)
    assert key(meeting.confirm(ana)) == "refused-no-link"


def test_nobody_is_joined_before_the_owner_of_the_code_says_yes_in_time(meeting: History) -> None:
    ana, ben = meeting.person(ANA), meeting.person(BEN)
    assert key(meeting.confirm(ana)) == "refused-no-link"
    meeting.issue(ana, "ABCDEF")
    meeting.redeem(BEN, "ABCDEF")
    assert {ana, ben} <= meeting.meeting.participants.keys()
    assert key(meeting.confirm(ben)) == "refused-no-link", "its sender has no say"
    meeting.wait(601)
    assert key(meeting.confirm(ana)) == "refused-no-link"
    meeting.issue(ana, "GHJKMN")
    meeting.redeem(BEN, "GHJKMN")
    meeting.wait(600)
    assert meeting.confirm(ana) == (Linked(ben, ana),)


def test_after_a_no_nothing_is_left_to_say_yes_to(meeting: History) -> None:
    ana = meeting.person(ANA)
    assert key(meeting.decline(ana)) == "refused-no-link"
    meeting.issue(ana, "ABCDEF")
    meeting.redeem(BEN, "ABCDEF")
    assert meeting.decline(ana) == (LinkDeclined(ana),)
    assert key(meeting.confirm(ana)) == "refused-no-link"
    assert key(meeting.redeem(BEN, "ABCDEF")) == "refused-code"


def test_who_leaves_is_as_much_heard_and_of_the_same_group_but_does_not_wait(meeting: History) -> None:
    meeting.identify(ANA, group="cs", region="af")
    meeting.join(ANA)
    meeting.next(VERA)
    meeting.done(ANA)
    ben = linked(meeting, BEN, meeting.person(ANA))
    meeting.join(BEN)
    meeting.stay(BEN)
    assert meeting.unlink(BEN) == (Unlinked(ben, meeting.person(BEN), meeting.meeting.counters.guests),)
    alone, other = (meeting.meeting.participants[who] for who in (meeting.person(BEN), ben))
    assert alone.values == other.values
    assert (alone.spoke, alone.stays, other.stays) == (True, False, True)
    assert [w.person for w in meeting.meeting.queue] == [ben]
    said = meeting.meeting.ledger.said
    assert said[alone.person] == said[ben] == 1
    assert alone.badge != other.badge


def test_leaving_somebody_whose_entering_was_undone_changes_nothing_but_numbers(meeting: History) -> None:
    before = essence(meeting.meeting)
    meeting.keep((Unlinked(99, 100, 7),))
    assert essence(meeting.meeting) == before
    assert meeting.meeting.counters.people == 100


def test_everybodys_code_is_their_own_and_void_once_they_are_one_with_somebody(meeting: History) -> None:
    ana, ben, cat = (meeting.person(seat) for seat in (ANA, BEN, CAT))
    for person, code in ((ana, "AAAAAA"), (ben, "BBBBBB"), (cat, "CCCCCC")):
        meeting.issue(person, code)
    meeting.redeem(BEN, "AAAAAA")
    assert meeting.confirm(ana) == (Linked(ben, ana),)
    assert key(meeting.redeem(CAT, "BBBBBB")) == "refused-code"
    meeting.redeem(BEN, "CCCCCC")
    assert meeting.confirm(cat) == (Linked(ben, cat),)


def test_who_asked_for_the_floor_by_either_account_has_asked(meeting: History) -> None:
    meeting.join(ANA)
    meeting.withdraw(ANA)
    ben = linked(meeting, BEN, meeting.person(ANA))
    assert meeting.meeting.participants[ben].asked
    ben = linked(meeting, BEN, meeting.person(CAT))
    assert meeting.meeting.participants[ben].asked


def test_the_code_of_somebody_whose_entering_was_undone_is_void(meeting: History) -> None:
    meeting.person(ANA)
    meeting.issue(hall(meeting), "ABCDEF")
    meeting.undo(VERA)
    assert key(meeting.redeem(ANA, "ABCDEF")) == "refused-code"


def test_a_link_that_fits_nobody_changes_nothing(meeting: History) -> None:
    ana = meeting.person(ANA)
    before = meeting.meeting
    meeting.keep((Linked(ana, 99), Linked(99, ana)))
    assert essence(meeting.meeting) == essence(before)


def test_the_earlier_place_stays_with_the_words_of_either(meeting: History) -> None:
    meeting.join(ANA)
    meeting.join(BEN, "words")
    meeting.join(CAT)
    ben = linked(meeting, BEN, meeting.person(ANA))
    assert [(w.person, w.ticket, words(w)) for w in meeting.meeting.queue] == [
        (ben, 1, "words"),
        (meeting.person(CAT), 3, None),
    ]


def test_two_tickets_without_words_are_one_without_words(meeting: History) -> None:
    for seat in (ANA, BEN):
        meeting.join(seat)
    linked(meeting, BEN, meeting.person(ANA))
    assert [words(w) for w in meeting.meeting.queue] == [None]


def test_who_was_absent_here_and_waits_there_is_there(meeting: History) -> None:
    meeting.join(ANA)
    meeting.next(VERA)
    meeting.absent(VERA)
    meeting.join(BEN)
    linked(meeting, BEN, meeting.person(ANA))
    assert [(w.ticket, w.held) for w in meeting.meeting.queue] == [(1, False)]


def test_whoever_is_in_the_hall_is_there_under_its_number(meeting: History) -> None:
    meeting.identify(ANA, region="af")
    ana = linked(meeting, ANA, hall(meeting, group="cs"))
    known = meeting.meeting.participants[ana]
    assert (known.mode, known.badge, known.values["group"], known.values["region"]) == (HALL, 1, "cs", "af")
    assert [w.person for w in meeting.meeting.queue] == [ana]


def test_a_group_that_a_turn_has_locked_is_not_changed_by_linking(meeting: History) -> None:
    meeting.identify(ANA, group="cs")
    meeting.join(ANA)
    meeting.next(VERA)
    meeting.identify(BEN, group="gov", region="ap")
    ben = linked(meeting, BEN, meeting.person(ANA))
    known = meeting.meeting.participants[ben]
    assert (known.values["group"], known.values["region"], known.spoke) == ("cs", "ap", True)
    assert isinstance(meeting.identify(BEN, group="gov"), Refusal)


def test_of_two_who_have_said_it_the_sender_is_believed(meeting: History) -> None:
    meeting.identify(ANA, group="cs", region="af")
    meeting.identify(BEN, group="gov")
    ben = linked(meeting, BEN, meeting.person(ANA))
    values = meeting.meeting.participants[ben].values
    assert (values["group"], values["region"]) == ("gov", "af")
    meeting.identify(CAT, group=None)
    cat = linked(meeting, CAT, ben)
    assert meeting.meeting.participants[cat].values["group"] == "gov", "who has not said it is not asked"


def test_of_two_groups_that_turns_have_locked_the_senders_stays(meeting: History) -> None:
    for seat, group in ((ANA, "cs"), (BEN, "gov")):
        meeting.identify(seat, group=group)
        meeting.join(seat)
        meeting.next(VERA)
        meeting.wait(1)
    ben = linked(meeting, BEN, meeting.person(ANA))
    assert meeting.meeting.participants[ben].values["group"] == "gov"


def test_who_has_spoken_by_either_account_has_spoken(meeting: History) -> None:
    meeting.join(ANA)
    meeting.next(VERA)
    meeting.done(ANA)
    ana = meeting.person(ANA)
    ben = linked(meeting, BEN, ana)
    assert ben in meeting.meeting.ledger.said
    meeting.join(BEN)
    meeting.join(CAT)
    meeting.next(VERA)
    assert meeting.meeting.floor is not None
    assert meeting.meeting.floor.person == meeting.person(CAT), "who has not spoken comes first"
    vera, cat = meeting.person(VERA), meeting.person(CAT)
    linked(meeting, BEN, vera)
    assert meeting.meeting.participants[ben].spoke, "though not as the moderator"
    assert [turn.person for turn in meeting.meeting.spoken] == [ben, cat]


def test_linking_amid_a_turn_and_then_being_absent(meeting: History) -> None:
    for seat in (CAT, ANA):
        meeting.join(seat)
    meeting.next(VERA)
    meeting.wait(60)
    meeting.next(VERA)
    cat = linked(meeting, CAT, meeting.person(ANA))
    assert meeting.meeting.floor is not None
    assert meeting.meeting.floor.person == cat
    meeting.absent(VERA)
    assert [(w.person, w.ticket, w.held) for w in meeting.meeting.queue] == [(cat, 2, True)]
    assert meeting.meeting.participants[cat].spoke, "by the other account"
    assert cat in meeting.meeting.ledger.said


def test_who_spoke_by_the_other_account_has_spoken_though_absent_by_this_one(meeting: History) -> None:
    meeting.join(ANA)
    meeting.join(BEN)
    meeting.next(VERA)
    meeting.wait(60)
    meeting.next(VERA)
    ben = linked(meeting, BEN, meeting.person(ANA))
    meeting.absent(VERA)
    assert ben in meeting.meeting.ledger.said
    assert meeting.meeting.participants[ben].spoke


@pytest.mark.parametrize(("sender", "other"), [(BEN, ANA), (ANA, BEN)])
@pytest.mark.parametrize("before", [False, True])
def test_who_is_absent_has_spoken_only_if_they_had_before(
    meeting: History, sender: int, other: int, before: bool
) -> None:
    for _ in range(1 + before):
        meeting.join(ANA)
        meeting.next(VERA)
        meeting.wait(1)
    both = linked(meeting, sender, meeting.person(other))
    meeting.absent(VERA)
    assert meeting.meeting.participants[both].spoke is before


def test_others_being_linked_leaves_the_turn_and_who_is_on_deck_alone(meeting: History) -> None:
    for seat in (CAT, ANA, DAN):
        meeting.join(seat)
    meeting.next(VERA)
    meeting.wait(1)
    meeting.next(VERA)
    ana, dan, cat = (meeting.person(seat) for seat in (ANA, DAN, CAT))
    ben = linked(meeting, BEN, cat)
    assert meeting.meeting.on_deck is not None
    assert meeting.meeting.on_deck.person == dan
    meeting.absent(VERA)
    assert [w.person for w in meeting.meeting.queue] == [ana, dan]
    assert ben in meeting.meeting.ledger.said, "also in what is restored"


def test_who_was_on_deck_by_one_account_is_called_anew(meeting: History) -> None:
    for seat in (CAT, ANA, BEN):
        meeting.join(seat)
    meeting.next(VERA)
    assert meeting.meeting.on_deck is not None
    assert meeting.meeting.on_deck.person == meeting.person(ANA)
    linked(meeting, BEN, meeting.person(ANA))
    assert meeting.meeting.on_deck.person == meeting.person(BEN)


def test_moderators_and_listed_speakers_stay_what_they_are(meeting: History) -> None:
    meeting.speaker(VERA, 1)
    bo = max(meeting.meeting.participants)
    vera = meeting.person(VERA)
    meeting.stay(VERA)
    ana = linked(meeting, ANA, bo)
    assert meeting.meeting.participants[ana].listed == 1
    meeting.issue(vera, "GHJKMN")
    meeting.redeem(ANA, "GHJKMN")
    meeting.confirm(vera)
    known = meeting.meeting.participants[ana]
    assert (known.listed, known.stays, ana in meeting.meeting.moderators) == (1, True, True)
    assert vera not in meeting.meeting.moderators
    ana = linked(meeting, ANA, meeting.person(BEN))
    assert meeting.meeting.participants[ana].stays
