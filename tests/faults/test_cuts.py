"""The power is cut: what was acknowledged is there, nothing by half, and a planted bug is noticed."""

import re

import pytest

from tests.faults.bugs import Bug
from tests.faults.running import faults

pytestmark = [pytest.mark.sockets, pytest.mark.timeout(300)]


def test_nothing_acknowledged_is_lost_and_nothing_is_there_by_half() -> None:
    code, said = faults("--only", "cuts", "--cuts", "2000")
    assert code == 0, said
    assert re.search(r"^power cut +sqlite +2000 +2000 +0 ", said, re.MULTILINE), said
    assert "Traceback" not in said, "the meeting whose disk is cut went wrong by itself"


def test_commits_that_do_not_wait_for_the_disk_are_noticed() -> None:
    code, said = faults("--only", "cuts", "--cuts", "200", "--stop", "--bug", Bug.UNSYNCED.name)
    assert code == 1, said
    assert re.search(r"\d+ transactions were acknowledged, \d+ are there", said), said
