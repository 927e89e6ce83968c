"""Cases derived by hand, each saying why: what this implementation does with them."""

from pathlib import Path

import pytest

from bot.order_file.cases import Case, read_cases

FILES = sorted((Path(__file__).parent / "cases").glob("*.json"))
CASES = [case for file in FILES for case in read_cases(file.read_bytes())]


@pytest.mark.parametrize("case", CASES, ids=[case.id for case in CASES])
def test_a_case(case: Case) -> None:
    assert case.expected is not None
    assert case.order == case.expected


def test_no_name_stands_twice() -> None:
    assert len(CASES) == len({case.id for case in CASES}) > 40
