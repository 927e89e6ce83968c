"""What the console shows, line by line."""

from collections.abc import AsyncIterator

from hypothesis import given
from hypothesis import strategies as st

from adapters.console.console import NAME, Console
from adapters.console.lines import Entry
from adapters.console.markup import WIDTH, labelled, words
from adapters.console.settings import ConsoleSettings
from adapters.console.terminal import Terminal
from bot.domain.identity import Identity, Place
from bot.messages.document import Break, CommandNode, Document, Link, Mention, Strong, Text
from bot.ports.platform import ChannelSpec
from tests.adapters.clock import StoppedClock

ROOM, ANA = Place(NAME, "room"), Identity(NAME, "ana")


async def nothing_typed() -> AsyncIterator[Entry]:
    for entry in list[Entry]():
        yield entry


def console(screen: list[str]) -> Console:
    return Console(Terminal(screen.append), nothing_typed(), StoppedClock(), ConsoleSettings())


def test_words_are_wrapped_below_their_beginning() -> None:
    text = "Ana (Civil Society) has the floor for 2 minutes. " * 3 + "\n\n- " + "item " * 20 + "\nlast"
    assert labelled("[#room]", text).split("\n") == [
        "[#room] Ana (Civil Society) has the floor for 2 minutes. Ana (Civil Society) has the floor for 2",
        "        minutes. Ana (Civil Society) has the floor for 2 minutes.",
        "",
        "        - item item item item item item item item item item item item item item item item item item",
        "          item item",
        "        last",
    ]


def test_an_address_stays_whole() -> None:
    address = "https://example.org/" + "a-b" * 60
    assert labelled("[to ana]", f"See {address}").split("\n") == ["[to ana] See", f"         {address}"]


def test_a_document_is_its_words() -> None:
    guide = Link("https://example.org", (Text("the guide"),))
    nodes = (Strong((Text("Ana"),)), Break(), CommandNode("identify cs"), Text(" or "), guide)
    assert words(Document(nodes)) == "Ana\n/identify cs or the guide (https://example.org)"


def test_a_terminal_is_sent_nothing_that_it_obeys() -> None:
    assert words(Document((Text("\x1b[2J\u2068Ana\u2069\x07\x9b\r!"),))) == "[2JAna!"


@given(st.text())
def test_no_line_but_the_first_can_look_like_a_label(text: str) -> None:
    first, *rest = labelled("[#room]", words(Document((Text(text),)))).split("\n")
    assert first.startswith("[#room]")
    assert all(line == "" or line.startswith(" " * 8) for line in rest)
    assert all(len(line) <= WIDTH or " " not in line.strip() for line in (first[8:], *rest))


async def test_labels_say_where_and_for_whom() -> None:
    screen: list[str] = []
    it = console(screen)
    board = await it.post(ROOM, Document((Text("Floor: nobody"),)), "1")
    await it.post(ROOM, Document((Mention(ANA, "Ana"), Text(" is next."))), "2")
    await it.edit(ROOM, board, Document((Text("Floor: Ana"),)), "3")
    await it.edit(ROOM, board, Document((Text("Floor: Ana"),)), "4")
    await it.direct_message(ANA, Document((Text("Your turn."),)), "5")
    after = await it.open_channel(ChannelSpec("m1", "after", "Going on", ROOM), "6")
    for coordinator in (False, False, True, True):
        await it.invite(after, ANA, coordinator)
    await it.post(after, Document((Text("Welcome."),)), "7")
    assert screen == [
        "[#room] Floor: nobody",
        "[#room @ana] Ana is next.",
        "[#room, board] Floor: Ana",
        "[to ana] Your turn.",
        "[#after +ana]",
        "[#after +ana, coordinator]",
        "[#after] Welcome.",
    ]
