"""What moderators tell each other where there is nobody to tell."""

from bot.domain.changing import replace
from tests.commands.session import debating
from tests.support.plans import plan


def test_words_that_nobody_is_to_read_are_not_kept() -> None:
    alone = debating(replace(plan(), moderators_rooms=()))
    assert alone.answer("vera", "tell The minister is here").key == "tell-nobody"
    assert alone.texts == {}
    assert debating().answer("vera", "tell The minister is here").key == "done-tell"
