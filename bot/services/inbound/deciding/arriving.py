"""Newcomers: that they use the meeting, and where they are seen, is kept together with who they are."""

from datetime import datetime

from bot.domain.changing import replace
from bot.domain.meeting.decision import AddProfile, Arrive, Change, SideEffect
from bot.ports.platform import Invocation


def arrived(change: Change, invocation: Invocation, now: datetime) -> Change | None:
    """The same change, in which its author arrives; None if they are not new."""
    author, place = invocation.author, None if invocation.direct else invocation.place

    def arriving(kept: SideEffect) -> SideEffect:
        if isinstance(kept, AddProfile) and kept.identity == author:
            return Arrive(kept, author, place, now)
        return kept

    kept = tuple(arriving(each) for each in change.side_effects)
    return replace(change, side_effects=kept) if kept != change.side_effects else None
