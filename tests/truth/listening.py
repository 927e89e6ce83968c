"""Plays meetings by chance, and says what was not so."""

import random
from collections.abc import Iterable
from datetime import timedelta

from msgspec import Struct

from bot.domain.identity import Place
from bot.domain.meeting.decision import Change
from bot.domain.meeting.events import ChannelOpened
from bot.messages.catalogue import Catalogues
from tests.commands.session import SECRET
from tests.truth.ear import Ear, Twist, untwisted
from tests.truth.meetings import PLANS, lines
from tests.truth.stage import moves

EARLY = timedelta(seconds=700)
"""How long before its start a meeting is looked at."""

TOLD = 25
"""How many of the last lines are shown of a meeting in which something was not so."""


class Played(Struct, frozen=True):
    """One meeting from a seed, up to the first thing in it that was not so."""

    seed: int
    story: tuple[str, ...]
    """The plan, and what was typed."""
    wrong: tuple[str, ...]
    commands: int
    heard: int
    said: frozenset[str]
    """The sentences that were heard, as the tests know them."""

    def __str__(self) -> str:
        return "\n".join((f"seed {self.seed}, {self.story[0]}", *self.story[1:][-TOLD:], *self.wrong))


def play(seed: int, length: int, catalogues: Catalogues, twist: Twist = untwisted) -> Played:
    """The meeting of this seed, with so many lines."""
    chance = random.Random(seed)
    name = chance.choice(sorted(PLANS))
    plan = PLANS[name]
    ear = Ear(plan=plan, now=plan.start - EARLY, catalogues=catalogues, twist=twist)
    story = [name, *_tell(ear, lines(chance, length), random.Random(f"the Stage {seed}"))]
    return Played(seed, tuple(story), tuple(ear.wrong), ear.given, ear.heard, frozenset(ear.said))


def _tell(ear: Ear, typed: Iterable[tuple[str, str]], stage: random.Random) -> Iterable[str]:
    for who, text in typed:
        yield f"{ear.now:%H:%M:%S} {who}> {text}"
        if ear.meeting.status != "closed" or text in ("stay", "unstay", "opens a channel"):
            _one(ear, who, text)
        yield from _on_stage(ear, stage)
        if ear.wrong:
            return


def _on_stage(ear: Ear, stage: random.Random) -> Iterable[str]:
    """Somebody comes or goes; a moderator takes what they are offered about whoever is next."""
    for event in moves(ear.meeting, sorted(set(ear.people.values())), stage):
        yield f"{ear.now:%H:%M:%S} {event}"
        ear.keep(Change((event,)))
    deck = ear.meeting.on_deck
    if deck is not None and deck.person in ear.meeting.off_stage and stage.random() < 0.1:
        yield f"{ear.now:%H:%M:%S} ivo> absent ={deck.person}"
        ear.listen("ivo", f"absent ={deck.person}")


def _one(ear: Ear, who: str, text: str) -> None:
    """One line, or what is no line at all."""
    if who == "the clock":
        ear.wait(int(text))
    elif who == "the bot":
        ear.keep(Change((ChannelOpened(Place("matrix", "!afterwards")),)))
    elif who == "speaker":
        floor = ear.meeting.floor
        accounts = [account for account, person in ear.people.items() if floor and person == floor.person]
        for account in accounts[:1]:
            ear.listen(account, text)
    elif text == "link":
        one, other = who.split("+")
        ear.listen(one, "link")
        ear.listen(other, f"link {SECRET}")
    else:
        ear.listen(who, text)
