"""What is kept of a line through its changes is what a look at each ticket gives."""

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.changing import replace
from bot.domain.meeting.events import Form
from bot.domain.meeting.waiting.line import Line
from bot.domain.meeting.waiting.ticket import Waiting
from tests.support.clock import START

PEOPLE = 5
FORMS: tuple[Form, ...] = ("statement", "reply", "point-of-order")


def tickets() -> st.SearchStrategy[Waiting]:
    return st.builds(
        Waiting,
        person=st.integers(1, PEOPLE),
        ticket=st.integers(1, 1_000),
        texts=st.just(()),
        since=st.just(START),
        form=st.sampled_from(FORMS),
        held=st.booleans(),
        passing=st.booleans(),
    )


def lists_of_tickets(most: int) -> st.SearchStrategy[list[Waiting]]:
    return st.lists(tickets(), max_size=most, unique_by=lambda ticket: ticket.ticket)


Exchange = tuple[int, list[Waiting]]


def exchanges() -> st.SearchStrategy[list[Exchange]]:
    return st.lists(st.tuples(st.integers(1, PEOPLE), lists_of_tickets(3)), max_size=12)


@given(lists_of_tickets(20), exchanges())
def test_a_line_that_was_changed_is_as_one_made_anew(begin: list[Waiting], changes: list[Exchange]) -> None:
    line = Line(begin)
    assert list(line) == sorted(begin, key=lambda ticket: ticket.ticket)
    for person, come in changes:
        others = [ticket for ticket in line if ticket.person != person]
        taken = {ticket.ticket for ticket in others}
        theirs = [replace(ticket, person=person) for ticket in come if ticket.ticket not in taken]
        line = line.exchanged(person, theirs)
        check(line, Line([*others, *theirs]))


def check(line: Line, anew: Line) -> None:
    assert line == anew
    assert (line.ready, line.resting, line.asides) == (anew.ready, anew.resting, anew.asides)
    assert line.by_person == anew.by_person
    assert line.ready == tuple(ticket for ticket in line if not (ticket.held or ticket.passing))
    assert sorted((*line.ready, *line.resting), key=lambda ticket: ticket.ticket) == list(line)
    assert line.asides == tuple(ticket for ticket in line if ticket.form != "statement")
    for person in range(PEOPLE + 1):
        assert line.of(person) == tuple(ticket for ticket in line if ticket.person == person)
    assert [line.numbered(ticket.ticket) for ticket in line] == list(line)
    assert line.of(None) == ()
