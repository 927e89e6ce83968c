"""What moderators do beside the rule: absences, skipping, picking, listed speakers, more time, regrouping."""

from bot.commands.choices import pick as pick_choices
from bot.commands.entering import Entered, after, enter
from bot.commands.floor import decide
from bot.commands.model import Outcome, Request
from bot.commands.people import once
from bot.commands.queue import LONGEST_TEXT, entry, speaker
from bot.commands.whom import whom
from bot.domain.meeting.decide.exceptions import give_speaker, mark_absent, more_time, pick, regroup, skip
from bot.domain.meeting.decide.questions import same_moment
from bot.domain.meeting.decision import Change, Enrolment, Writing
from bot.domain.meeting.facts import Admitted, Fact
from bot.domain.meeting.state import Meeting
from bot.domain.message import Listing, Message, PlanText, Refusal, Span, Typed, refuse, say


def _done(
    entered: Entered, name: str, facts: tuple[Fact, ...] | Refusal, answer: Message
) -> Outcome | Refusal:
    """A decision and its answer, or the refusal of it."""
    return facts if isinstance(facts, Refusal) else Outcome(answer, decide(entered, name, facts))


def on_absent(meeting: Meeting, request: Request) -> Outcome | Refusal:
    """Who was called is not there."""
    entered = enter(meeting, request)
    facts = same_moment(meeting, ("next", "pick", "absent"), entered.person, request.now) or mark_absent(
        entered.meeting, request.now
    )
    return _done(entered, "absent", facts, say("done-absent", next=Typed("next"), undo=Typed("undo")))


def on_skip(meeting: Meeting, request: Request) -> Outcome | Refusal:
    """Whoever is next is passed over once."""
    entered = enter(meeting, request)
    facts = same_moment(meeting, ("skip",), entered.person, request.now) or skip(
        entered.meeting, entered.person, request.now
    )
    return _done(entered, "skip", facts, say("done-skip", next=Typed("next"), undo=Typed("undo")))


def on_more(meeting: Meeting, request: Request) -> Outcome | Refusal:
    """More time for the speaker; a minute if nothing is said."""
    entered = enter(meeting, request)
    seconds = request.seconds("time") or 60
    facts = more_time(entered.meeting, seconds, entered.person)
    return _done(entered, "more", facts, say("done-more", time=Span(seconds), undo=Typed("undo")))


def on_pick(meeting: Meeting, request: Request) -> Outcome | Refusal:
    """The floor to somebody of the moderator's choice, with the reason."""
    if len(str(request.arguments["reason"])) > LONGEST_TEXT:
        return refuse("refused-long", most=LONGEST_TEXT)
    reason = str(request.arguments["reason"])
    person = whom(meeting, request, "who")
    if isinstance(person, Refusal):
        return person
    entered = enter(meeting, request)
    facts = pick(entered.meeting, person, request.cause, entered.person, request.now)
    if isinstance(facts, Refusal):
        return facts
    writing = Change((), (Writing(request.cause, entered.person, reason),))
    change = decide(entered, "pick", facts) + writing
    who = speaker(after(meeting, change.facts, request))
    return Outcome(say("floor-given", who=who, undo=Typed("undo")), change)


def on_speaker(meeting: Meeting, request: Request) -> Outcome | Refusal:
    """The floor to somebody whom the programme lists."""
    number = _listed(meeting, request.text("who") or "")
    if isinstance(number, Refusal):
        return number
    entered = enter(meeting, request)
    facts = give_speaker(entered.meeting, number, entered.person, request.now)
    if isinstance(facts, Refusal):
        return facts
    name = meeting.plan.people[number].name
    people = tuple(
        Enrolment(fact.person, None, name, chosen=True) for fact in facts if isinstance(fact, Admitted)
    )
    change = decide(entered, "speaker", facts) + Change((), people)
    who = speaker(after(meeting, change.facts, request))
    return Outcome(say("floor-given", who=who, undo=Typed("undo")), change)


def _listed(meeting: Meeting, text: str) -> int | Refusal:
    """The place in the programme of whoever's name has these words in it."""
    wanted, called = text.casefold(), [each.name.casefold() for each in meeting.plan.people]
    fitting = [name for name in called if name == wanted] or [name for name in called if wanted in name]
    if text and len(set(fitting)) == 1:
        return called.index(fitting[0])
    names = Listing(
        tuple(PlanText(("people", str(n), "name")) for n in range(len(meeting.plan.people))), lines=True
    )
    return refuse("refused-speaker", names=names)


def on_regroup(meeting: Meeting, request: Request) -> Outcome | Refusal:
    """A moderator corrects where somebody belongs."""
    picked = pick_choices(meeting.plan.dimensions, request.text("codes") or "")
    if isinstance(picked, Refusal):
        return picked
    values = once(picked)
    if isinstance(values, Refusal):
        return values
    person = whom(meeting, request, "who")
    if isinstance(person, Refusal):
        return person
    entered = enter(meeting, request)
    facts = regroup(person, values, entered.person)
    change = decide(entered, "regroup", facts)
    who = entry(after(meeting, change.facts, request), person)
    return Outcome(say("done-regroup", who=who, undo=Typed("undo")), change)
