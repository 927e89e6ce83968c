"""A small meeting that is open and in its discussion."""

import pytest

from tests.domain.meeting.history import History
from tests.domain.meeting.random_histories import PLANS, START

VERA, IVO = 100, 101


@pytest.fixture
def meeting() -> History:
    """The introduction is over, the debate has just begun, and nobody has joined yet."""
    history = History(PLANS["usual"], START)
    history.open(VERA)
    history.start(VERA)
    history.move(VERA, 1)
    return history
