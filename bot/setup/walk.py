"""The walk through the questions: what is asked next, and what an answer changes."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from msgspec import Struct

from bot.commands.input.parsing import ParsedCommand
from bot.domain.changing import replace
from bot.domain.message import Listing, Message, Offer, Refusal, RoomRef, offering, say
from bot.ports.premises import FoundRoom
from bot.ports.store import Draft
from bot.setup.file_text import Answers
from bot.setup.steps import AGAIN, STEPS, Scene, Step

KEPT: Final = timedelta(days=7)
"""How long a draft waits for its next answer."""
BACK: Final = Offer("setup back", say("offer-setup-back"))
STOP: Final = Offer("setup stop", say("offer-setup-stop"), style="danger")
MAKE: Final = Offer("setup make", say("offer-setup-make"), style="main")
HERE: Final = "here"
"""Said in another room than the first: that one is the moderators'."""
WALKING: Final = ("again", "back", "stop", "make", HERE)
_BY_NAME: Final[Mapping[str, Step]] = {step.name: step for step in STEPS}
_NO_CODES: Final = (*_BY_NAME, *WALKING)


class Asked(Struct, frozen=True):
    """A command of somebody who sets up a meeting."""

    what: str
    """A code, the name of a question that is answered, or one of WALKING."""
    words: str
    drawn: str
    """The mark of the question that was pressed."""

    @property
    def code(self) -> bool:
        """Whether it is a code, right or wrong."""
        return bool(self.what) and self.what not in _NO_CODES


def asked(parsed: ParsedCommand) -> Asked:
    """What a command asks for; a code may have spaces."""
    first, words = parsed.raw.get("code", "").strip(), parsed.raw.get("words", "").strip()
    drawn = parsed.offered.drawn if parsed.offered else ""
    known = first.lower() in _NO_CODES
    return Asked(first.lower(), words, drawn) if known else Asked(f"{first}{words}", "", drawn)


def answers_of(draft: Draft) -> Answers:
    """What was answered so far."""
    return {name: str(value) for name, value in draft.answers.items()}


def question(draft: Draft, scene: Scene) -> Message:
    """What is asked next, or, when all is answered, a last look; its offers bear the mark of the round."""
    answers = answers_of(draft)
    steps = _steps(scene)
    step = next((each for each in steps if each.name not in answers), None)
    if step is None:
        return _marked(draft, offering(_last_look(answers, scene), BACK, STOP))
    asked = step.ask(answers, scene)
    number = sum(each.name in answers for each in steps) + 1
    whole = say("setup-asked", number=number, total=len(steps), question=replace(asked, offers=()))
    return _marked(draft, offering(whole, *asked.offers, *((BACK,) if number > 1 else ()), STOP))


def over(draft: Draft, asked: Asked) -> bool:
    """Whether what was pressed belongs to a question that has been answered."""
    return bool(asked.drawn) and asked.drawn != _mark(draft)


def answered(draft: Draft, asked: Asked, scene: Scene) -> Draft | Refusal:
    """The draft with one more answer."""
    answers = answers_of(draft)
    value = _BY_NAME[asked.what].read(asked.words, answers, scene)
    if isinstance(value, Refusal):
        return Refusal(offering(value.message, *question(draft, scene).offers))
    return _with(draft, {**answers, asked.what: value}, scene.now)


def back(draft: Draft, scene: Scene) -> Draft:
    """Without the last answer."""
    answers = answers_of(draft)
    given = [step.name for step in _steps(scene) if step.name in answers]
    return _with(draft, {name: each for name, each in answers.items() if name not in given[-1:]}, scene.now)


def unanswered(draft: Draft, scene: Scene) -> bool:
    """Whether something is still to be asked."""
    answers = answers_of(draft)
    return any(step.name not in answers for step in _steps(scene))


def begun(draft: Draft, scene: Scene) -> Draft:
    """The draft with what need not be asked: the one room there is, and the one language."""
    answers = {"begun": scene.now.isoformat()}
    if not scene.whole_server:
        answers["room"] = draft.place.id
    if len(scene.languages) == 1:
        answers["language"] = scene.languages[0]
    return _with(draft, answers, scene.now)


def lacking(answers: Answers, scene: Scene) -> Sequence[FoundRoom]:
    """The rooms of the meeting in which the bot may not do all that it must."""
    rooms = (scene.found(answers[name]) for name in ("room", "desk") if name in answers)
    return [room for room in rooms if room is not None and room.lacks]


def _last_look(answers: Answers, scene: Scene) -> Message:
    start = datetime.fromisoformat(answers["start"]).replace(tzinfo=ZoneInfo(answers["zone"]))
    rooms = tuple(
        RoomRef(room.place, room.name)
        for name in ("room", "desk")
        if (room := scene.found(answers[name])) is not None
    )
    sum_ = say(
        "setup-sum",
        title=answers["title"],
        start=f"{start:%Y-%m-%d %H:%M}",
        zone=answers["zone"],
        format=Message(f"offer-format-{answers['format']}"),
        rooms=Listing(rooms),
    )
    lacks = lacking(answers, scene)
    if not lacks:
        return offering(say("setup-all", sum=sum_), MAKE)
    lines = tuple(
        say(
            "setup-lacks",
            room=RoomRef(room.place, room.name),
            lacks=Listing(room.lacks),
            platform=scene.platform,
        )
        for room in lacks
    )
    return offering(say("setup-all-but", sum=sum_, lacks=Listing(lines, lines=True)), AGAIN, MAKE)


def _steps(scene: Scene) -> Sequence[Step]:
    """Those that somebody is asked there."""
    given = () if scene.whole_server else ("room",)
    return [
        step
        for step in STEPS
        if step.name not in given and not (step.name == "language" and len(scene.languages) == 1)
    ]


def _with(draft: Draft, answers: Answers, now: datetime) -> Draft:
    return replace(draft, answers=dict(answers), round=draft.round + 1, expires=now + KEPT)


def _mark(draft: Draft) -> str:
    return f"s{draft.round}"


def _marked(draft: Draft, message: Message) -> Message:
    return replace(message, offers=tuple(replace(each, drawn=_mark(draft)) for each in message.offers))
