"""Meetings that the database plans: read as their files would be."""

from collections.abc import Mapping
from functools import partial

from msgspec import Struct

from bot.domain.plan import Plan
from bot.meeting_file.read import read_kept
from bot.ports.platform import Platform
from bot.ports.store import Transaction


class PlannedInChat(Struct, frozen=True):
    """Tells the platforms of the rooms of each that it meets."""

    platforms: Mapping[str, Platform]

    def plan(self, tx: Transaction, id: str) -> Plan | None:
        """The plan that was set up under that id, if one was, and this program can read it."""
        text = tx.planned.text(id)
        plan = None if text is None else read_kept(id, text).plan
        if plan is not None:
            tx.commit.then(partial(self._take_up, plan))
        return plan

    def _take_up(self, plan: Plan) -> None:
        rooms = sorted({*plan.places, *plan.moderators_rooms})
        for name, platform in self.platforms.items():
            if platform.capabilities.premises is not None:
                platform.capabilities.premises.take_up([each for each in rooms if each.platform == name])
