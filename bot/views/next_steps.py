"""What can be done about a refusal with one press."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from bot.domain.meeting.decide.overrides import other_rules
from bot.domain.meeting.state import Meeting
from bot.domain.message import Message, Offer, Refusal, offering, say
from bot.views import marks, moderating, panel


def with_next_steps(meeting: Meeting, refusal: Refusal) -> Refusal:
    """The refusal with the ways on, as the meeting stands now."""
    key = refusal.message.key
    steps = _THEN[key](meeting) if key in _THEN else _ALWAYS.get(key, ())
    return Refusal(offering(refusal.message, *steps, *_taking_back(refusal.message)))


def _taking_back(message: Message) -> tuple[Offer, ...]:
    """What is raised beside the queue already, taken back alone."""
    if message.key != "refused-raised":
        return ()
    return (Offer(f"withdraw {message.arguments['form']}", say("offer-take-back")),)


_ALWAYS: Mapping[str, tuple[Offer, ...]] = MappingProxyType(
    {
        "refused-joined": (panel.POSITION, panel.WITHDRAW),
        "refused-raised": (panel.POSITION,),
        "refused-not-raised": (panel.POSITION,),
        "refused-no-floor": (panel.POSITION, panel.WITHDRAW),
        "refused-why-others": (panel.WHY,),
        "refused-closed": (panel.STAY,),
        "refused-stays": (panel.UNSTAY,),
        "refused-stays-not": (panel.STAY,),
        "refused-action-unknown": (Offer("action list", say("offer-list")),),
        "refused-date-unknown": (Offer("date list", say("offer-list")),),
        "refused-resource-unknown": (Offer("resource list", say("offer-list")),),
        "refused-not-moderator": (panel.HELP,),
        "refused-not-open": (panel.AGENDA,),
        "refused-code": (panel.LINK,),
        "refused-no-link": (panel.LINK,),
        "refused-not-linked": (panel.LINK,),
        "refused-open": (moderating.START,),
        "refused-not-started": (moderating.START,),
        "refused-waits-not": (moderating.WAITING,),
        "refused-target": (moderating.WAITING,),
        "refused-nobody": (moderating.WAITING,),
        "refused-several": (moderating.WAITING,),
        "refused-all-on-hold": (moderating.WAITING,),
        "refused-hands-told": (moderating.QUIET_HANDS,),
        "refused-hands-not-told": (moderating.TELL_HANDS,),
        "refused-queue-is-closed": (moderating.OPEN_QUEUE,),
        "refused-queue-is-open": (moderating.CLOSE_QUEUE,),
        "refused-queue-empty": (moderating.KEYPAD,),
        "refused-nobody-to-skip": (moderating.KEYPAD,),
        "refused-add": (moderating.KEYPAD, Offer("join to say", say("offer-words"), asks=True)),
    }
)


def _own_turn(meeting: Meeting) -> tuple[Offer, ...]:
    """The way into the queue as it is now."""
    return (panel.hand(meeting),)


def _rules(meeting: Meeting) -> tuple[Offer, ...]:
    return tuple(Offer(f"rule {name}", say("offer-rule-to", name=name)) for name in other_rules(meeting))


def _latest(meeting: Meeting) -> tuple[Offer, ...]:
    return (moderating.undo(marks.of_decision(meeting)),) if meeting.checkpoints else ()


_THEN: Mapping[str, Callable[[Meeting], tuple[Offer, ...]]] = MappingProxyType(
    {
        "refused-not-queued": _own_turn,
        "refused-queue-closed": _own_turn,
        "refused-reply": _own_turn,
        "refused-replies": _own_turn,
        "refused-point-of-order": _own_turn,
        "refused-started": lambda meeting: (moderating.onwards(meeting),),
        "refused-last-phase": lambda meeting: (moderating.onwards(meeting),),
        "refused-extension": lambda meeting: (moderating.extend(meeting),),
        "refused-paused": lambda meeting: (moderating.pause_or_resume(meeting),),
        "refused-not-paused": lambda meeting: (moderating.pause_or_resume(meeting),),
        "refused-repeat": lambda meeting: (moderating.next_turn(meeting),),
        "refused-nobody-called": lambda meeting: (moderating.next_turn(meeting),),
        "refused-has-floor": lambda meeting: (moderating.more(meeting),),
        "refused-more": lambda meeting: (moderating.more(meeting),),
        "refused-rule": _rules,
        "refused-over-decision": _latest,
    }
)
