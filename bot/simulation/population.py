"""Made-up meetings: who is there, in which proportions, and when they raise their hands."""

from collections.abc import Iterator, Mapping, Sequence
from random import Random

from msgspec import Struct

from bot.domain.fair_queue import Attributes, Person
from bot.simulation.scenario import REMOTE, Event, Scenario

EQUAL = {"government": 25, "civil society": 25, "private sector": 25, "technical": 25}
REGIONS = ("Africa", "Asia-Pacific", "Eastern Europe", "Latin America", "Western Europe")


class Watch(Struct, frozen=True):
    """A group whose turns are of interest, counted from one turn on."""

    group: str
    first: int
    turns: int


class Population(Struct, frozen=True):
    """A kind of meeting. Shares are proportions of those who raise their hands."""

    title: str
    groups: Mapping[str, int]
    regions: Sequence[str] = REGIONS
    remote: int = 40
    """Percent who are remote."""
    turns: int = 120
    people: int = 240
    at_once: int = 12
    """How many hands are up at the start."""
    rate: float = 1.6
    """How many more go up in the course of a turn; above 1, the queue grows."""
    eager: int = 0
    """How many join again whenever they have spoken."""
    alone: str | None = None
    """A group of one person, who is there from the start and joins again at once."""
    late: str | None = None
    """A group of 20 who all come at half time."""

    @property
    def watch(self) -> Watch | None:
        """The group that the population is about."""
        if self.late is not None:
            return Watch(self.late, self.turns // 2, 12)
        return None if self.alone is None else Watch(self.alone, 0, self.turns)

    def scenario(self, random: Random) -> Scenario:
        """One meeting of this kind, by chance."""
        people: dict[Person, Attributes] = {each: self.person(random) for each in range(self.people)}
        eager: set[Person] = set(random.sample(range(self.people), self.eager))
        special: dict[Person, Attributes] = dict(enumerate(self._special(random), start=self.people))
        if self.alone is not None:
            eager |= set(special)
        events = tuple(self._events(random, list(special)))
        return Scenario(people | special, events, frozenset(eager))

    def person(self, random: Random, group: str | None = None) -> Attributes:
        """Somebody of this population, by chance."""
        drawn = group or random.choices(list(self.groups), list(self.groups.values()))[0]
        mode = REMOTE if random.random() * 100 < self.remote else "hall"
        return drawn, mode, random.choice(self.regions)

    def _special(self, random: Random) -> Iterator[Attributes]:
        if self.alone is not None:
            yield self.person(random, self.alone)
        for _ in range(20 if self.late is not None else 0):
            yield self.person(random, self.late)

    def _events(self, random: Random, special: list[Person]) -> Iterator[Event]:
        if self.alone is not None:
            yield from (Event("join", person) for person in special)
        yield from (self._hand(random) for _ in range(self.at_once))
        expected = 0.0
        for turn in range(self.turns):
            if self.late is not None and turn == self.turns // 2:
                yield from (Event("join", person) for person in special)
            expected += random.random() * 2 * self.rate
            while expected >= 1:
                expected -= 1
                yield self._hand(random)
            yield Event("next", seconds=random.randint(30, 240))

    def _hand(self, random: Random) -> Event:
        return Event("join", random.randrange(self.people))


DOMINANT = Population(
    "One dominant group (70 %), and few who are remote (12 %)",
    {"civil society": 70, "private sector": 10, "government": 10, "technical": 10},
    remote=12,
)

POPULATIONS = (
    Population("Balanced: four groups of the same size, 40 % remote", EQUAL),
    DOMINANT,
    Population(
        "A late group: 20 people come at half time (watched: their part of the next 12 turns)",
        {"civil society": 50, "private sector": 30, "government": 20},
        late="technical",
    ),
    Population("Re-joiners: six people join again whenever they have spoken", EQUAL, eager=6),
    Population(
        "A group of one, who joins again at once (watched: that person's turns)",
        {"civil society": 40, "private sector": 30, "government": 30},
        alone="technical",
    ),
)
