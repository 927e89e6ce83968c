"""What somebody wrote as what is to be done for it: its words in one, and each of its files."""

from collections.abc import Iterator, Sequence
from typing import Final

from bot.domain.group.rows import Utterance
from bot.domain.identity import Place
from bot.domain.message import Listing, Message, Name, RawText, say
from bot.messages.document import Node, Text
from bot.messages.rich import cut, dumped
from bot.ports.relay import Extra, Talk
from bot.services.outbound.actions import Relay, Unrelay
from bot.services.relay.likeness import unlike

LONGEST: Final = 10_000
"""Characters of a message that go across; the rest is left out, and it says so."""
MOST_EXTRAS: Final = 10
LONGEST_NAME: Final = 600


def parts(to: Place, row: Utterance, talk: Talk, nodes: Sequence[Node]) -> Iterator[Relay | Unrelay]:
    """In the order in which they are to stand; the nodes are its words, made harmless.

    Of a later version the files stand there already, and none comes to them.
    """
    extras = talk.extras[:MOST_EXTRAS]
    files = [each for each in extras if each.id]
    ids = tuple(each.id for each in files)
    said = [*_words(nodes), *(_extra(each) for each in extras if not each.id)]
    of = to, row.person, row.number
    if said or not (files or row.version):
        text = said[0] if len(said) == 1 else Listing(tuple(said), lines=True)
        yield Relay(*of, row.version, _says(row, text), files=ids if row.version else ())
    elif row.version:
        yield Unrelay(*of, ids)
    for number, file in enumerate(files if not row.version else ()):
        follows = bool(said) or number > 0
        yield Relay(*of, row.version, _says(row, _extra(file)), file.id, follows)


def _says(row: Utterance, text: Message | RawText | Listing) -> Message:
    return say("relayed", who=Name(row.person), platform=row.platform, text=text)


def _words(nodes: Sequence[Node]) -> Iterator[Message | RawText]:
    kept, rest = cut(nodes, LONGEST)
    if kept:
        words = RawText(dumped(kept), once=True, rich=True)
        yield say("relayed-shortened", text=words) if rest else words


def _extra(extra: Extra) -> Message:
    """A word for it; a file's name is somebody's text as well."""
    name = RawText(dumped(cut(unlike((Text(extra.name),)), LONGEST_NAME)[0]), once=True, rich=True)
    return say(f"relayed-{extra.kind}", name=name)
