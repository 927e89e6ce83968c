"""Words whose message was changed or removed, wherever they are on their way to be read aloud."""

from bot.domain.meeting.decide.words import awaits, remove_words, revise
from bot.domain.meeting.events import TextRemoved, TextRevised
from tests.domain.meeting.conftest import VERA
from tests.domain.meeting.history import History, words

ANA, BEN = range(2)


def test_words_that_wait(meeting: History) -> None:
    meeting.join(ANA, "words")
    ana = meeting.person(ANA)
    assert awaits(meeting.meeting, "words") == ana
    assert revise(meeting.meeting, "words") == (TextRevised(ana, "words"),)
    assert meeting.keep(remove_words(meeting.meeting, "words")) == (TextRemoved(ana, "words"),)
    [ticket] = meeting.meeting.queue
    assert (ticket.person, words(ticket)) == (ana, None)
    assert awaits(meeting.meeting, "words") is None
    assert remove_words(meeting.meeting, "words") == revise(meeting.meeting, "words") == ()


def test_words_that_are_being_read(meeting: History) -> None:
    meeting.join(ANA, "words")
    meeting.next(VERA)
    assert awaits(meeting.meeting, "words") == meeting.person(ANA)
    meeting.keep(remove_words(meeting.meeting, "words"))
    floor = meeting.meeting.floor
    assert floor
    assert words(floor) is None
    meeting.absent(VERA)
    assert [words(ticket) for ticket in meeting.meeting.queue] == [None], (
        "an absence does not bring them back"
    )


def test_an_undone_call_does_not_bring_removed_words_back(meeting: History) -> None:
    meeting.join(ANA, "words")
    meeting.next(VERA)
    meeting.keep(remove_words(meeting.meeting, "words"))
    meeting.undo(VERA)
    assert [words(ticket) for ticket in meeting.meeting.queue] == [None]


def test_others_words_stay(meeting: History) -> None:
    meeting.join(ANA, "hers")
    meeting.join(BEN, "his")
    meeting.keep(remove_words(meeting.meeting, "hers"))
    assert [words(ticket) for ticket in meeting.meeting.queue] == [None, "his"]
    assert awaits(meeting.meeting, "other") is None
