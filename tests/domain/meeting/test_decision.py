"""What one decision changes, put together from its parts."""

from bot.domain.meeting.decision import Change, Enrolment, Renaming, Writing
from bot.domain.meeting.facts import Named, Withdrawn


def test_changes_are_put_together_in_order() -> None:
    first = Change((Named(1),), (Renaming(1, "Ana"),))
    second = Change((Withdrawn(2),), (Writing("w", 2, "text"),))
    assert first + second == Change((Named(1), Withdrawn(2)), (Renaming(1, "Ana"), Writing("w", 2, "text")))


def test_a_name_is_the_platforms_unless_somebody_chose_it() -> None:
    assert Enrolment(1, None, "Ana") == Enrolment(1, None, "Ana", chosen=False)
