"""People at risk: over random histories, rooms are told of nobody more than name and group."""

from collections.abc import Iterator

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.message import Label, Message, RawText, TextRef
from bot.messages.catalogue import Catalogues
from bot.reactions.effects import Tell
from bot.views.board import board
from tests.commands.session import Session
from tests.commands.shown import parts, words
from tests.support.plans import plan

SECRET = "what only the moderators read"
PEOPLE = ("ana", "bo", "cy", "di")
LINES = (
    "join",
    f"join {SECRET}",
    "withdraw",
    "id cs af",
    "id ps ap",
    "id gov pns",
    "id pns",
    "name Somebody",
    "name guest",
    "done",
    "stay",
    "whoami",
    "queue",
)
DECISIONS = (
    "next",
    "next",
    "undo",
    "w cs ap ps",
    "w af | Eva",
    "phase next",
    "phase previous",
    "phase extend 1m",
    "phase pause",
    "phase resume",
    "close",
)
PUBLIC = plan().dimensions[0].id

said = st.tuples(st.sampled_from(PEOPLE), st.sampled_from(LINES))
decided = st.tuples(st.sampled_from(("vera", "ivo")), st.sampled_from(DECISIONS))
times = st.tuples(st.just(""), st.sampled_from(("1", "100", "1000")))
histories = st.lists(st.one_of(said, said, decided, times), min_size=10, max_size=60)


def played(history: list[tuple[str, str]]) -> Session:
    session = Session()
    session.answer("vera", "open")
    session.answer("vera", "start")
    for who, line in history:
        if who:
            session.say(who, line, direct=who == "cy")
        else:
            session.wait(int(line))
    return session


def public(session: Session) -> Iterator[Message]:
    """Whatever stands where everyone can read it, but for the panel, which offers all choices."""
    yield board(session.meeting)
    for effect in session.effects:
        if isinstance(effect, Tell) and effect.to != "moderators" and effect.message.key != "panel":
            yield effect.message


@given(histories)
def test_rooms_hear_of_no_region_no_attendance_and_no_text(history: list[tuple[str, str]]) -> None:
    found = [part for message in public(played(history)) for part in parts(message)]
    assert not [part for part in found if isinstance(part, TextRef | RawText)]
    for part in found:
        if isinstance(part, Label):
            assert part.dimension == PUBLIC
            assert part.value != "pns"
        if isinstance(part, str):
            assert part.replace("_", "").isalpha() or part == "", "plain words are keys of choices alone"


def test_rooms_hear_of_no_region_in_words_either(catalogues: Catalogues) -> None:
    history = [("ana", "id cs af"), ("ana", f"join {SECRET}"), ("vera", "phase next"), ("vera", "next")]
    session = played([*history, ("vera", "w cs ap"), ("", "100"), ("", "1000"), ("vera", "undo")])
    shown = "\n".join(words(message, session, catalogues) for message in public(session))
    assert "Ana (Civil Society) has the floor" in shown
    assert not [secret for secret in ("African", "Asia", "Remote", SECRET) if secret in shown]


def test_moderators_read_the_text_aloud(catalogues: Catalogues) -> None:
    history = [("ana", "id cs af"), ("ana", f"join {SECRET}"), ("vera", "phase next"), ("vera", "next")]
    session = played(history)
    cards = [e.message for e in session.effects if isinstance(e, Tell) and e.message.key == "turn-card"]
    assert len(cards) == 1
    card = words(cards[0], session, catalogues)
    assert SECRET in card
    assert "Civil Society, Remote, and African Group" in card


def test_whoever_first_acts_in_a_direct_chat_is_a_guest() -> None:
    session = played([("cy", "join"), ("ana", "join")])
    names = [session.names[w.person] for w in session.meeting.queue]
    assert names == [None, "Ana"]
