"""Four processes on one PostgreSQL are killed at random, and nothing is lost, doubled or out of order."""

import re

import pytest

from tests.faults.running import faults

pytestmark = [pytest.mark.sockets, pytest.mark.timeout(300)]


def test_whoever_is_left_goes_on() -> None:
    code, said = faults("--only", "workers", "--seconds", "20")
    assert code == 0, said
    [kills] = re.findall(r"^workers +postgresql +1 +(\d+) +0 ", said, re.MULTILINE)
    assert int(kills) >= 10, said
