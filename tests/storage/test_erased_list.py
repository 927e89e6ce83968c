"""The list of those who were erased: nothing on it is ever passed over."""

from pathlib import Path

import pytest

from bot.ports.store import Unavailable
from storage.erasure.erased_list import ErasedList, Erasure, UnreadableList, erased_list
from tests.contracts.store.samples import after_noon


@pytest.fixture
def erased(tmp_path: Path) -> ErasedList:
    return ErasedList(tmp_path / "erased.jsonl")


def test_who_was_put_on_it_is_on_it(erased: ErasedList) -> None:
    first, second = Erasure("m", 2, after_noon(0.25)), Erasure("../n\n", 3, after_noon(1))
    erased.remember([first])
    erased.remember([second, first])
    assert erased.all() == [first, second, first]


def test_there_may_be_none(erased: ErasedList) -> None:
    assert erased.all() is None


@pytest.mark.parametrize(
    "line",
    [
        '{"at":"2026',
        "",
        "[]",
        "{}",
        "[" * 5_000,
        '{"meeting":"m","person":"2","at":"2026-05-04T12:00:00+00:00"}',
        '{"meeting":"m","person":2,"at":"2026-05-04T12:00:00"}',
        f'{{"meeting":"m","person":{"9" * 5_000},"at":"2026-05-04T12:00:00+00:00"}}',
        f'{{"meeting":"m","person":{2**31},"at":"2026-05-04T12:00:00+00:00"}}',
    ],
)
def test_a_line_that_cannot_be_read_is_not_passed_over(line: str, erased: ErasedList) -> None:
    erased.remember([Erasure("m", 2, after_noon(0))])
    with erased.path.open("a") as file:
        file.write(f"{line}\n")
    erased.remember([Erasure("m", 3, after_noon(0))])
    with pytest.raises(UnreadableList, match=r"erased\.jsonl: line 2 cannot be read; correct it"):
        erased.all()


def test_a_list_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    with pytest.raises(Unavailable, match="cannot be read: Is a directory"):
        ErasedList(tmp_path).all()


@pytest.mark.parametrize(
    ("url", "named", "path"),
    [
        ("sqlite:///evenfloor.db", None, "erased.jsonl"),
        ("sqlite:////var/lib/evenfloor/evenfloor.db", None, "/var/lib/evenfloor/erased.jsonl"),
        ("postgresql://me@there/evenfloor", None, "erased.jsonl"),
        ("sqlite:////var/lib/evenfloor/evenfloor.db", Path("/mnt/list"), "/mnt/list"),
    ],
)
def test_it_is_where_it_is_named_or_beside_the_database(url: str, named: Path | None, path: str) -> None:
    assert erased_list(url, named).path == Path(path)
