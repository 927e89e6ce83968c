"""Codes that let into a group: which one it is, and how people get to where the group is."""

from collections.abc import Callable, Mapping, Sequence

from msgspec import Struct, field

from bot.commands.input.parsing import ParsedCommand, parse_line, usage
from bot.commands.model import Command, Way
from bot.domain.codes import digest, looks_like
from bot.domain.meeting.state import Meeting
from bot.domain.message import Refusal, refuse
from bot.ports.clock import Clock
from bot.ports.platform import Invocation, Platform, TryLater, Undeliverable
from bot.ports.store import Store, Transaction
from bot.services.inbound.wrong_codes import WrongCodes


class Redeeming(Struct, frozen=True):
    """Finds the group by the code, for accounts that no meeting knows as well."""

    store: Store
    clock: Clock
    wrong_codes: WrongCodes = field(default_factory=WrongCodes)

    async def group(self, invocation: Invocation, parsed: ParsedCommand, *, overheard: bool) -> str | Refusal:
        """Its id. Whoever guesses has few tries, and so has whoever gives codes away in the open."""
        code = _code(parsed)
        if not code:
            return refuse("refused-missing", usage=usage(parsed.command))
        found = await self._found(invocation, code, lambda tx, kept: tx.records.group_of_code(kept))
        if overheard and found is not None and not isinstance(found, Refusal):
            self.wrong_codes.add((invocation.author,), self.clock.now())
        return found or refuse("refused-redeem-unknown")

    async def group_of_note(self, invocation: Invocation, code: str) -> str | Refusal:
        """That of the impact note which a code withdraws; who guesses has as few tries."""
        found = await self._found(invocation, code, lambda tx, kept: tx.records.group_of_note(kept))
        return found or refuse("refused-impact-code")

    async def _found(
        self, invocation: Invocation, code: str, look: Callable[[Transaction, str], str | None]
    ) -> str | Refusal | None:
        now, by, kept = self.clock.now(), (invocation.author,), digest(code)
        if self.wrong_codes.too_many(by, now):
            return refuse("refused-redeem-many")
        found = await self.store.read(lambda tx: look(tx, kept))
        if found is None:
            self.wrong_codes.add(by, now)
        return found


def _code(parsed: ParsedCommand) -> str:
    return " ".join(parsed.raw.get(each.name, "") for each in parsed.command.parameters).strip()


def bare_code(table: Sequence[Command], text: str) -> ParsedCommand | None:
    """The command that takes a code, where a text is one by its form."""
    command = next((each for each in table if each.by_code), None)
    if command is None or not looks_like(text):
        return None
    parsed = parse_line(table, f"{command.name} {text}")
    return parsed if isinstance(parsed, ParsedCommand) else None


async def ways_in(platforms: Mapping[str, Platform], group: Meeting) -> tuple[Way, ...]:
    """For each channel: to its server, or to a chat with the bot where a private room lets nobody in."""
    ways: dict[Way, None] = {}
    for place in group.channels:
        platform = platforms.get(place.platform)
        joining = platform.capabilities.joining if platform else None
        if joining is None:
            continue
        try:
            link = joining.link_to_chat() or await joining.link_to(place)
        except (TryLater, Undeliverable):
            link = None
        ways[Way(place.platform, link)] = None
    return tuple(ways)
