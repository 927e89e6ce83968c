"""Everyone who waits, for moderators: in which state, since when, and what is to be done about each."""

from datetime import datetime

from bot.commands.input.person_lookup import resolve_person
from bot.commands.model import Command, Kind, Outcome, Parameter, Request, When, Who
from bot.domain.meeting.queue_view import calling_order
from bot.domain.meeting.state import Meeting
from bot.domain.meeting.waiting.ticket import Waiting
from bot.domain.message import Duration, Label, Listing, Message, Offer, Refusal, offering, refuse, say
from bot.views import marks
from bot.views.moderating import QUIET_HANDS, TELL_HANDS
from bot.views.pages import PAGE, page_number, page_of
from bot.views.people import entry, waiting_entry


def on_list(meeting: Meeting, request: Request) -> Outcome | Refusal:
    """A page of those who wait: in calling order, then those who cannot be called now."""
    tickets = _in_order(meeting)
    if not tickets:
        return refuse("refused-nobody-listed")
    number = page_number(request.text("page"))
    if isinstance(number, Refusal):
        return number
    page = page_of(len(tickets), number)
    shown = list(enumerate(tickets, start=1))[page.begin : page.end]
    lines = tuple(_line(meeting, place, ticket, request.now) for place, ticket in shown)
    offers = [
        Offer(f"about ={ticket.person}", say("waiting-offer", place=place, who=entry(meeting, ticket.person)))
        for place, ticket in shown
    ]
    if page.number == 1:
        offers.append(QUIET_HANDS if meeting.hands_told else TELL_HANDS)
    if page.left:
        offers.append(Offer(f"waiting {page.number + 1}", say("offer-more-people"), "main"))
    told = say("waiting", count=len(tickets), lines=Listing(lines, lines=True))
    return Outcome(offering(told, *offers))


WAITING = Command(
    "waiting",
    Who.MODERATOR,
    When.OPEN,
    on_list,
    (Parameter("page", Kind.TEXT),),
    forms=("waiting", "waiting 2"),
)


def _in_order(meeting: Meeting) -> list[Waiting]:
    called = calling_order(meeting)
    return [*called, *(ticket for ticket in meeting.queue if ticket not in called)]


def _line(meeting: Meeting, place: int, ticket: Waiting, now: datetime) -> Message:
    return say("waiting-line", place=place, who=waiting_entry(meeting, ticket), state=_state(ticket, now))


def _state(ticket: Waiting, now: datetime) -> Message:
    """What stands in the way of calling them, whether there are words to read, and how long they wait."""
    return say(
        "waiting-state",
        way="held" if ticket.held else "passing" if ticket.passing else "none",
        words="yes" if ticket.texts else "no",
        time=Duration(max(0, int((now - ticket.since).total_seconds()))),
    )


def on_about(meeting: Meeting, request: Request) -> Outcome | Refusal:
    """One of those who wait, and what can be done about them."""
    person = resolve_person(meeting, request, "who")
    if isinstance(person, Refusal):
        return person
    tickets = meeting.tickets_of(person)
    states = tuple(
        say("waiting-of", form=ticket.form, state=_state(ticket, request.now)) for ticket in tickets
    )
    told = say(
        "about",
        who=entry(meeting, person),
        states=Listing(states, lines=True) if states else say("waiting-not"),
    )
    return Outcome(offering(told, *_offers(meeting, person, waits=bool(tickets))))


ABOUT = Command(
    "about",
    Who.MODERATOR,
    When.OPEN,
    on_about,
    (Parameter("who", Kind.PERSON, required=True, waiting=True),),
    forms=("about 3", "about Hall 7", "about NAME"),
)


def _offers(meeting: Meeting, person: int, *, waits: bool) -> list[Offer]:
    """Call them, for a reason; pass over whoever is next; put out; and put right where they belong."""
    drawn, dimension = marks.of_floor(meeting), meeting.plan.dimensions[0]
    offers = [Offer(f"pick ={person}", say("offer-call"), "main", drawn, asks=True)]
    if waits:
        offers.append(Offer(f"skip ={person}", say("offer-skip"), drawn=drawn))
        offers.append(Offer(f"remove ={person}", say("offer-remove"), "danger"))
    if not dimension.asked:
        return offers
    if len(dimension.choices) > PAGE:
        return [*offers, Offer(f"regroup ={person}", say("offer-regroup-words"), asks=True)]
    present = meeting.participants[person].values.get(dimension.id)
    return offers + [
        Offer(f"regroup ={person} | 1:{c.code}", say("offer-regroup", group=Label(dimension.id, c.code)))
        for c in dimension.choices
        if c.code != present
    ]
