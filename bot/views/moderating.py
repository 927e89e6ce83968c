"""What moderators can do with one press."""

from bot.domain.meeting.state import Meeting
from bot.domain.message import Label, Message, Offer, offering, say
from bot.views import marks
from bot.views.pages import paged

START = Offer("start", say("offer-start"), "main", sign="\N{BLACK RIGHT-POINTING TRIANGLE}")
"""The first phase."""

_ONWARD = "\N{BLACK RIGHT-POINTING DOUBLE TRIANGLE WITH VERTICAL BAR}"


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
    pause = say("offer-pause") if meeting.paused_at is None else say("offer-resume")
    command = "phase pause" if meeting.paused_at is None else "phase resume"
    return (
        next_turn(meeting),
        Offer("absent", say("offer-absent"), drawn=turn, sign="\N{GHOST}"),
        undo(marks.of_decision(meeting)),
        Offer("more 1m", say("offer-more"), drawn=turn, sign="\N{HEAVY PLUS SIGN}"),
        Offer(command, pause, drawn=turn, sign="\N{DOUBLE VERTICAL BAR}"),
    )


def absent(meeting: Meeting, person: int) -> Offer:
    """Somebody who was called, or is next, is not there; for as long as no other turn is given."""
    return Offer(f"absent ={person}", say("offer-absent"), drawn=marks.of_floor(meeting), sign="\N{GHOST}")


def of_phase(meeting: Meeting) -> tuple[Offer, ...]:
    """How the agenda goes on when a phase's time is up, and nothing once it has."""
    drawn = marks.of_phase(meeting)
    last = meeting.phase is not None and meeting.phase.index + 1 == len(meeting.plan.phases)
    onward = Offer("phase next", say("offer-next-phase"), "main", drawn, sign=_ONWARD)
    return (
        Offer("close", say("offer-end"), drawn=drawn) if last else onward,
        Offer("phase extend 5m", say("offer-extend"), drawn=drawn, sign="\N{HEAVY PLUS SIGN}"),
    )


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
