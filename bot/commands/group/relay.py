"""The relay: what members write in the channel on one platform appears in that on the other."""

from bot.commands.authorize import coordinators_alone
from bot.commands.group.confirming import Answer, ask
from bot.commands.model import Command, Kind, Outcome, Parameter, Request, When, Who
from bot.domain.meeting.decision import Change
from bot.domain.meeting.group.relaying import choose, turn_off, turn_on
from bot.domain.meeting.state import Meeting
from bot.domain.message import CommandText, Message, Refusal, offering, say
from bot.views.group import relay

_SEALED = "encrypted"


def on_relay(group: Meeting, request: Request) -> Outcome | Refusal:
    """On and off by a coordinator, in and out by everybody for themselves; by itself it says how it is."""
    match request.text("what"):
        case None:
            return Outcome(_shown(group, request))
        case "in" | "out" as way:
            return _own(group, request, relayed=way == "in")
        case what:
            outsider = coordinators_alone(group, request, f"relay {what}")
            if outsider is not None:
                return outsider
            return _off(group, request) if what == "off" else _on(group, request, sealed=what == _SEALED)


def _on(group: Meeting, request: Request, *, sealed: bool) -> Outcome | Refusal:
    """Asked once; of an encrypted room with what is given up, which is agreed to in so many words."""
    person, sealed = request.asker.person or 0, sealed or bool(request.sealed)
    events = turn_on(group, person, sealed=sealed)
    if isinstance(events, Refusal):
        return events
    if request.sure:
        return Outcome(say("done-relay-on"), Change(events))
    question = say("ask-relay-sealed" if sealed else "ask-relay")
    words = f"relay {_SEALED}" if sealed else "relay on"
    return ask(request, person, question, Answer(words, say("offer-relay-on")))


def _off(group: Meeting, request: Request) -> Outcome | Refusal:
    events = turn_off(group, request.asker.person or 0)
    return events if isinstance(events, Refusal) else Outcome(say("done-relay-off"), Change(events))


def _own(group: Meeting, request: Request, *, relayed: bool) -> Outcome | Refusal:
    events = choose(group, request.asker.person or 0, relayed=relayed)
    if isinstance(events, Refusal):
        return events
    told = offering(say("done-relay-in"), relay.OUT) if relayed else offering(say("done-relay-out"), relay.IN)
    return Outcome(told, Change(events))


def _shown(group: Meeting, request: Request) -> Message:
    if group.relay == "off":
        return say("relay-is-off", on=CommandText("relay on"))
    out = request.asker.person in group.unrelayed
    own = say("relay-without-you" if out else "relay-with-you")
    return offering(say("relay-is-on", own=own), relay.IN if out else relay.OUT)


RELAY = Command(
    "relay",
    Who.MEMBER,
    When.AFTER,
    on_relay,
    (Parameter("what", Kind.WORD, words=("on", "off", "in", "out", _SEALED)),),
    alone=True,
    asks_sealed=True,
    forms=("relay", "relay out", "relay in", "relay on", "relay off"),
)
