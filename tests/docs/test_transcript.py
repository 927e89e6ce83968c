"""The demo plays to its end, and the README's transcript is cut from what it prints."""

import re
import subprocess
import sys

import pytest

from tests.docs.documents import README, ROOT, blocks

pytestmark = pytest.mark.sockets


@pytest.fixture(scope="module")
def printed() -> str:
    """What the demo prints where nobody is at the keyboard."""
    demo = [sys.executable, "-m", "bot", "demo"]
    played = subprocess.run(
        demo, cwd=ROOT, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=True
    )
    assert played.stderr == ""
    return played.stdout


def test_the_transcript_stands_in_the_demo(printed: str) -> None:
    (transcript,) = blocks(README, "text")
    lines = set(printed.splitlines())
    assert [line for line in transcript.splitlines() if line != "..." and line not in lines] == []


def test_the_demo_ends_with_the_turns(printed: str) -> None:
    counts = [int(count) for count in re.findall(r"^[A-Z][\w ]+: (\d+)$", printed, re.MULTILINE)]
    assert len(counts) >= 4
    assert printed.rstrip().endswith(f"{sum(counts)} turns in all.")


def test_the_demo_goes_on_for_three_months(printed: str) -> None:
    _, _, after = printed.partition("--- The meeting is over")
    assert [
        after.count(said) for said in ("New resource 1", "takes action 1", "What is new in the group")
    ] == [2, 1, 2]
    assert after.count("Our view of the protocol is final. Signed: 1.") == 1
    assert "This most needs somebody to attend:" in after
    assert len(re.findall(r"^\[#.*\] “Round on the protocol” is on Friday", after, re.MULTILINE)) == 3
