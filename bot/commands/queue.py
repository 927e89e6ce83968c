"""The queue, for everyone: joining, leaving, and where one stands."""

from collections.abc import Mapping
from types import MappingProxyType

from bot.commands.choices import offers
from bot.commands.entering import after, enter
from bot.commands.model import Outcome, Request
from bot.domain.meeting.decide.queue import join, later, ready, withdraw
from bot.domain.meeting.decision import Change, Writing
from bot.domain.meeting.facts import Attributes, Form
from bot.domain.meeting.rule import group_of
from bot.domain.meeting.standing import calling_order, standing, within_reach
from bot.domain.meeting.state import Meeting
from bot.domain.message import Label, Listing, Message, Name, PlanText, Refusal, Span, Typed, refuse, say

LONGEST_TEXT = 1000
"""Characters that can be read aloud in a turn."""

_FORMS: Mapping[str | None, Form] = MappingProxyType(
    {None: "statement", "reply": "reply", "point-of-order": "point-of-order"}
)


def on_join(meeting: Meeting, request: Request) -> Outcome | Refusal:
    """Queues at once; who one is can be said behind it."""
    entered = enter(meeting, request)
    text, form = request.text("text"), _FORMS[request.text("kind")]
    if text is not None and len(text) > LONGEST_TEXT:
        return refuse("refused-long", most=LONGEST_TEXT)
    facts = join(entered.meeting, entered.person, request.cause if text else None, form)
    if isinstance(facts, Refusal):
        return facts
    writing = (Writing(request.cause, entered.person, text),) if text else ()
    change = entered.change + Change(facts, writing)
    return Outcome(_joined(after(meeting, change.facts, request), entered.person, request, text), change)


def _joined(meeting: Meeting, person: int, request: Request, text: str | None) -> Message:
    return say(
        "joined",
        place=_place(meeting, person, request),
        text="read-aloud" if text else "none",
        shown=shown_as(meeting, person),
        identify=_ask(meeting, person),
    )


def shown_as(meeting: Meeting, person: int) -> Message:
    """What others see of somebody, and how to change it."""
    return say("shown-as", name=Name(person), group=group(meeting, person), change=Typed("name"))


def group(meeting: Meeting, person: int) -> Label:
    """Somebody's group, the one thing that is said in public beside the name.

    Of whoever is on deck it is the one that the coming turn counts for.
    """
    on_deck = meeting.on_deck
    if on_deck is not None and on_deck.person == person:
        return _label(meeting, person, on_deck.attributes)
    return Label(meeting.plan.dimensions[0].id, group_of(meeting, person))


def _label(meeting: Meeting, person: int, attributes: Attributes) -> Label:
    """The group that a turn counts for; where that is everybody remote, the person's own, as ever."""
    first = meeting.plan.dimensions[0]
    known = any(choice.code == attributes[0] for choice in first.choices)
    return Label(first.id, attributes[0] if known else group_of(meeting, person))


def _ask(meeting: Meeting, person: int) -> Message | str:
    if meeting.participants[person].values.get(meeting.plan.dimensions[0].id) is not None:
        return ""
    return ask_identify(meeting)


def ask_identify(meeting: Meeting) -> Message:
    """Which groups somebody belongs to, and what others will see of it."""
    return say(
        "ask-identify",
        shown=PlanText(("dimensions", "0", "name")),
        choices=offers(meeting.plan.dimensions),
        example=example(meeting),
    )


def example(meeting: Meeting) -> Typed:
    """An example of identifying, with the meeting's own codes."""
    codes = [d.choices[0].code for d in meeting.plan.dimensions if d.asked]
    return Typed(" ".join(("identify", *codes)))


def _place(meeting: Meeting, person: int, request: Request) -> Message:
    if meeting.on_deck and meeting.on_deck.person == person:
        return say("place-next")
    stands = standing(meeting, person, request.now)
    if stands is None:
        return say("place-held", ready=Typed("ready"))
    if stands.place > within_reach(meeting, request.now):
        return say("place-out-of-reach", place=stands.place, join=Typed("join TEXT"))
    if stands.wait is None:
        return say("place-later", place=stands.place)
    return say("place", place=stands.place, wait=Span(max(60, round(stands.wait / 60) * 60)))


def on_withdraw(meeting: Meeting, request: Request) -> Outcome | Refusal:
    """Out of the queue."""
    facts = withdraw(meeting, request.asker.person)
    if isinstance(facts, Refusal):
        return facts
    return Outcome(say("withdrawn", join=Typed("join")), Change(facts))


def on_later(meeting: Meeting, request: Request) -> Outcome | Refusal:
    """Somebody else first."""
    facts = later(meeting, request.asker.person)
    if isinstance(facts, Refusal):
        return facts
    return Outcome(say("passed", ready=Typed("ready")), Change(facts))


def on_ready(meeting: Meeting, request: Request) -> Outcome | Refusal:
    """Back, or there all the time."""
    facts = ready(meeting, request.asker.person)
    if isinstance(facts, Refusal):
        return facts
    return Outcome(say("ready"), Change(facts))


def on_position(meeting: Meeting, request: Request) -> Outcome | Refusal:
    """One's own place."""
    person = request.asker.person
    if person is not None and meeting.floor and meeting.floor.person == person:
        return Outcome(say("you-have-the-floor", done=Typed("done")))
    if person is None or not meeting.waiting(person):
        return refuse("refused-not-queued", join=Typed("join"))
    return Outcome(_place(meeting, person, request))


def on_queue(meeting: Meeting, request: Request) -> Outcome | Refusal:
    """Who has the floor, and who waits: up to ten by name."""
    waiting = calling_order(meeting)
    floor = speaker(meeting)
    if not waiting:
        return Outcome(say("queue-empty", floor=floor, join=Typed("join")))
    names = Listing(tuple(entry(meeting, person) for person in waiting[:10]), lines=True)
    return Outcome(say("queue", floor=floor, count=len(waiting), names=names))


def entry(meeting: Meeting, person: int, *, mention: bool = False) -> Message:
    """Somebody as the public sees them: name and group."""
    return say("person", name=Name(person, mention), group=group(meeting, person))


def called(meeting: Meeting, person: int, attributes: Attributes, *, mention: bool = False) -> Message:
    """Somebody as the public sees them, with the group that their turn counts for."""
    return say("person", name=Name(person, mention), group=_label(meeting, person, attributes))


def speaker(meeting: Meeting, *, mention: bool = False) -> Message:
    """Who has the floor, as the public sees them, or nobody."""
    floor = meeting.floor
    if floor is None:
        return say("nobody")
    return called(meeting, floor.person, floor.given.attributes, mention=mention)
