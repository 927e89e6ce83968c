"""Who may moderate: the accounts of the meeting file, and whoever has the power in its rooms."""

from collections.abc import Mapping

from bot.domain.identity import Identity, Place
from bot.domain.plan import Plan
from bot.ports.permissions import NotAllowed
from bot.ports.platform import Platform, TryLater, Undeliverable


async def moderates(platforms: Mapping[str, Platform], who: Identity, plan: Plan) -> bool:
    """Whether an account moderates a meeting; TryLater if its platform cannot tell now.

    Where the command was given does not matter: power in a direct chat or another room counts for nothing.
    """
    if who in plan.moderators:
        return True
    forbidden: NotAllowed | None = None
    for place in (*plan.moderators_rooms, *plan.places):
        if place.platform == who.platform:
            try:
                if await _has_power(platforms[who.platform], who, place):
                    return True
            except NotAllowed as problem:
                forbidden = problem  # Another room may tell.
    if forbidden:
        raise TryLater(str(forbidden)) from forbidden
    return False


async def _has_power(platform: Platform, who: Identity, place: Place) -> bool:
    try:
        return await platform.may_moderate(who, place)
    except NotAllowed:
        raise
    except Undeliverable:
        return False  # The room is out of the bot's reach, and so is any power in it.
