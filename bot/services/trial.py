"""A meeting played through with nobody in it, so that one that could not be held is noticed beforehand."""

import json
from collections.abc import Iterable
from datetime import datetime, timedelta

from msgspec import Struct

from bot.domain.meeting.decide.phases import begin
from bot.domain.meeting.decide.tick import tick
from bot.domain.meeting.events import ChannelOpened, Closed, Event, GroupFed, Opened, RecordedEvent
from bot.domain.meeting.fold import course
from bot.domain.meeting.schedule import still_due
from bot.domain.meeting.state import Meeting
from bot.domain.plan import Plan
from bot.messages.catalogue import CatalogueError, Catalogues
from bot.messages.render import Context, render
from bot.ports.capabilities import Capabilities
from bot.reactions.react import react
from bot.services.groups.founding import plan_of
from bot.services.log_redaction import STRANGE
from bot.services.outbound.actions import Action, Board, Post
from bot.services.outbound.recipients import RecipientResolver
from bot.services.serializer import Serializer
from bot.views.board import board


class Trial(Struct, frozen=True):
    """What `check` and `run` ask of every plan alike."""

    serializer: Serializer
    catalogues: Catalogues

    def failure(self, plan: Plan) -> str | None:
        """What kind of thing went wrong, for whoever mends the program; None if all went well."""
        try:
            self._play(plan)
        except (*STRANGE, CatalogueError) as problem:
            return type(problem).__name__
        return None

    def _play(self, plan: Plan) -> None:
        """What the clock brings before the start, the opening, each phase to its end, the close."""
        at, meeting = plan.start, Meeting(plan)
        meeting = self._go_on(meeting, tick(meeting, at), at)
        meeting = self._go_on(meeting, [Opened(plan, None)], at)
        for index, phase in enumerate(plan.phases):
            meeting = self._go_on(meeting, begin(meeting, index, None), at)
            at += timedelta(seconds=phase.seconds)
            meeting = self._go_on(meeting, tick(meeting, at), at)
        meeting = self._go_on(meeting, [Closed(None)], at)
        group = self._go_on(Meeting(plan_of(plan)), [GroupFed(plan.id, plan_of(plan))], at)
        self._go_on(group, [ChannelOpened(place, handed_over=True) for place in plan.places], at)

    def _go_on(self, meeting: Meeting, events: Iterable[Event], at: datetime) -> Meeting:
        """All that a decision of a real meeting leads to, but nothing is kept and nothing sent."""
        records = [RecordedEvent(event, at) for event in events]
        for record in records:
            self._keep(record)
        states = course(meeting, records)
        end = states[-1]
        still_due(end, at)
        places = (*meeting.plan.places, *meeting.plan.moderators_rooms)
        everything = Capabilities("!", private_replies=False, edits=True, open_channels=True)
        recipients = RecipientResolver({place.platform: everything for place in places})
        for planned in recipients.plan(end, (), react(states, records)):
            self._word(end, planned.action)
        return end

    def _keep(self, record: RecordedEvent) -> None:
        """What the log would hold must be what was decided."""
        row = self.serializer.row(1, record, "")
        json.dumps(row.data, allow_nan=False)
        if self.serializer.event(row) != record:
            raise ValueError("the log would hold something else")

    def _word(self, meeting: Meeting, action: Action) -> None:
        context = Context(self.catalogues, "en", meeting.plan)
        self.serializer.action({**self.serializer.payload(action)})
        match action:
            case Post(message=message):
                render(message, context)
            case Board():
                render(board(meeting), context)
            case _:
                pass
