"""What folding changes is a value of fields alone, so that a quick copy of it is a whole one."""

import dataclasses
from collections.abc import Iterator
from functools import cached_property

from bot.domain.changing import replace
from bot.domain.fair_queue import Ledger
from bot.domain.meeting import pending, phase_run, state
from bot.domain.meeting.events import floor
from bot.domain.meeting.stage import absence
from bot.domain.meeting.waiting import ticket
from bot.domain.minutes import record
from tests.bench.size.crowd import meeting

MODULES = (state, pending, phase_run, floor, absence, ticket, record)


def kinds() -> Iterator[type]:
    yield Ledger
    for module in MODULES:
        own = (each for each in vars(module).values() if isinstance(each, type))
        yield from (each for each in own if each.__module__ == module.__name__)


def test_nothing_is_kept_beside_the_fields() -> None:
    for kind in kinds():
        assert dataclasses.is_dataclass(kind), kind
        assert not hasattr(kind, "__post_init__"), kind
        assert not any(isinstance(each, cached_property) for each in vars(kind).values()), kind
        assert not hasattr(kind, "__slots__"), kind


def test_it_is_what_the_library_gives() -> None:
    before = meeting(3)
    changed = replace(before, floor=None, queue_closed=True)
    assert changed == dataclasses.replace(before, floor=None, queue_closed=True)
    assert (before.queue_closed, changed.queue_closed) == (False, True)
    assert vars(changed).keys() == vars(before).keys()
