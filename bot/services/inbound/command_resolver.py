"""What a command is about: which one, which meeting, and whether its author moderates that."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.commands.input.parsing import ParsedCommand, find_command
from bot.commands.input.suggestions import suggestions
from bot.commands.model import Command, When, Who
from bot.domain.meeting.state import Meeting
from bot.domain.message import Refusal, refuse
from bot.ports.platform import ChosenRequest, Invocation, Platform, Suggestion, TryLater
from bot.ports.store import Store, Transaction
from bot.services.inbound.authorization import moderates
from bot.services.inbound.meeting_finder import MeetingQuery, find_meeting
from bot.services.meeting_repository import MeetingRepository


@dataclass(frozen=True)
class ResolvedCommand:
    """A command that is understood, the meeting it is about, and whether its author moderates it."""

    invocation: Invocation
    parsed: ParsedCommand
    meeting: str
    moderator: bool | None
    """None where it did not matter, and nobody was asked."""


@dataclass(frozen=True)
class CommandResolver:
    """Only looks; what it finds is decided upon elsewhere."""

    table: Sequence[Command]
    store: Store
    repository: MeetingRepository
    platforms: Mapping[str, Platform]

    async def resolve(self, invocation: Invocation) -> ResolvedCommand | Refusal:
        """What is to be done, or why it cannot be."""
        parsed = find_command(self.table, invocation.request)
        if isinstance(parsed, Refusal):
            return parsed
        command, named = parsed.command, parsed.raw.get("meeting")
        meeting = await self.store.read(lambda tx: self._meeting(tx, invocation, command.when, named))
        if isinstance(meeting, Refusal):
            return meeting
        moderator = None
        if command.who is Who.MODERATOR or command.by_role or parsed.raw.get(command.by_role_with or ""):
            try:
                moderator = await moderates(self.platforms, invocation.author, meeting.plan)
            except TryLater:
                if command.who is Who.MODERATOR:
                    return refuse("refused-rights-unknown")
                # What everyone may ask is answered as to everyone.
        return ResolvedCommand(invocation, parsed, meeting.plan.id, moderator)

    def overheard(self, invocation: Invocation) -> bool:
        """Whether others could read the command itself."""
        return not (
            invocation.direct or self.platforms[invocation.place.platform].capabilities.private_replies
        )

    async def suggest(self, partial: Invocation, parameter: str) -> Sequence[Suggestion]:
        """Offers for codes, with the names of the meeting's choices."""
        if not isinstance(partial.request, ChosenRequest):
            return []
        found = await self.store.read(lambda tx: self._meeting(tx, partial, When.ANY, None))
        if isinstance(found, Refusal):
            return []
        typed = partial.request.arguments.get(parameter, "")
        offered = suggestions(found.plan.dimensions, typed, partial.language or "en")
        return [Suggestion(label, value) for label, value in offered]

    def _meeting(
        self, tx: Transaction, invocation: Invocation, when: When, named: str | None
    ) -> Meeting | Refusal:
        wanted = MeetingQuery(named, tx.people.used(invocation.author), when)
        return find_meeting(self.repository.all(tx), invocation, wanted)
