"""Whatever is answered: it is refused, or it makes a sound meeting in which nothing but words came in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.message import Refusal
from bot.meeting_file.read import id_from, read_kept
from bot.ports.store import Draft
from bot.setup.file_text import meeting_text
from bot.setup.steps import printable
from bot.setup.walk import Asked, answered, answers_of, begun, unanswered
from storage.types import kept
from tests.setup.test_walk import ANSWERS, EVE, NOW, ROOM, scene

THERE = scene("en", "fr", whole_server=True)
ODD = st.text(st.characters(exclude_categories=()), max_size=130) | st.text(
    "\"\\[]{}=,;|#\n' \x00\u202eab", max_size=40
)


def walked(answers: dict[str, str]) -> Draft | Refusal:
    draft = begun(Draft(EVE, ROOM, "", {}, 0, NOW), THERE)
    for name, words in answers.items():
        made = answered(draft, Asked(name, words, ""), THERE)
        if isinstance(made, Refusal):
            return made
        draft = made
    return draft


@pytest.mark.slow
@pytest.mark.parametrize("name", [name for name, _ in ANSWERS])
@given(words=ODD)
def test_it_is_refused_or_makes_a_sound_meeting(name: str, words: str) -> None:
    draft = walked({**dict(ANSWERS), name: words})
    if isinstance(draft, Refusal):
        return
    assert not unanswered(draft, THERE)
    answers = answers_of(draft)
    file = read_kept(id_from(answers["title"]), kept(meeting_text("matrix", answers)))
    assert file.problems == ()
    assert file.plan is not None
    assert file.plan.title["en"] == printable(dict(ANSWERS)["title"] if name != "title" else words)
    assert [room.place for room in file.plan.rooms] == [ROOM]
    assert len(file.plan.phases) == 3
