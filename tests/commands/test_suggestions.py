"""What is offered while somebody types is taken for just that."""

from hypothesis import given
from hypothesis import strategies as st

from bot.commands.input.badges import badge_of
from bot.commands.input.suggestions import MOST, people_like, speakers_like
from bot.domain.changing import replace
from bot.domain.message import Message, Name
from bot.domain.plan import Listed
from tests.commands.session import Session, debating
from tests.support.plans import plan

NAMES = ("Ana", "Ána", "ana lind", "Ana Lind", "1", "Hal", "Li", "Λ", "علي", "Bo 10m", "Bo")


def offered(session: Session, typed: str = "", *, waiting: bool = True) -> list[int]:
    return people_like(session.meeting, session.names, typed, waiting=waiting)


def values(session: Session, typed: str = "", *, waiting: bool = True) -> list[str]:
    return [badge_of(session.meeting.participants[p]) for p in offered(session, typed, waiting=waiting)]


def test_those_who_wait_stand_in_their_order_and_whoever_else_takes_part_behind() -> None:
    session = debating()
    for who, line in (("ana", "join"), ("bo", "id gov"), ("cy", "join"), ("cy", "away"), ("di", "join")):
        session.answer(who, line)
    ana, bo, cy, di = (session.people[who] for who in ("ana", "bo", "cy", "di"))
    assert offered(session) == [ana, di, cy]
    assert offered(session, waiting=False) == [ana, di, cy, session.people["vera"], bo]


def test_names_badges_and_places_are_looked_for() -> None:
    session = debating()
    for who, line in (("ana lind", "join"), ("zoë", "join"), ("vera", "w cs")):
        session.answer(who, line)
    ana, zoe = session.people["ana lind"], session.people["zoë"]
    assert offered(session, "lin") == offered(session, "ana l") == offered(session, "@ANA") == [ana]
    assert offered(session, "zoe") == offered(session, "3") == [zoe]
    assert values(session, "hal") == values(session, "2") == ["hall 1"]
    assert offered(session, "nobody") == []


def test_no_more_are_offered_than_a_platform_takes() -> None:
    session = debating()
    for n in range(MOST + 5):
        session.answer(f"p{n}", "join")
    assert len(offered(session)) == MOST
    assert offered(session, "p29") == [session.people["p29"]]


@given(st.lists(st.sampled_from(NAMES), min_size=1, max_size=8))
def test_everybody_offered_is_put_out_of_the_queue_by_what_is_sent(names: list[str]) -> None:
    session = debating()
    for number, name in enumerate(names):
        session.answer(f"who{number}", "join")
        session.names[session.people[f"who{number}"]] = name
    session.answer("vera", "w cs | Ana")
    for person in offered(session):
        value = badge_of(session.meeting.participants[person])
        answer = session.answer("vera", f"remove {value}")
        who = answer.arguments["who"]
        assert isinstance(who, Message)
        assert who.arguments["name"] == Name(person)
        assert person not in offered(session)


@given(st.lists(st.sampled_from(NAMES), min_size=1, max_size=6, unique=True))
def test_every_speaker_offered_is_given_the_floor_by_what_is_sent(names: list[str]) -> None:
    people = tuple(Listed(name, "speaker", {}) for name in names)
    for name in speakers_like(plan_of(people).plan, ""):
        session = plan_of(people)
        session.answer("vera", f"speaker {name}")
        floor = session.meeting.floor
        assert floor is not None
        listed = session.meeting.participants[floor.person].listed
        assert listed is not None
        assert people[listed].name == name


def plan_of(people: tuple[Listed, ...]) -> Session:
    return debating(replace(plan(), people=people))


def test_speakers_are_looked_for_by_any_part_of_their_name() -> None:
    assert speakers_like(plan(), "lind") == ["Ana Lind", "Ana Lindholm"]
    assert speakers_like(plan(), "") == ["Ana Lind", "Bo Ek", "Ana Lindholm"]
    assert speakers_like(plan(), "bó e") == ["Bo Ek"]
