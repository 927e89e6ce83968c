"""Who may see, review and count, as pure rules."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.changing import replace
from bot.domain.impact.notes import (
    LONGEST,
    Written,
    day,
    decided,
    may_review,
    may_see,
    needed,
    read_note,
    searched,
    told_at,
)
from bot.domain.impact.rows import Impact, ImpactReview, State
from bot.domain.message import Refusal

DAY = datetime(2027, 3, 1, tzinfo=UTC)


def note(author: int | None = 1, *, state: State = "waiting", told: bool = False) -> Impact:
    made = Impact(1, author, DAY, "KE", "Reporters were jailed", "https://example.org/r")
    return replace(made, code="" if author else "digest", state=state, told=told)


def review(person: int, *, accepts: bool = True) -> ImpactReview:
    return ImpactReview(person, 1, person, accepts, "" if accepts else "source", DAY)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Kenya", "refused-impact-form"),
        ("Kenya | what", "refused-impact-form"),
        ("Kenya | what | https://example.org | more", "refused-impact-form"),
        ("Kenya | | https://example.org", "refused-impact-form"),
        (f"Kenya | {'x' * (LONGEST + 1)} | https://example.org", "refused-long-words"),
        ("Kenya | what | a book I have", "refused-impact-link"),
        ("Kenya | what | javascript:alert(1)", "refused-impact-link"),
        ("Nowhere | what | https://example.org", "refused-impact-country"),
        ("anonymously Kenya | what | https://example.org", "refused-impact-country"),
    ],
)
def test_what_is_no_note_is_refused_without_its_words(text: str, key: str) -> None:
    refused = read_note(text, "impact")
    assert isinstance(refused, Refusal)
    assert refused.message.key == key
    assert "what" not in str(refused.message.arguments)


def test_a_note_has_three_parts_and_a_choice_gives_it_again_as_it_was() -> None:
    written = read_note("Congo |  two   words | example.org/r?utm_source=me", "impact")
    assert written == Written(("CG", "CD"), "two words", "https://example.org/r")
    again = read_note(written.words("CD").removeprefix("impact "), "impact")
    assert again == Written(("CD",), "two words", "https://example.org/r")


@given(st.datetimes(timezones=st.sampled_from((UTC, timezone(timedelta(hours=-9))))))
def test_of_a_moment_the_day_alone_is_kept(now: datetime) -> None:
    kept = day(now)
    assert (kept.hour, kept.minute, kept.second, kept.microsecond, kept.tzinfo) == (0, 0, 0, 0, UTC)
    assert timedelta(0) <= now - kept < timedelta(days=1)


def test_when_coordinators_are_told_says_no_more_than_the_day() -> None:
    assert told_at(note()) == DAY + timedelta(days=1, hours=9)
    assert told_at(note(told=True)) is None
    assert told_at(note(state="counts")) is None


def test_what_counts_is_for_members_and_all_else_for_coordinators_and_its_author() -> None:
    waiting, counts, nobodys = note(), note(state="counts"), note(None)
    assert may_see(waiting, (1,), member=True, coordinator=False)
    assert may_see(waiting, (7, 1), member=False, coordinator=False)
    assert not may_see(waiting, (2,), member=True, coordinator=False)
    assert may_see(waiting, (2,), member=True, coordinator=True)
    assert may_see(counts, (2,), member=True, coordinator=False)
    assert not may_see(counts, (2,), member=False, coordinator=False)
    assert not may_see(nobodys, (1, 2), member=True, coordinator=False)


def test_an_author_does_not_review_and_what_is_decided_is_over() -> None:
    own, over = may_review(note(), (4, 1)), may_review(note(state="not"), (4,))
    assert own is not None
    assert over is not None
    assert (own.message.key, over.message.key) == ("refused-impact-own", "refused-impact-over")
    assert may_review(note(None), (4,)) is None


@given(
    st.sampled_from((1, None)),
    st.dictionaries(st.integers(1, 8), st.booleans()),
    st.lists(st.sets(st.integers(1, 8), min_size=2), max_size=2),
)
def test_it_counts_when_enough_different_people_agree_none_of_whom_wrote_it(
    author: int | None, says: dict[int, bool], linked: list[set[int]]
) -> None:
    def same(person: int) -> set[int]:
        found, before = {person}, set[int]()
        while found != before:
            before = set(found)
            found |= {each for group in linked if group & found for each in group}
        return found

    written = note(author)
    reviews = [review(person, accepts=accepts) for person, accepts in sorted(says.items())]
    people = {frozenset(same(person)): accepts for person, accepts in sorted(says.items())}
    votes = [accepts for group, accepts in people.items() if author not in group]
    wanted = 3 if author is None else 2
    expected = (
        "counts" if votes.count(True) >= wanted else "not" if votes.count(False) >= wanted else "waiting"
    )
    assert needed(written) == wanted
    assert decided(written, reviews, same) == expected


def test_words_are_found_in_the_country_in_what_happened_and_in_the_source() -> None:
    notes = [note(), replace(note(), number=2, country="VN", what="Other things")]
    assert [each.number for each in searched(notes, "REPORTERS kenya")] == [1]
    assert [each.number for each in searched(notes, "example.org")] == [1, 2]
    assert searched(notes, "kenya other") == []
