"""A meeting by commands and presses, in which nothing that was ever offered is thrown away."""

import copy
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from msgspec import Struct, field

from bot.commands.model import Outcome
from bot.domain.meeting.events import Event, FloorGiven, Passed
from bot.domain.message import Argument, Listing, Message, Offer, Refusal
from bot.messages.offers import LONGEST, token
from bot.reactions.effects import Effect, Tell, TellPerson
from bot.views.board import board
from tests.commands.session import Session, debating
from tests.presses.truth import Recount, Truth

MODERATORS: Final = ("vera", "ivo")
PEOPLE: Final = (*MODERATORS, "ana", "bo", "cy", "di", "ed")
WAITS: Final = (0, 1, 2, 4, 11, 130, 700, 1800)
WORDS: Final = ("", "Zoe", "We cannot agree to this.")

LINES: Final = (
    "join", "join To be read.", "join reply", "join point-of-order", "withdraw", "later", "away", "ready",
    "identify", "identify cs af", "identify gov", "whoami", "name", "done", "stay", "unstay", "position",
    "why",
)  # fmt: skip
ORDERS: Final = (
    "next", "next", "next", "absent", "skip", "undo", "keypad", "waiting", "waiting 2", "about {}",
    "about {}", "pick {} | because", "walkup cs ps", "walkup", "phase next", "phase previous", "phase pause",
    "phase resume", "queue close", "queue open", "queue clear", "close", "more 1m", "speaker Bo Ek",
    "regroup {} | ps", "remove {}", "join {}",
)  # fmt: skip


class Kept(Struct, frozen=True):
    """An offer, and what was so when it was shown."""

    offer: Offer
    truth: Truth
    passes: int | None
    """Whom it passes over."""

    def over(self, now: Truth) -> bool:
        """Whether what it was drawn for is so no more."""
        match self.offer.drawn[:1]:
            case "":
                return False
            case "d":
                return self.truth.decision != now.decision
            case "p":
                return self.truth.phase != now.phase
            case _:
                return self.truth.turn != now.turn


class Player(Struct):
    """One meeting, all that its messages offered, and how often a press of each did something or nothing."""

    session: Session = field(default_factory=debating)
    said: list[Message] = field(default_factory=list)
    offered: dict[str, list[Kept]] = field(default_factory=dict)
    """By the command's name."""
    acted: Counter[str] = field(default_factory=Counter)
    late: Counter[str] = field(default_factory=Counter)
    _recount: Recount = field(default_factory=Recount)
    _effects: int = 0

    def step(self, what: int, who: int, which: int, number: int) -> None:
        """One thing that somebody does; most are presses, of every kind of offer, new and old alike."""
        session = self.session
        match what % 8:
            case 0:
                session.wait(WAITS[number % len(WAITS)])
                self._keep(())
            case 1:
                self._type(PEOPLE[who % len(PEOPLE)], LINES[number % len(LINES)])
            case 2 | 3:
                person = who // len(MODERATORS) % (len(session.names) or 1) + 1
                line = ORDERS[number % len(ORDERS)].format(f"={person}")
                self._type(MODERATORS[who % len(MODERATORS)], line)
            case _ if self.offered:
                kinds = sorted(self.offered)
                kept = self.offered[kinds[which % len(kinds)]]
                place = len(kept) - 1 - number % len(kept) if what % 2 else number * len(kept) // 256
                presser = (PEOPLE if what % 3 else MODERATORS)[who % len(PEOPLE if what % 3 else MODERATORS)]
                self.press(presser, kept[place], WORDS[what // 8 % len(WORDS)])

    def _type(self, who: str, line: str) -> None:
        result = self.session.say(who, line)
        self._keep([result.answer if isinstance(result, Outcome) else result.message])

    def press(self, who: str, kept: Kept, words: str = "") -> None:
        """It is the command typed in its place, or is refused and changes nothing: what else is a fault."""
        session, typed = self.session, twin(self.session)
        before, length = session.meeting, len(session.log)
        over = kept.over(self._recount.upto(session.log))
        pressed = session.press(who, kept.offer, words)
        events = [record.event for record in session.log[length:]]
        name = name_of(kept.offer)
        if over or (kept.offer.asks and not words):
            assert isinstance(pressed, Refusal), (who, kept, pressed)
            assert not (over and pressed.message.key == "ask-words"), (who, kept)
            assert (session.meeting, events) == (before, []), (who, kept, events)
            self.late[name] += over
            self._keep(())  # What asks for the words is the same offer once more.
        else:
            assert pressed == typed.say(who, line_of(kept.offer, words)), (who, kept)
            assert session.meeting == typed.meeting, (who, kept)
            self._nobody_else(kept, events)
            self.acted[name] += isinstance(pressed, Outcome)
            self._keep([pressed.answer if isinstance(pressed, Outcome) else pressed.message])

    def _nobody_else(self, kept: Kept, events: Sequence[Event]) -> None:
        """A card moves on from the turn that it shows alone, and passes over whom it names alone."""
        for event in events:
            if isinstance(event, FloorGiven):
                assert kept.offer.drawn, kept
            if isinstance(event, Passed) and kept.passes is not None:
                assert event.person == kept.passes, kept

    def _keep(self, answers: Sequence[Message]) -> None:
        """All that is offered from now on, with what is so now."""
        new = self.session.effects[self._effects :]
        self._effects = len(self.session.effects)
        truth = self._recount.upto(self.session.log)
        said = [
            *answers,
            *(message for effect in new for message in told(effect)),
            board(self.session.meeting),
        ]
        self.said += said
        for offer in [offer for message in said for offer in offers(message)]:
            assert len(token(offer, "a meeting of any name" * 50)) <= LONGEST
            kept = Kept(offer, truth, named(offer) if name_of(offer) == "skip" else None)
            alike = self.offered.setdefault(name_of(offer), [])
            if kept not in alike:
                alike.append(kept)


def twin(session: Session) -> Session:
    """The same meeting once more, to go its own way."""
    made = copy.copy(session)
    made.people, made.names, made.texts = dict(session.people), dict(session.names), dict(session.texts)
    made.effects, made.log, made.staying = list(session.effects), list(session.log), set(session.staying)
    return made


def name_of(offer: Offer) -> str:
    return offer.command.partition(" ")[0]


def named(offer: Offer) -> int:
    """Whom it is about."""
    return int(offer.command.partition("=")[2])


def line_of(offer: Offer, words: str) -> str:
    """What somebody types who does not press."""
    if not offer.asks:
        return offer.command
    return f"{offer.command}{' |' if '=' in offer.command else ''} {words}"


def told(effect: Effect) -> tuple[Message, ...]:
    return (effect.message,) if isinstance(effect, Tell | TellPerson) else ()


def offers(said: Argument) -> Iterator[Offer]:
    """All that a message offers, and what stands in it."""
    match said:
        case Message(arguments=arguments, offers=own):
            yield from own
            for argument in arguments.values():
                yield from offers(argument)
        case Listing(items=items):
            for item in items:
                yield from offers(item)
        case _:
            pass
