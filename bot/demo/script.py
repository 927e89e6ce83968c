"""The demo's script: what invented people of several constituencies type, and how time passes between."""

from msgspec import Struct


class TypedLine(Struct, frozen=True):
    """Somebody types something, in the room, in the moderators' room, or in a chat with the bot alone."""

    who: str
    text: str
    where: str = "#online"


class Gesture(Struct, frozen=True):
    """Somebody puts a hand up in the room, or takes it down."""

    who: str
    up: bool = True


class Pause(Struct, frozen=True):
    """Time passes."""

    seconds: int


class Remark(Struct, frozen=True):
    """A word to whoever watches."""

    text: str


class HandOver(Struct, frozen=True):
    """The person at the keyboard takes over, if there is one."""


ScriptStep = TypedLine | Gesture | Pause | Remark | HandOver

MODERATORS = "#moderators"
ALONE = "@bot"
CHANNEL = "#group"
"""The channel of those who go on; the terminal shows it by its name."""
SMALLER = "#working-group"
"""That of a working group within it."""
DAY = 24 * 60 * 60
VIRTUAL, IN_PERSON = "vera", "ivo"


def script() -> tuple[ScriptStep, ...]:
    """The example meeting, from opening to close. No word in it is a real speaker's."""
    return (*_opening(), *_level_setting(), *_first_question(), HandOver(), *_second_question(), *_end())


def afterwards() -> tuple[ScriptStep, ...]:
    """The group that goes on, in its first week and three months later."""
    return (
        *(*_first_week(), *_three_months_later(), *_round()),
        *(*_statement(), *_impact(), *_working_group()),
    )


def _opening() -> tuple[ScriptStep, ...]:
    return (
        Remark("Two moderators, Vera online and Ivo in the hall, open the meeting."),
        TypedLine(VIRTUAL, "open", MODERATORS),
        Pause(60),
        Remark("People join. One word is enough; who they are can be said after it."),
        TypedLine("amara", "join"),
        TypedLine("amara", "identify cs af"),
        TypedLine("bao", "join"),
        TypedLine("bao", "identify tc ap"),
        TypedLine("chidi", "join"),
        TypedLine("chidi", "identify cs af"),
        Remark("Somebody would rather not be seen in the room: the bot's direct chat is enough."),
        TypedLine("dana", "join", ALONE),
        TypedLine("dana", "identify cs, prefer not to say", ALONE),
        Remark("Somebody's connection is too weak to speak: a moderator will read the words aloud."),
        TypedLine("elif", "join How can people without a lawyer follow what is being decided?"),
        TypedLine("elif", "identify cs weog"),
        TypedLine("farid", "jion"),
        TypedLine("farid", "join"),
        TypedLine("farid", "identify gov ap"),
        Remark("A raised hand will do; taken down, it ends its own place in the queue and no other."),
        Gesture("kofi"),
        Gesture("kofi", up=False),
    )


def _level_setting() -> tuple[ScriptStep, ...]:
    return (
        Pause(480),
        Remark("The first phase is a presentation: hands collect, and the floor is given later."),
        TypedLine(VIRTUAL, "start", MODERATORS),
        TypedLine("gita", "join"),
        TypedLine("gita", "identify cs ap"),
        TypedLine("hugo", "next"),
        Pause(900),
        Remark("Three people stand up in the hall; Ivo adds them with one short line."),
        TypedLine(IN_PERSON, "w ps cs gov", MODERATORS),
        Pause(900),
    )


def _first_question() -> tuple[ScriptStep, ...]:
    return (
        Remark("The discussion: the floor goes round the groups, and the bot says why."),
        TypedLine(IN_PERSON, "phase next", MODERATORS),
        *_turn(VIRTUAL, 110),
        *_turn(VIRTUAL, 130),
        Remark("Both moderators call at the same moment: one turn is given, and the second is told."),
        TypedLine(VIRTUAL, "next", MODERATORS),
        TypedLine(IN_PERSON, "next", MODERATORS),
        Pause(95),
        TypedLine("chidi", "position"),
        Remark("A point of order comes before the queue; whoever raises it keeps their place in it."),
        TypedLine("gita", "join point of order: please say which question we are at"),
        *_turn(IN_PERSON, 30),
        *_turn(IN_PERSON, 60),
        Remark("A slip of the hand is taken back."),
        TypedLine(IN_PERSON, "next", MODERATORS),
        TypedLine(IN_PERSON, "undo", MODERATORS),
        Pause(60),
        Remark("Some want to go on working together afterwards; one word, at any time."),
        TypedLine("bao", "stay"),
        TypedLine("amara", "stay"),
        TypedLine("dana", "stay", ALONE),
    )


def _second_question() -> tuple[ScriptStep, ...]:
    return (
        TypedLine(VIRTUAL, "phase next", MODERATORS),
        TypedLine("ines", "join"),
        TypedLine("ines", "identify igo na"),
        TypedLine("jun", "join"),
        TypedLine("jun", "identify ps ap"),
        *(step for _ in range(5) for step in _turn(VIRTUAL, 120)),
        TypedLine(IN_PERSON, "phase next", MODERATORS),
        *(step for _ in range(3) for step in _turn(IN_PERSON, 120)),
        TypedLine(IN_PERSON, "phase extend 5m", MODERATORS),
        Pause(600),
        TypedLine(VIRTUAL, "phase next", MODERATORS),
        Pause(480),
    )


def _end() -> tuple[ScriptStep, ...]:
    return (
        Remark("The end: those who want to go on are invited to a channel of their own."),
        TypedLine(VIRTUAL, "close", MODERATORS),
        Pause(5),
        TypedLine(VIRTUAL, "close", MODERATORS),
    )


def _first_week() -> tuple[ScriptStep, ...]:
    return (
        Pause(DAY),
        Remark("The meeting is over; the group has begun. It shares what it knows, and says who does what."),
        TypedLine(
            "bao", "resource add https://example.org/convention | The Convention, annotated | treaty", CHANNEL
        ),
        TypedLine("amara", "action add Two pages on what the Convention changes at home", CHANNEL),
        TypedLine("bao", "action take 1", CHANNEL),
        Remark("A week passes: a digest tells what is new. In a week without news there is none."),
        Pause(7 * DAY),
    )


def _three_months_later() -> tuple[ScriptStep, ...]:
    return (
        Pause(83 * DAY),
        Remark(
            "Three months later a round of negotiations is announced; a day is said in full before it counts."
        ),
        TypedLine(
            VIRTUAL,
            "date add Round on the protocol | in 15 days 14:00 | Geneva | https://example.org/round",
            CHANNEL,
        ),
        TypedLine(VIRTUAL, "1", ALONE),
        TypedLine("bao", "action done 1", CHANNEL),
        Remark("The digest ends with what most needs somebody: nobody attends the round yet."),
        Pause(7 * DAY),
        TypedLine("dana", "date speaking 1", ALONE),
    )


def _round() -> tuple[ScriptStep, ...]:
    return (
        Remark("Nobody need keep the day in mind: reminders come two weeks, a day and an hour before."),
        Pause(9 * DAY),
    )


def _statement() -> tuple[ScriptStep, ...]:
    words = "Research in good faith is no crime. The protocol must say so."
    return (
        Remark("The group writes a text together. Each signs alone; a comment in private bears no name."),
        TypedLine(VIRTUAL, f"statement new Our view of the protocol | {words} | in 3 days", CHANNEL),
        TypedLine(VIRTUAL, "1", ALONE),
        TypedLine("dana", "comment 1 | Name journalists as well", ALONE),
        TypedLine("bao", "sign 1", ALONE),
        TypedLine("bao", "1", ALONE),
        Pause(4 * DAY),
    )


def _impact() -> tuple[ScriptStep, ...]:
    return (
        Remark("What a law does to people is kept as evidence: given in private, and reviewed by two."),
        TypedLine("dana", "impact Kenya | A clinic's phones were read | https://example.org/report", ALONE),
        TypedLine(VIRTUAL, "impact accept 1", ALONE),
        TypedLine(IN_PERSON, "impact accept 1", ALONE),
        TypedLine("amara", "impact list", ALONE),
    )


def _working_group() -> tuple[ScriptStep, ...]:
    return (
        Remark("A few form a working group: a room of its own, and a call with the queue of the session."),
        TypedLine("bao", "wg new Evidence across borders | Comment on the draft by June", ALONE),
        TypedLine("bao", "1", ALONE),
        TypedLine("amara", "wg join 1", ALONE),
        TypedLine("bao", "wg meet", SMALLER),
        TypedLine("amara", "join", SMALLER),
        TypedLine("bao", "start", ALONE),
        TypedLine("bao", "phase next", ALONE),
        TypedLine("bao", "next", ALONE),
        Pause(60),
        TypedLine("bao", "close", ALONE),
        Pause(2),
        TypedLine("bao", "close", ALONE),
        TypedLine("bao", "wg close", SMALLER),
        TypedLine("bao", "1", ALONE),
    )


def _turn(moderator: str, seconds: int) -> tuple[ScriptStep, ...]:
    return (TypedLine(moderator, "next", MODERATORS), Pause(seconds))
