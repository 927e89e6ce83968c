"""Names are found as people can type them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.matching import matching

NAMES = {
    1: "Jos\u00e9 P\u00e9rez",
    2: "O\u2019Brien",
    3: "\u015e\u00fckr\u00fc Kaya",
    4: "\u0141ukasz",
    5: "Jose",
    6: "S\u00f8ren \u00c6r\u00f8",
    7: "\u0639\u0644\u06cc",
    8: "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",
    9: "Pe\u00f1a",
    10: "Pena",
}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Jos\u00e9 P\u00e9rez", [1]),
        ("jose perez", [1]),
        ("Jose\u0301 p", [1]),
        ("Jose", [5]),
        ("jos\u00e9", [1]),
        ("O'Brien", [2]),
        ("o\u2018bri", [2]),
        ("sukru", [3]),
        ("\u015e\u00dcKR\u00dc KAYA", [3]),
        ("Lukasz", [4]),
        ("\u0142uk", [4]),
        ("soren aero", [6]),
        ("\u0639\u0644\u064a", [7]),
        ("\u0645\u06cc\u062e\u0648\u0627\u0647\u0645", [8]),
        ("pena", [10]),
        ("pe\u00f1a", [9]),
        ("pen", [10]),
        ("jo", [5, 1]),
        ("zoe", []),
        ("", []),
        ("\u0301", []),
    ],
)
def test_exact_letters_go_first_then_those_without_accents(text: str, found: list[int]) -> None:
    assert sorted(matching(text, NAMES, str.startswith)) == sorted(found)


@given(st.dictionaries(st.integers(), st.text(max_size=8)), st.text(max_size=8))
def test_whoever_has_the_name_is_among_those_found(names: dict[int, str], name: str) -> None:
    found = matching(name, {**names, 10**9: name}, str.startswith)
    assert 10**9 in found or not name.strip() or not found
