"""Commands given in a meeting one after the other, without platforms, database or rendering."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.commands.authorize import authorize_and_run
from bot.commands.input.parsing import ParsedCommand, find_command
from bot.commands.model import Asker, Known, Outcome, Request
from bot.commands.table import commands
from bot.domain.identity import Identity
from bot.domain.meeting.decide.tick import tick
from bot.domain.meeting.decision import AccountStays, AddProfile, Change, RenameProfile, StoreText
from bot.domain.meeting.events import RecordedEvent
from bot.domain.meeting.fold import course
from bot.domain.meeting.state import Meeting
from bot.domain.message import Message, Offer, Refusal
from bot.domain.plan import Plan
from bot.messages.offers import PressedRequest, token
from bot.ports.platform import Pointed, TypedRequest
from bot.reactions.effects import Effect
from bot.reactions.react import react
from tests.support.clock import START
from tests.support.plans import plan

TABLE = commands()
SECRET = "AAAAAA"
"""The code that whoever asks for one gets."""


@dataclass
class Session:
    """Whoever speaks is an account by its name; the moderators are named when it begins."""

    moderators: frozenset[str] = frozenset({"vera", "ivo"})
    plan: Plan = field(default_factory=plan)
    now: datetime = START
    people: dict[str, int] = field(default_factory=dict)
    names: dict[int, str | None] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    effects: list[Effect] = field(default_factory=list)
    """All that followed from commands so far."""
    log: list[RecordedEvent] = field(default_factory=list)
    meeting: Meeting = field(init=False)
    given: int = 0
    staying: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.meeting = Meeting(self.plan)

    def say(
        self,
        who: str,
        text: str,
        *,
        direct: bool = False,
        overheard: bool = False,
        taken_by: str | None = None,
        hand: str | None = None,
        target: Pointed | None = None,
        press: PressedRequest | None = None,
    ) -> Outcome | Refusal:
        """What comes of a command, or of a press in its place; what it changes has happened then."""
        self.given += 1
        parsed = find_command(TABLE, press or TypedRequest(text))
        if isinstance(parsed, Refusal):
            return parsed
        asker = Asker(
            Identity("matrix", who),
            self.people.get(who),
            who.title(),
            direct,
            who in self.moderators,
            overheard=overheard,
            stays=who in self.staying,
        )
        known = {person: self._known(person) for person in self.names}
        cause = f"cause:{self.given}"
        request = Request(
            asker,
            {},
            self.now,
            cause,
            secret=SECRET,
            roster=known,
            taken_by=taken_by,
            hand=hand,
            target=target,
        )
        return self._decide(parsed, request)

    def _known(self, person: int) -> Known:
        accounts = self._accounts(person)
        return Known(self.names[person], [f"<@{each.id}>" for each in accounts], accounts)

    def _accounts(self, person: int) -> list[Identity]:
        return [Identity("matrix", who) for who, number in self.people.items() if number == person]

    def _decide(self, parsed: ParsedCommand, request: Request) -> Outcome | Refusal:
        result = authorize_and_run(self.meeting, parsed, request)
        if isinstance(result, Outcome):
            self.keep(result.change)
        return result

    def keep(self, change: Change) -> None:
        records = [RecordedEvent(event, self.now) for event in change.events]
        states = course(self.meeting, records)
        self.effects += react(states, records)
        self.meeting = states[-1]
        self.log += records
        for side_effects in change.side_effects:
            match side_effects:
                case AddProfile(person, identity, name):
                    self.names[person] = name
                    if identity is not None:
                        self.people[identity.id] = person
                case RenameProfile(person, name):
                    self.names[person] = name
                case StoreText(id, _, body):
                    self.texts[id] = body
                case AccountStays(identity):
                    self.staying.add(identity.id)

    def wait(self, seconds: float) -> None:
        """Time passes, and what it brings about happens."""
        self.now += timedelta(seconds=seconds)
        self.keep(Change(tick(self.meeting, self.now)))

    def press(self, who: str, offer: Offer, words: str = "") -> Outcome | Refusal:
        """What comes of taking an offer."""
        return self.say(who, "", press=PressedRequest(token(offer, self.plan.id), words))

    def close(self, who: str) -> None:
        """End the meeting: it is asked about once."""
        self.answer(who, "close")
        self.wait(2)
        self.answer(who, "close")

    def answer(self, who: str, text: str, *, direct: bool = False, overheard: bool = False) -> Message:
        """The answer to a command that is carried out."""
        result = self.say(who, text, direct=direct, overheard=overheard)
        assert isinstance(result, Outcome), result
        return result.answer

    def refusal(
        self, who: str, text: str, *, taken_by: str | None = None, target: Pointed | None = None
    ) -> Message:
        """The refusal of a command, which changes nothing."""
        before: Mapping[str, object] = {**vars(self), "effects": len(self.effects)}
        result = self.say(who, text, taken_by=taken_by, target=target)
        assert isinstance(result, Refusal), result
        after = {**vars(self), "effects": len(self.effects)}
        assert {**after, "given": 0} == {**before, "given": 0}
        return result.message


def debating(of: Plan | None = None) -> Session:
    """A session whose debate has begun."""
    session = Session(plan=of or plan())
    for command in ("open", "start", "phase next"):
        session.answer("vera", command)
    return session
