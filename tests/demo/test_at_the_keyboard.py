"""Whoever sits at the terminal takes over, and sees the rest of the demo afterwards."""

import os
import pty
import subprocess
import sys

import pytest

from tests.docs.documents import ROOT

pytestmark = pytest.mark.sockets
END = b"\x04"


def test_the_demo_goes_on_after_the_keyboard() -> None:
    keyboard, terminal = pty.openpty()
    try:
        os.write(keyboard, b"next\n" + END)
        demo = [sys.executable, "-m", "bot", "demo"]
        played = subprocess.run(demo, cwd=ROOT, stdin=terminal, capture_output=True, text=True, check=True)
    finally:
        os.close(keyboard)
        os.close(terminal)
    _, _, rest = played.stdout.partition("You are now a moderator.")
    assert "Three months later" in rest
    assert rest.rstrip().endswith("turns in all.")
