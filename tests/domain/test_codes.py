"""Codes as people send them, and what is kept of them."""

from datetime import UTC, datetime

import pytest

from bot.domain.codes import digest, matching, new_code
from bot.ports.store import KeptCode
from bot.services.inbound.secret import Secret

NOW = datetime(2026, 11, 26, 12, 0, tzinfo=UTC)


def test_a_code_is_four_groups_of_letters_that_nobody_mistakes() -> None:
    letters = iter([n / 30 for n in range(16)])
    assert new_code(Secret(lambda: next(letters)).make) == "ABCD-EFGH-JKMN-PQRS"


@pytest.mark.parametrize(
    "given",
    [
        "ABCD-EFGH-JKMN-PQRS",
        " abcd efgh jkmn pqrs ",
        "abcdefghjkmnpqrs",
        "\uff21BCD\u2013EFGH\u2013JKMN\u2013PQRS",
    ],
)
def test_a_code_is_known_as_any_keyboard_writes_it(given: str) -> None:
    kept = KeptCode(digest("ABCD-EFGH-JKMN-PQRS"), NOW)
    assert matching(given, [KeptCode(digest("another"), NOW), kept]) == kept


@pytest.mark.parametrize("given", ["", "ABCD-EFGH-JKMN-PQRT", "ABCD-EFGH-JKMN-PQRSS", "\ud83d"])
def test_what_is_another_is_not_taken(given: str) -> None:
    assert matching(given, [KeptCode(digest("ABCD-EFGH-JKMN-PQRS"), NOW)]) is None
