"""What one decision changes, put together from its parts."""

from bot.domain.meeting.decision import AddProfile, Change, RenameProfile, StoreText
from bot.domain.meeting.events import Named, Withdrawn


def test_changes_are_put_together_in_order() -> None:
    first = Change((Named(1),), (RenameProfile(1, "Ana"),))
    second = Change((Withdrawn(2),), (StoreText("w", 2, "text"),))
    assert first + second == Change(
        (Named(1), Withdrawn(2)), (RenameProfile(1, "Ana"), StoreText("w", 2, "text"))
    )


def test_a_name_is_the_platforms_unless_somebody_chose_it() -> None:
    assert AddProfile(1, None, "Ana") == AddProfile(1, None, "Ana", chosen=False)
