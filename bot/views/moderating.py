"""What moderators can do with one press."""

from bot.domain.changing import replace
from bot.domain.meeting.state import Meeting
from bot.domain.message import Label, Message, Offer, offering, say
from bot.views import marks
from bot.views.pages import paged

START = Offer("start", say("offer-start"), "main", sign="\N{BLACK RIGHT-POINTING TRIANGLE}")
"""The first phase."""

_ONWARD = "\N{BLACK RIGHT-POINTING DOUBLE TRIANGLE WITH VERTICAL BAR}"
RETRY = Offer("retry", say("offer-retry"), "main")
KEYPAD = Offer("keypad", say("offer-keypad"))
WAITING = Offer("waiting", say("offer-waiting"))
OPEN_QUEUE = Offer("queue open", say("offer-open-queue"))
TELL_HANDS = Offer("queue tell", say("offer-tell-hands"))
QUIET_HANDS = Offer("queue quiet", say("offer-quiet-hands"))
CLOSE_QUEUE = Offer("queue close", say("offer-close-queue"))


def next_turn(meeting: Meeting) -> Offer:
    """The floor to whoever is next, as long as nobody else has given it."""
    sign = "\N{BLACK RIGHT-POINTING TRIANGLE}"
    return Offer("next", say("offer-next"), "main", marks.of_floor(meeting), sign=sign)


def undo(decision: str) -> Offer:
    """A decision, by its mark, taken back as long as it is the latest."""
    return Offer("undo", say("offer-undo"), "danger", decision, sign="\N{LEFTWARDS ARROW WITH HOOK}")


def of_turn(meeting: Meeting) -> tuple[Offer, ...]:
    """What is done about the turn that goes on, and about no later one."""
    turn = marks.of_floor(meeting)
    return (
        next_turn(meeting),
        Offer("absent", say("offer-absent"), drawn=turn, sign="\N{GHOST}"),
        undo(marks.of_decision(meeting)),
        more(meeting),
        replace(pause_or_resume(meeting), drawn=turn),
    )


def absent(meeting: Meeting, person: int) -> Offer:
    """Somebody who was called, or is next, is not there; for as long as no other turn is given."""
    return Offer(f"absent ={person}", say("offer-absent"), drawn=marks.of_floor(meeting), sign="\N{GHOST}")


def more(meeting: Meeting) -> Offer:
    """A minute for whoever speaks now."""
    sign = "\N{HEAVY PLUS SIGN}"
    return Offer("more 1m", say("offer-more"), drawn=marks.of_floor(meeting), sign=sign)


def pause_or_resume(meeting: Meeting) -> Offer:
    """The clocks stopped, or started again."""
    stands, sign = meeting.paused_at is not None, "\N{DOUBLE VERTICAL BAR}"
    command, label = ("phase resume", "offer-resume") if stands else ("phase pause", "offer-pause")
    return Offer(command, say(label), drawn=marks.of_phase(meeting), sign=sign)


def extend(meeting: Meeting) -> Offer:
    """Five minutes for the phase that goes on."""
    sign = "\N{HEAVY PLUS SIGN}"
    return Offer("phase extend 5m", say("offer-extend"), drawn=marks.of_phase(meeting), sign=sign)


def onwards(meeting: Meeting) -> Offer:
    """The next phase; behind the last one the end, which is asked about."""
    phase = marks.of_phase(meeting)
    if meeting.phase is not None and meeting.phase.index + 1 == len(meeting.plan.phases):
        return Offer("close", say("offer-end"), "danger", phase)
    return Offer("phase next", say("offer-phase-next"), "main", phase, sign=_ONWARD)


def keypad(meeting: Meeting, page: int = 1) -> Message:
    """Somebody of the hall into the queue: a press for each group, and one for whoever did not say."""
    dimension = meeting.plan.dimensions[0]
    groups = tuple(
        Offer(f"walkup {choice.code}", Label(dimension.id, choice.code))
        for choice in dimension.choices
        if dimension.asked and not choice.undisclosed
    )
    unsaid = Offer("walkup", say("offer-not-stated"))
    return offering(say("keypad"), *paged(groups, page, lambda number: f"keypad {number}", [unsaid]))
