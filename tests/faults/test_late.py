"""A holder of a platform that comes back late settles and sends nothing, and a planted bug is noticed."""

import re

import pytest

from tests.faults.bugs import Bug
from tests.faults.running import faults

pytestmark = [pytest.mark.sockets, pytest.mark.timeout(300)]


def test_who_comes_back_late_does_not_meddle() -> None:
    code, said = faults("--only", "late", "--stalls", "12")
    assert code == 0, said
    assert re.search(r"^late holder +postgresql +12 +12 +0 ", said, re.MULTILINE), said


def test_a_fence_that_nobody_looks_at_is_noticed() -> None:
    code, said = faults("--only", "late", "--stop", "--bug", Bug.UNFENCED.name)
    assert code == 1, said
    assert "too many" in said, said
