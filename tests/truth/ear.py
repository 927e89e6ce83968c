"""A session whose messages are all listened to, and compared with what is so."""

from collections.abc import Callable
from dataclasses import dataclass, field

from bot.commands.model import Outcome
from bot.domain.meeting.decision import Change, MergeProfiles
from bot.domain.meeting.events import FloorGiven, RecordedEvent, Undone
from bot.domain.message import Message
from bot.messages.catalogue import Catalogues
from bot.reactions.effects import Tell, TellPerson
from bot.views.board import board
from tests.commands.session import Session
from tests.commands.shown import parts, words
from tests.truth.hearing import Hearing, problems
from tests.truth.kinds import KINDS
from tests.truth.reasons import astray, expected
from tests.truth.retold import begin, happen, left_standing, retell
from tests.truth.why import label
from tests.truth.world import World

Twist = Callable[[Message], Message]
"""What a planted lie makes of a message."""


def untwisted(message: Message) -> Message:
    return message


@dataclass(frozen=True)
class Batch:
    """What was so before some events, and when the floor was given, if it was."""

    before: World
    event: FloorGiven | None = None
    call: World | None = None


@dataclass
class Ear(Session):
    """Retells the meeting beside the bot, and listens."""

    catalogues: Catalogues = field(kw_only=True)
    twist: Twist = field(kw_only=True, default=untwisted)
    records: list[RecordedEvent] = field(default_factory=list)
    world: World = field(init=False)
    hung: World | None = None
    """What the board was last looked at with."""
    wrong: list[str] = field(default_factory=list)
    said: set[str] = field(default_factory=set)
    """Which sentences were heard so far."""
    heard: int = 0

    def __post_init__(self) -> None:
        super().__post_init__()
        self.world = begin(self.plan)

    def keep(self, change: Change) -> None:
        """As ever; then what is told of it is compared with what has happened."""
        told = len(self.effects)
        super().keep(change)
        batch = self._happen(change)
        for beside in change.side_effects:
            if isinstance(beside, MergeProfiles):
                self._merge(beside)
        if not self._rightly_given(batch):
            return
        for effect in self.effects[told:]:
            if isinstance(effect, TellPerson):
                self._hear(effect.message, effect.person, batch)
            elif isinstance(effect, Tell):
                self._hear(effect.message, None, batch)

    def listen(self, who: str, text: str) -> None:
        """One line, its answer, and the board after it."""
        result = self.say(who, text)
        answer = result.answer if isinstance(result, Outcome) else result.message
        for part in parts(answer):
            if isinstance(part, Message):
                self._hear(part, self.people.get(who))
        if self.world.status == "open" and self.world is not self.hung:
            self.hung = self.world
            self._hear(board(self.meeting), None)

    def _happen(self, change: Change) -> Batch:
        batch = Batch(self.world)
        for event in change.events:
            self.records.append(RecordedEvent(event, self.now))
            if isinstance(event, FloorGiven):
                batch = Batch(batch.before, event, self.world)
            if isinstance(event, Undone):
                self.world = retell(begin(self.plan), left_standing(self.records))
            else:
                self.world = happen(self.world, event, self.now)
        return batch

    def _merge(self, merger: MergeProfiles) -> None:
        for account, person in self.people.items():
            if person == merger.gone:
                self.people[account] = merger.kept
        self.names.pop(merger.gone, None)

    def _rightly_given(self, batch: Batch) -> bool:
        """Whether the floor went to the right person; and the reason that the log keeps is looked at."""
        if batch.event is None:
            return True
        hearing = self._hearing(None, batch)
        if problem := astray(hearing):
            self.wrong.append(problem)
            return False
        wanted = expected(hearing)
        if wanted != batch.event.why:
            self.wrong.append(f"recorded for {batch.event.why}, but it is for {wanted}")
        return True

    def _hearing(self, person: int | None, batch: Batch | None) -> Hearing:
        batch = batch or Batch(self.world)
        names: dict[str, set[int]] = {}
        for number, somebody in self.world.people.items():
            badge = f"{'Hall' if somebody.in_hall else 'Guest'} {somebody.badge}"
            names.setdefault(self.names.get(number) or badge, set()).add(number)
        codes = (choice.code for choice in self.plan.dimensions[0].choices)
        labels: dict[str, str | None] = {label(self.world, code): code for code in codes}
        return Hearing(
            self.world,
            self.now,
            names,
            {**labels, "not stated": None, "Not stated": None},
            person,
            batch.event,
            batch.call,
            batch.before,
            self.texts,
        )

    def _hear(self, message: Message, person: int | None, batch: Batch | None = None) -> None:
        slots = KINDS.get(message.key)
        if slots is None:
            return
        self.heard += 1
        text = words(self.twist(message), self, self.catalogues)
        found = problems(text, slots, self._hearing(person, batch), self.said)
        self.wrong += [f"{message.key}: {problem}" for problem in found]
