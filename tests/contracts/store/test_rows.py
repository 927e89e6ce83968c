"""What groups work with: every kind of row comes back as it was kept, under a number that is given once."""

import pytest

from bot.domain.changing import replace
from bot.domain.group.rows import (
    ActionItem,
    Call,
    Going,
    InviteCode,
    KeyDate,
    Member,
    Page,
    Question,
    Resource,
    Row,
    Settings,
    WorkingGroup,
    text_id,
)
from bot.domain.impact.rows import Impact, ImpactReview
from bot.domain.statement.rows import Comment, Signature, Statement, StatementReminder, StatementVersion
from bot.ports.store import Store, Transaction
from tests.contracts.store.conftest import Open
from tests.contracts.store.samples import NOON, after_noon

GROUP, OTHER = "group/one", "group/other"
ROWS: tuple[Row, ...] = (
    Settings(1, "Europe/Vienna", "daily", 3, 510, after_noon(1), 90, after_noon(2)),
    Member(4, NOON, after_noon(5), "Asia/Kolkata", digest=True),
    Question(2, 4, after_noon(60)),
    Resource(3, 4, NOON, "abc", " ai gender ", "example report ai gender"),
    Resource(4, None, NOON, "", "", "words alone"),
    ActionItem(1, 4, None, NOON),
    ActionItem(2, 4, 5, NOON, after_noon(9), "Europe/Vienna", True, "done", after_noon(8), after_noon(7)),
    KeyDate(1, 4, NOON, "UTC", False, NOON, "u1"),
    KeyDate(
        2, None, NOON, "UTC", True, NOON, "u2", "weekly", after_noon(3), "1d", NOON, "told", 2, True, True
    ),
    Going(1, 2, 4, True),
    InviteCode(1, "digest", 4, after_noon(99), 20, 3, True),
    WorkingGroup(1, 4, NOON),
    WorkingGroup(2, None, NOON, True, after_noon(1)),
    Call(1, 2, NOON),
    Impact(1, 4, NOON, "KE", "what", "https://example.org/"),
    Impact(2, None, NOON, "CD", "what", "https://example.org/", "digest", "counts", True),
    ImpactReview(3, 2, 4, False, "twice", NOON),
    Statement(1, 4, NOON, NOON, "UTC", False),
    Statement(2, None, NOON, NOON, "Europe/Vienna", True, 7, NOON, after_noon(1), "[3, 0]"),
    StatementVersion(1, 2, 7, 4, NOON, 50_000, True),
    Comment(1, 2, None, NOON),
    Signature(1, 2, 7, 4, True, NOON),
    StatementReminder(1, 2, 4),
    Page(1, "resources", 2, "matrix", "!r:example.org", "$m", "abc"),
)


async def keep(store: Store, *rows: Row) -> None:
    def put(tx: Transaction) -> None:
        for row in rows:
            tx.records.put(GROUP, row)

    await store.write(put)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{type(row).__name__} {row.number}")
async def test_a_row_comes_back_as_it_was_kept_in_its_own_group_alone(
    store: Store, reopen: Open, row: Row
) -> None:
    await store.write(lambda tx: tx.records.put(GROUP, row))
    async with reopen() as again:
        assert await again.read(lambda tx: tx.records.of(GROUP).get(type(row), row.number)) == row
        assert await again.read(lambda tx: tx.records.of(OTHER).get(type(row), row.number)) is None
    await store.write(lambda tx: tx.records.drop(GROUP, row))
    assert await store.read(lambda tx: list(tx.records.of(GROUP).all(type(row)))) == []


async def test_no_number_is_given_twice(store: Store) -> None:
    row = ActionItem(1, 4, None, NOON)
    assert await store.read(lambda tx: tx.records.of(GROUP).next_number(ActionItem)) == 1
    await store.write(lambda tx: tx.records.put(GROUP, replace(row, number=7)))
    await store.write(lambda tx: tx.records.put(GROUP, row))
    await store.write(lambda tx: tx.records.drop(GROUP, replace(row, number=7)))
    assert await store.read(lambda tx: tx.records.of(GROUP).next_number(ActionItem)) == 8
    assert await store.read(lambda tx: tx.records.of(OTHER).next_number(ActionItem)) == 1
    assert await store.read(lambda tx: tx.records.of(GROUP).next_number(Resource)) == 1


async def test_rows_are_found_by_their_fields_in_the_order_of_their_numbers(store: Store) -> None:
    rows = [ActionItem(number, 4, number % 2 or None, NOON) for number in (3, 1, 2)]
    await keep(store, *rows)
    found = await store.read(lambda tx: tx.records.of(GROUP).all(ActionItem))
    assert [row.number for row in found] == [1, 2, 3]
    nobody = await store.read(lambda tx: tx.records.of(GROUP).all(ActionItem, owner=None))
    assert [row.number for row in nobody] == [2]


async def test_texts_go_with_their_row_and_stay_with_others(store: Store) -> None:
    one, ten = Resource(1, 4, NOON, "", "", ""), Resource(10, 4, NOON, "", "", "")
    await keep(store, one, ten)
    await store.write(lambda tx: tx.people.keep_text(GROUP, text_id(one, "title"), 4, "words"))
    await store.write(lambda tx: tx.people.keep_text(GROUP, text_id(ten, "title"), 4, "words"))
    await store.write(lambda tx: tx.records.drop(GROUP, one))
    ids = [text_id(row, "title") for row in (one, ten)]
    assert await store.read(lambda tx: tx.records.of(GROUP).texts(ids)) == {ids[1]: "words"}


async def test_resources_are_found_by_tag_and_words_the_newest_first(store: Store) -> None:
    rows = (
        Resource(1, 4, NOON, "a", " ai ", "first report ai"),
        Resource(2, 4, NOON, "b", " aid ", "second report aid"),
        Resource(3, 4, NOON, "c", " ai 100% ", "third note ai 100%"),
    )
    await keep(store, *rows)

    async def found(tag: str, *words: str, before: int | None = None, most: int = 9) -> list[int]:
        records = await store.read(lambda tx: tx.records.of(GROUP).resources(tag, words, before, most))
        return [row.number for row in records]

    assert await found("") == [3, 2, 1]
    assert await found("", most=2) == [3, 2]
    assert await found("", before=3) == [2, 1]
    assert await found("ai") == [3, 1]
    assert await found("a%") == []
    assert await found("", "report") == [2, 1]
    assert await found("", "report", "first") == [1]
    assert await found("", "100%") == [3]
    assert await found("", "_") == []


async def test_a_note_is_found_by_its_code_in_whichever_group_it_is(store: Store) -> None:
    await keep(store, Impact(1, None, NOON, "KE", "what", "https://example.org/", "digest"))
    assert await store.read(lambda tx: tx.records.group_of_note("digest")) == GROUP
    assert await store.read(lambda tx: tx.records.group_of_note("other")) is None


async def test_a_code_is_found_in_whichever_group_it_is(store: Store) -> None:
    code = InviteCode(1, "digest", 4, after_noon(99), 20)
    await store.write(lambda tx: tx.records.put(GROUP, code))
    assert await store.read(lambda tx: tx.records.group_of_code("digest")) == GROUP
    assert await store.read(lambda tx: tx.records.group_of_code("other")) is None
