"""Offers while somebody types: codes, speakers of the programme, and, for moderators alone, people."""

from collections.abc import Mapping, Sequence

from msgspec import Struct

from bot.commands.input.badges import badge_of
from bot.commands.input.parsing import lookup
from bot.commands.input.suggestions import codes_like, people_like, speakers_like
from bot.commands.model import Command, Kind, Parameter, When
from bot.domain.meeting.state import Meeting
from bot.domain.message import Refusal
from bot.ports.platform import ChosenRequest, Invocation, Platform, Suggestion
from bot.ports.store import Store, Transaction
from bot.services.inbound.elsewhere.within_reach import Looking
from bot.services.inbound.meeting_finder import MeetingQuery
from bot.services.inbound.suggesting.recent_rights import RecentRights
from bot.services.meeting_repository import MeetingRepository
from bot.services.outbound.rendering import Audience, Renderer
from bot.views.people import entry


class Suggester(Struct, frozen=True):
    """Whatever it offers, the parser takes for just that."""

    table: Sequence[Command]
    store: Store
    repository: MeetingRepository
    renderer: Renderer
    rights: RecentRights
    platforms: Mapping[str, Platform]

    async def suggest(self, partial: Invocation, parameter: str) -> Sequence[Suggestion]:
        """What fits the text so far; nothing where there is nothing to choose from."""
        request = partial.request
        if not isinstance(request, ChosenRequest):
            return []
        command = lookup(self.table, request.command)
        wanted = next((p for p in command.parameters if p.name == parameter), None) if command else None
        looking = Looking(self.store, self.repository, self.platforms)
        meeting = await looking.up(partial, MeetingQuery(None, None, When.ANY))
        if wanted is None or isinstance(meeting, Refusal):
            return []
        typed = request.arguments.get(parameter, "")
        match wanted.kind:
            case Kind.CODES:
                offered = codes_like(meeting.plan.dimensions, typed, partial.language or "en")
                return [Suggestion(label, value) for label, value in offered]
            case Kind.LISTED:
                return [Suggestion(name, name) for name in speakers_like(meeting.plan, typed)]
            case Kind.PERSON if await self.rights.moderates(partial.author, meeting.plan):
                reader = Audience(partial.language, to=partial.author)
                return await self.store.read(lambda tx: self._people(tx, meeting, wanted, typed, reader))
            case _:
                return []

    def _people(
        self, tx: Transaction, meeting: Meeting, wanted: Parameter, typed: str, reader: Audience
    ) -> list[Suggestion]:
        """By their names as others see them; what is sent is their badge, which nobody shares with them."""
        names = {person: each.name for person, each in tx.people.profiles(meeting.plan.id).items()}
        found = people_like(meeting, names, typed, waiting=wanted.waiting)
        labels = self.renderer.lines(tx, meeting, [entry(meeting, person) for person in found], reader)
        values = [badge_of(meeting.participants[person]) for person in found]
        return [Suggestion(label, value) for label, value in zip(labels, values, strict=True)]
