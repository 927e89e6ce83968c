"""Messages are rendered in the threads that read the database, several at a time, from the first one on."""

import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from bot.messages.document import Strong, Text
from bot.messages.template import Markdown, Nodes, markdown, nodes

THREADS = 4


@pytest.fixture
def restless() -> Iterator[None]:
    """Threads take turns as often as they can."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(before)


def read(reader: Markdown, together: Barrier) -> Nodes:
    together.wait(10)
    return nodes(reader, "say **it** twice", ())


@pytest.mark.usefixtures("restless")
def test_a_new_reader_serves_several_threads_at_once() -> None:
    with ThreadPoolExecutor(THREADS) as threads:
        for _ in range(300):
            reader, together = markdown(), Barrier(THREADS)
            for done in [threads.submit(read, reader, together) for _ in range(THREADS)]:
                assert done.result() == (Text("say "), Strong((Text("it"),)), Text(" twice"))
