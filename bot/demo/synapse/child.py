"""Synapse in this process, for as long as somebody holds the other end of its input.

Whoever started it may be killed without a word; it must not go on then. Run by its path, with the
configuration's.
"""

import os
import runpy
import signal
import sys
import threading


def _end_with_the_input() -> None:
    while os.read(0, 1):
        pass
    os.kill(os.getpid(), signal.SIGTERM)


if __name__ == "__main__":
    threading.Thread(target=_end_with_the_input, daemon=True).start()
    sys.argv = ["synapse", "-c", sys.argv[1]]
    runpy.run_module("synapse.app.homeserver", run_name="__main__", alter_sys=True)
