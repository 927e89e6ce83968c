"""Codes of the group: which still let somebody in, and why another does not."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import Struct

from bot.domain.changing import replace
from bot.domain.codes import digest
from bot.domain.group.codes import redeemed

NOW = datetime(2027, 3, 15, 12, 0, tzinfo=UTC)
CODE = "ABCD-EFGH-JKMN-PQRS"


class Row(Struct, frozen=True):
    """As a code is kept."""

    digest: str
    expires: datetime
    uses_left: int
    withdrawn: bool = False


GOOD = Row(digest(CODE), NOW + timedelta(days=14), 1)
OTHER = replace(GOOD, digest=digest("another"))


def test_a_good_code_is_found_among_others() -> None:
    assert redeemed("abcd efgh jkmn pqrs", [OTHER, GOOD], NOW) == GOOD


@pytest.mark.parametrize(
    ("kept", "why"),
    [
        (OTHER, "unknown"),
        (replace(GOOD, uses_left=0), "used"),
        (replace(GOOD, expires=NOW), "expired"),
        (replace(GOOD, withdrawn=True), "withdrawn"),
        (replace(GOOD, withdrawn=True, expires=NOW, uses_left=0), "withdrawn"),
        (replace(GOOD, expires=NOW, uses_left=0), "expired"),
    ],
)
def test_why_a_code_lets_nobody_in(kept: Row, why: str) -> None:
    assert redeemed(CODE, [kept], NOW) == why


@given(st.integers(1, 6), st.lists(st.sampled_from(["redeem", "wait", "withdraw"]), max_size=12))
def test_no_more_come_in_than_it_has_uses_and_nobody_after_its_end(uses: int, steps: list[str]) -> None:
    row, now, came = replace(GOOD, uses_left=uses), NOW, 0
    for step in steps:
        if step == "wait":
            now += timedelta(days=5)
        elif step == "withdraw":
            row = replace(row, withdrawn=True)
        else:
            found = redeemed(CODE, [OTHER, row], now)
            assert isinstance(found, Row) == (came < uses and now < GOOD.expires and not row.withdrawn)
            if isinstance(found, Row):
                row, came = replace(row, uses_left=row.uses_left - 1), came + 1


@given(st.text(st.characters(exclude_categories=())))
def test_no_other_words_let_anybody_in(words: str) -> None:
    found = redeemed(words, [GOOD], NOW)
    assert (found == GOOD) == (digest(words) == GOOD.digest)
    assert found in (GOOD, "unknown")
