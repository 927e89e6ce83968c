"""Who has been heard against who is there: equal to a count of one's own."""

from collections import Counter
from datetime import datetime

from hypothesis import given

from bot.domain.meeting.balance import Tally, balance, missing, unheard
from bot.domain.meeting.events import Absent, FloorGiven, FloorLeft, Joined, PhaseHalved
from bot.domain.plan import Dimension
from tests.domain.meeting.conftest import VERA
from tests.domain.meeting.history import History
from tests.domain.meeting.random_histories import history_bytes, opened, plans, play, steps

ANA, BEN, CAT = range(3)


@given(plans, history_bytes)
def test_balance_is_what_counting_the_log_gives(plan: str, tape: bytes) -> None:
    history = opened(plan)
    history.move(100, 1)
    for name, number in steps(tape, without=("undo", "link", "unlink", "pause", "resume")):
        play(history, name, number)
    for dimension in history.plan.dimensions:
        tallies = balance(history.meeting, dimension, history.now)
        assert sorted(tallies, key=str) == sorted(counted(history, dimension), key=str)
        assert [t.turns for t in tallies] == sorted((t.turns for t in tallies), reverse=True)


def counted(history: History, dimension: Dimension) -> list[Tally]:
    """The same from the events alone."""
    values = [choice.code for choice in dimension.choices if choice.code not in ("pns",)]
    turns, seconds = spoken(history, dimension)
    joined = {record.event.person for record in history.records if isinstance(record.event, Joined)}
    found = []
    for value in (*values, None):
        people = [
            number
            for number, p in history.meeting.participants.items()
            if (p.values.get(dimension.id) if p.values.get(dimension.id) != "pns" else None) == value
        ]
        said = {n: {d: v for d, v in history.meeting.participants[n].values.items() if v} for n in people}
        there = [n for n in people if set(said[n]) - {"mode"} or n in joined or n in charged(history)]
        found.append(
            Tally(
                value,
                present=len(there),
                asked=len(joined.intersection(people)),
                turns=turns[value],
                seconds=seconds[value],
            )
        )
    return found


def turns_of(history: History) -> dict[int, tuple[FloorGiven, datetime, datetime]]:
    """Every turn that was one, with its beginning and its end (so far)."""
    found: dict[int, tuple[FloorGiven, datetime, datetime]] = {}
    for record in history.records:
        match record.event:
            case FloorGiven(turn=turn):
                found[turn] = (record.event, record.at, history.now)
            case FloorLeft(turn):
                found[turn] = (*found[turn][:2], record.at)
            case Absent(turn):
                del found[turn]
    return found


def charged(history: History) -> set[int]:
    return {g.person for g, _, _ in turns_of(history).values() if g.manner in ("rule", "override")}


def spoken(history: History, dimension: Dimension) -> tuple[Counter[str | None], Counter[str | None]]:
    """Turns and seconds by the value that each turn was charged to, whatever was corrected since."""
    turns, seconds = Counter[str | None](), Counter[str | None]()
    for turn, since, until in turns_of(history).values():
        if turn.manner != "speaker":
            value = charged_to(history, dimension, turn)
            turns[value] += 1
            seconds[value] += round((until - since).total_seconds())
    return turns, seconds


def charged_to(history: History, dimension: Dimension, turn: FloorGiven) -> str | None:
    dims = history.plan.rule.dims
    if dimension.id in dims and not history.plan.remote_is_a_group:
        return turn.attributes[dims.index(dimension.id)]
    value = history.meeting.participants[turn.person].values.get(dimension.id)
    return None if value == "pns" else value


def test_a_pause_is_no_airtime(meeting: History) -> None:
    meeting.identify(ANA, group="cs")
    meeting.join(ANA)
    meeting.next(VERA)
    meeting.wait(30)
    meeting.pause(VERA)
    meeting.wait(500)
    first = balance(meeting.meeting, meeting.plan.dimensions[0], meeting.now)[0]
    assert (first.value, first.turns, first.seconds) == ("cs", 1, 30)


def test_a_listed_speaker_is_counted_apart(meeting: History) -> None:
    meeting.speaker(VERA, 1)
    meeting.wait(60)
    tallies = balance(meeting.meeting, meeting.plan.dimensions[0], meeting.now)
    assert Tally("gov", present=1, asked=0, turns=0, seconds=0) in tallies
    assert unheard(meeting.meeting, meeting.now) == ("gov",)


def test_who_is_there_and_unheard_and_who_is_missing(meeting: History) -> None:
    for seat, group in ((ANA, "cs"), (BEN, "ps"), (CAT, "pns")):
        meeting.identify(seat, group=group)
        meeting.join(seat)
    meeting.next(VERA)
    assert unheard(meeting.meeting, meeting.now) == ("ps",)
    assert missing(meeting.meeting, meeting.now) == ("gov",)


def test_the_middle_of_a_discussion_comes_once_however_long_it_becomes(meeting: History) -> None:
    meeting.wait(899)
    assert meeting.tick() == ()
    meeting.wait(1)
    assert meeting.tick() == (PhaseHalved(2),)
    meeting.extend(VERA, 3600)
    meeting.wait(1800)
    assert meeting.tick() == ()
