"""The demo's script: what invented people of several constituencies type, and how time passes between."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Line:
    """Somebody types something, in the room, in the moderators' room, or in a chat with the bot alone."""

    who: str
    text: str
    where: str = "#online"


@dataclass(frozen=True)
class Pause:
    """Time passes."""

    seconds: int


@dataclass(frozen=True)
class Remark:
    """A word to whoever watches."""

    text: str


@dataclass(frozen=True)
class HandOver:
    """The person at the keyboard takes over, if there is one."""


Step = Line | Pause | Remark | HandOver

MODERATORS = "#moderators"
ALONE = "@bot"
VIRTUAL, IN_PERSON = "vera", "ivo"


def script() -> tuple[Step, ...]:
    """The example meeting, from opening to close. No word in it is a real speaker's."""
    return (*_opening(), *_level_setting(), *_first_question(), HandOver(), *_second_question(), *_end())


def _opening() -> tuple[Step, ...]:
    return (
        Remark("Two moderators, Vera online and Ivo in the hall, open the meeting."),
        Line(VIRTUAL, "open", MODERATORS),
        Pause(60),
        Remark("People join. One word is enough; who they are can be said after it."),
        Line("amara", "join"),
        Line("amara", "identify cs af"),
        Line("bao", "join"),
        Line("bao", "identify tc ap"),
        Line("chidi", "join"),
        Line("chidi", "identify cs af"),
        Remark("Somebody would rather not be seen in the room: the bot's direct chat is enough."),
        Line("dana", "join", ALONE),
        Line("dana", "identify cs, prefer not to say", ALONE),
        Remark("Somebody's connection is too weak to speak: a moderator will read the words aloud."),
        Line("elif", "join How can people without a lawyer follow what is being decided?"),
        Line("elif", "identify cs weog"),
        Line("farid", "jion"),
        Line("farid", "join"),
        Line("farid", "identify gov ap"),
    )


def _level_setting() -> tuple[Step, ...]:
    return (
        Pause(480),
        Remark("The first phase is a presentation: hands collect, and the floor is given later."),
        Line(VIRTUAL, "start", MODERATORS),
        Line("gita", "join"),
        Line("gita", "identify cs ap"),
        Line("hugo", "next"),
        Pause(900),
        Remark("Three people stand up in the hall; Ivo adds them with one short line."),
        Line(IN_PERSON, "w ps cs gov", MODERATORS),
        Pause(900),
    )


def _first_question() -> tuple[Step, ...]:
    return (
        Remark("The discussion: the floor goes round the groups, and the bot says why."),
        Line(IN_PERSON, "phase next", MODERATORS),
        *_turn(VIRTUAL, 110),
        *_turn(VIRTUAL, 130),
        Remark("Both moderators call at the same moment: one turn is given, and the second is told."),
        Line(VIRTUAL, "next", MODERATORS),
        Line(IN_PERSON, "next", MODERATORS),
        Pause(95),
        Line("chidi", "position"),
        *_turn(IN_PERSON, 60),
        Remark("A slip of the hand is taken back."),
        Line(IN_PERSON, "next", MODERATORS),
        Line(IN_PERSON, "undo", MODERATORS),
        Pause(60),
    )


def _second_question() -> tuple[Step, ...]:
    return (
        Line(VIRTUAL, "phase next", MODERATORS),
        Line("ines", "join"),
        Line("ines", "identify igo na"),
        Line("jun", "join"),
        Line("jun", "identify ps ap"),
        *(step for _ in range(5) for step in _turn(VIRTUAL, 120)),
        Line("bao", "stay"),
        Line("amara", "stay"),
        Line("dana", "stay", ALONE),
        Line(IN_PERSON, "phase next", MODERATORS),
        *(step for _ in range(3) for step in _turn(IN_PERSON, 120)),
        Line(IN_PERSON, "phase extend 5m", MODERATORS),
        Pause(600),
        Line(VIRTUAL, "phase next", MODERATORS),
        Pause(480),
    )


def _end() -> tuple[Step, ...]:
    return (
        Remark("The end: those who want to go on are invited to a channel of their own."),
        Line(VIRTUAL, "close", MODERATORS),
        Line(VIRTUAL, "close", MODERATORS),
    )


def _turn(moderator: str, seconds: int) -> tuple[Step, ...]:
    return (Line(moderator, "next", MODERATORS), Pause(seconds))
