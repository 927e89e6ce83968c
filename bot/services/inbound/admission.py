"""Who is heard when more comes in than can be done: nobody floods the bot, alone or with many accounts."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from msgspec import Struct

from bot.domain.identity import Identity
from bot.domain.plan import Plan
from bot.ports.clock import Clock
from bot.ports.platform import Invocation
from bot.ports.store import Store
from bot.services.inbound.rate_limit import Buckets, RateDecision, RateLimit
from bot.services.meeting_repository import MeetingRepository

CONFIRMED = timedelta(minutes=10)
"""How long after a moderator's command its author counts as a moderator without being asked about again."""


def _a_second(number: int) -> timedelta:
    return timedelta(seconds=1) / number


class Budgets(Struct, frozen=True):
    """How much is taken from whom.

    A server is a Discord server, or a homeserver of Matrix. A newcomer is whoever has given no command yet
    that was carried out: their share is smaller than the whole, so that they never keep out the others.
    """

    person: RateLimit
    server: RateLimit
    everybody: RateLimit
    newcomers_of_server: RateLimit
    newcomers: RateLimit
    words: RateLimit
    """How many are told that they were left out; each word costs as much as a command."""


USUAL = Budgets(
    person=RateLimit(10, timedelta(seconds=3)),
    server=RateLimit(1000, _a_second(20)),
    everybody=RateLimit(2000, _a_second(50)),
    newcomers_of_server=RateLimit(500, _a_second(10)),
    newcomers=RateLimit(1000, _a_second(20)),
    words=RateLimit(20, _a_second(1)),
)
"""A thousand people of one server can join within a minute; what machines send beyond that is left out."""


class Admission:
    """Budgets for each person, for each server, for newcomers and for all; moderators pass them all."""

    def __init__(
        self, clock: Clock, store: Store, repository: MeetingRepository, budgets: Budgets = USUAL
    ) -> None:
        self.clock, self.store, self.repository = clock, store, repository
        self._known: set[Identity] = set()
        self._loaded, self._hour = False, ""
        self._moderators: dict[Identity, datetime] = {}
        self._persons, self._words = Buckets(budgets.person), Buckets(budgets.words)
        self._servers, self._everybody = Buckets(budgets.server), Buckets(budgets.everybody)
        self._newcomers_of = Buckets(budgets.newcomers_of_server)
        self._newcomers = Buckets(budgets.newcomers)

    async def decide(self, invocation: Invocation) -> RateDecision:
        """What becomes of one more command; whatever a person gives beyond their own limit costs no other."""
        now, who = self.clock.now(), invocation.author
        if self._confirmed(who, now):
            return RateDecision.GO
        own = self._persons.spend(who, now)
        if own is not RateDecision.GO:
            return own
        if self._fits(invocation, now) or self._privileged(invocation):
            return RateDecision.GO
        if await self._was_known(who) and self._fits(invocation, now):
            return RateDecision.GO
        told = self._words.spend(None, now) is RateDecision.GO
        return RateDecision.BUSY if told else RateDecision.DROP

    def first_in(self, hour: str) -> bool:
        """Whether nobody has asked this for that hour."""
        before, self._hour = self._hour, hour
        return before != hour

    def served(self, who: Identity) -> None:
        """A command of theirs was carried out."""
        self._known.add(who)

    def rights_seen(self, who: Identity, *, moderator: bool) -> None:
        """Whether somebody moderates, as their platform has just said."""
        if moderator:
            self._moderators[who] = self.clock.now()
        else:
            self._moderators.pop(who, None)

    def _confirmed(self, who: Identity, now: datetime) -> bool:
        seen = self._moderators.get(who)
        return seen is not None and now - seen < CONFIRMED

    def _privileged(self, invocation: Invocation) -> bool:
        """Moderators, as far as that is known without asking anybody."""
        who = invocation.author
        return who in self._moderators or any(
            who in plan.moderators or invocation.place in plan.moderators_rooms for plan in self._plans()
        )

    def _plans(self) -> Iterator[Plan]:
        yield from self.repository.plans.values()
        yield from (meeting.plan for meeting in self.repository.cached())

    def _fits(self, invocation: Invocation, now: datetime) -> bool:
        """Whether all budgets have room for it; only then it is counted in them."""
        server = (invocation.author.platform, invocation.server)
        wanted = [(self._everybody, None), (self._servers, server)]
        if invocation.author not in self._known:
            wanted += [(self._newcomers, None), (self._newcomers_of, server)]
        if not all(buckets.has_room(key, now) for buckets, key in wanted):
            return False
        for buckets, key in wanted:
            buckets.spend(key, now)
        return True

    async def _was_known(self, who: Identity) -> bool:
        """Whether a newcomer to this process was known before it started; looked up only when it matters."""
        if who in self._known:
            return False
        if not self._loaded:
            self._known |= await self.store.read(lambda tx: tx.people.known())
            self._loaded = True
        return who in self._known
