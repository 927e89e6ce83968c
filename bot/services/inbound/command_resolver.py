"""What a command is about: which one, which meeting, and whether its author moderates that."""

from collections.abc import Mapping, Sequence

from msgspec import Struct

from bot.commands.input.parsing import ParsedCommand, find_command, validate_arguments
from bot.commands.model import Command, Scoped, Way, When, Who
from bot.commands.wg.scope import unknown
from bot.domain.changing import replace
from bot.domain.identity import Place
from bot.domain.meeting.state import Meeting
from bot.domain.message import Refusal, refuse
from bot.ports.platform import Invocation, Platform, TryLater, TypedRequest
from bot.ports.store import Store
from bot.services.inbound.authorization import moderates
from bot.services.inbound.elsewhere.where_to_go import where_to_go
from bot.services.inbound.elsewhere.within_reach import Looking
from bot.services.inbound.meeting_finder import NOT_HERE, MeetingQuery, find_meeting
from bot.services.inbound.organising import Decide, Organising
from bot.services.inbound.redeeming import Redeeming, bare_code, ways_in
from bot.services.meeting_repository import MeetingRepository
from bot.services.relay.sealed import sealed_channels


class ResolvedCommand(Struct, frozen=True):
    """A command that is understood, the meeting it is about, and whether its author moderates it."""

    invocation: Invocation
    parsed: ParsedCommand
    meeting: str
    moderator: bool | None
    """None where it did not matter, and nobody was asked."""
    remembered: bool
    """Whether the meeting was found without a look into the database."""
    ways: tuple[Way, ...] = ()
    """How a group is reached, where that is told."""
    sealed: tuple[Place, ...] = ()
    """Which of its channels are encrypted, where that matters."""


class OutOfDate(Exception):
    """What was remembered is not all any more: another process has written. Nothing was changed."""


class CommandResolver(Struct, frozen=True):
    """Only looks; what it finds is decided upon elsewhere."""

    table: Sequence[Command]
    store: Store
    repository: MeetingRepository
    platforms: Mapping[str, Platform]
    organising: Organising
    redeeming: Redeeming

    async def resolve(
        self, invocation: Invocation, *, anew: bool = False
    ) -> ResolvedCommand | Decide | Refusal:
        """What is to be done, or why it cannot be; `anew` if what is remembered is out of date."""
        parsed = self._understood(invocation)
        if isinstance(parsed, Refusal):
            return parsed
        command, offered = parsed.command, parsed.offered.meeting if parsed.offered else ""
        if command.who is Who.ORGANISER:
            return await self.organising.decide(invocation, parsed)
        if command.by_code:
            found = await self.redeeming.group(invocation, parsed, overheard=self.overheard(invocation))
            return (
                found
                if isinstance(found, Refusal)
                else ResolvedCommand(invocation, parsed, found, None, False)
            )
        group = command.group or command.when is When.AFTER
        wanted = MeetingQuery(parsed.raw.get("meeting"), None, command.when, offered, group)
        remembered = None if anew else self._remembered(invocation, wanted)
        meeting = remembered or await self._looked_up(invocation, wanted)
        if meeting == NOT_HERE:
            meetings = await self.store.read(self.repository.all)
            return await where_to_go(self.platforms, meetings, invocation)
        if isinstance(meeting, Refusal):
            return meeting
        of = self._of_group if meeting.plan.is_group else self._of_meeting
        return await of(invocation, parsed, meeting, remembered=remembered is not None)

    async def _of_meeting(
        self, invocation: Invocation, parsed: ParsedCommand, meeting: Meeting, *, remembered: bool
    ) -> ResolvedCommand | Refusal:
        """Whether its author moderates is looked up where it matters."""
        command, moderator = parsed.command, None
        if command.who is Who.MODERATOR or command.by_role or parsed.raw.get(command.by_role_with or ""):
            try:
                moderator = await moderates(self.platforms, invocation.author, meeting.plan)
            except TryLater:
                if command.who is Who.MODERATOR:
                    return refuse("refused-rights-unknown")
                # What everyone may ask is answered as to everyone.
        return ResolvedCommand(invocation, parsed, meeting.plan.id, moderator, remembered)

    async def _of_group(
        self, invocation: Invocation, parsed: ParsedCommand, group: Meeting, *, remembered: bool
    ) -> ResolvedCommand | Refusal:
        """Who coordinates it is known when it is decided."""
        scoped = await self._scoped(group, parsed)
        if isinstance(scoped, Refusal):
            return scoped
        ways = await ways_in(self.platforms, group) if parsed.command.tells_way else ()
        sealed = await sealed_channels(self.platforms, group) if parsed.command.asks_sealed else ()
        parsed = replace(parsed, raw=scoped.raw)
        return ResolvedCommand(invocation, parsed, scoped.group, None, remembered, ways, sealed)

    async def _scoped(self, group: Meeting, parsed: ParsedCommand) -> Scoped | Refusal:
        """The group that is meant, which may be one within the group where the command was given."""
        if parsed.command.scope is None:
            return Scoped(group.plan.id, parsed.raw)
        scoped = parsed.command.scope(group.plan, parsed.raw)
        if isinstance(scoped, Refusal) or scoped.group == group.plan.id:
            return scoped
        known = await self.store.read(lambda tx: self.repository.knows_of(tx, scoped.group))
        return scoped if known else unknown()

    async def traceless(self, invocation: Invocation) -> ResolvedCommand | Refusal | None:
        """The same for what leads to nobody, where it is that; it is looked up anew, and nothing is noted."""
        parsed = self._understood(invocation)
        if isinstance(parsed, Refusal) or parsed.command.traceless is None:
            return None
        arguments = validate_arguments(parsed.command, parsed.raw)
        found = None if isinstance(arguments, Refusal) else parsed.command.traceless(arguments)
        if found is None:
            return None
        if found.code:
            group = await self.redeeming.group_of_note(invocation, found.code)
            return (
                group
                if isinstance(group, Refusal)
                else ResolvedCommand(invocation, parsed, group, None, False)
            )
        resolved = await self.resolve(invocation, anew=True)
        return resolved if isinstance(resolved, ResolvedCommand | Refusal) else None

    def _in_the_open(self, invocation: Invocation) -> bool:
        """Whether others read what was typed, also where they cannot read its answer."""
        typed = isinstance(invocation.request, TypedRequest) and not invocation.direct
        return typed or self.overheard(invocation)

    def _understood(self, invocation: Invocation) -> ParsedCommand | Refusal:
        """A code by itself, sent to the bot alone, is there to be redeemed."""
        parsed, request = find_command(self.table, invocation.request), invocation.request
        if isinstance(parsed, ParsedCommand) and parsed.command.private and self._in_the_open(invocation):
            return refuse("refused-impact-open")
        if isinstance(parsed, Refusal) and invocation.direct and isinstance(request, TypedRequest):
            return bare_code(self.table, request.text) or parsed
        return parsed

    def overheard(self, invocation: Invocation) -> bool:
        """Whether others could read the command itself."""
        return not (
            invocation.direct or self.platforms[invocation.place.platform].capabilities.private_replies
        )

    def _remembered(self, invocation: Invocation, wanted: MeetingQuery) -> Meeting | None:
        """The meeting that is found without the database, as of most commands in a room."""
        anywhere = invocation.direct or wanted.named is not None
        meetings = None if anywhere else self.repository.remembered()
        if meetings is None:
            return None
        found = find_meeting(meetings, invocation, wanted)
        if isinstance(found, Refusal) or (wanted.group and found.status == "closed"):
            return None  # Perhaps its group is meant, by who is known there.
        return found

    async def _looked_up(self, invocation: Invocation, wanted: MeetingQuery) -> Meeting | Refusal:
        return await Looking(self.store, self.repository, self.platforms).up(invocation, wanted)
