"""A channel or a chat on Discord as lines of text: what stands there, and what can be pressed below it."""

from collections.abc import Iterator, Sequence

from tests.discord_server import DiscordServer, Message


def screen(server: DiscordServer, messages: Sequence[Message]) -> list[str]:
    """Each message with its buttons, and a word with what one person alone sees."""
    return [line for message in messages for line in _shown(server, message)]


def _shown(server: DiscordServer, message: Message) -> Iterator[str]:
    yield "Evenfloor (only you can see this)" if message.reader else "Evenfloor"
    yield from (f"  {line}" for line in server.as_read(message).splitlines())
    for row in message.components:
        items = row["components"]
        assert isinstance(items, list)
        yield "  " + " ".join(f"[{item['label']}]" for item in items)
