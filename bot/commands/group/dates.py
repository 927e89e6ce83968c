"""Key dates: rounds, consultations, deadlines and calls, who takes part, and when people are reminded."""

from bot.commands.group.adding_dates import EXAMPLE, add
from bot.commands.group.confirming import Answer, ask
from bot.commands.group.moving_dates import move
from bot.commands.group.telling import tell_group, tell_unseen
from bot.commands.model import Command, Kind, Outcome, Parameter, Request, When, Who
from bot.domain.calendar.reminders import read_leads
from bot.domain.changing import replace
from bot.domain.group import dates
from bot.domain.group.rows import Going, KeyDate, text_id
from bot.domain.meeting.decision import Change, Discard, Keep, SideEffect, Wake
from bot.domain.meeting.state import Meeting
from bot.domain.message import Listing, Name, Offer, Refusal, offering, refuse, say
from bot.views.group.dates import date_card, date_line, moment, taking_part, title, with_calendar
from bot.views.pages import OF_WORDS, page_number, page_of

WHAT = ("add", "move", "drop", "list", "show", "going", "speaking", "out", "remind")


def on_date(group: Meeting, request: Request) -> Outcome | Refusal:
    """One of the things that can be done about dates."""
    what, text = request.text("what") or "list", request.text("text") or ""
    if what == "add":
        return add(group, request, text)
    if what == "list":
        return _list(request, text)
    number, _, rest = text.partition(" ")
    date = request.records.get(KeyDate, int(number)) if number.isdecimal() and len(number) < 8 else None
    if date is None or date.dropped:
        return refuse("refused-date-unknown")
    if what == "show":
        return _show(request, date)
    if what in ("going", "speaking", "out"):
        return _going(request, date, what)
    if request.asker.person != date.author and request.asker.person not in group.moderators:
        return refuse("refused-date-others", number=date.number)
    return _changed(group, request, date, what, rest.strip(" |"))


def _changed(group: Meeting, request: Request, date: KeyDate, what: str, words: str) -> Outcome | Refusal:
    match what:
        case "move":
            return move(group, request, date, words)
        case "drop":
            return _drop(group, request, date)
        case _:
            return _remind(date, words)


def _list(request: Request, text: str) -> Outcome | Refusal:
    number = page_number(text or None)
    if isinstance(number, Refusal):
        return number
    found = dates.in_order(request.records.all(KeyDate, dropped=False), request.now)
    if not found:
        return Outcome(say("date-none", example=EXAMPLE))
    page = page_of(len(found), number, OF_WORDS)
    lines = Listing(tuple(date_line(date, at) for at, date in found[page.begin : page.end]), lines=True)
    shown = [
        Offer(f"date show {date.number}", say("offer-date-number", number=date.number))
        for _, date in found[page.begin : page.end]
    ]
    more = [Offer(f"date list {page.number + 1}", say("offer-more-people"), "main")] if page.left else []
    return Outcome(offering(with_calendar(say("date-list", lines=lines)), *shown, *more))


def _texts(request: Request, date: KeyDate) -> list[str]:
    """What was written of it beside its title."""
    names = ("place", "link", "how")
    known = request.records.texts([text_id(date, name) for name in names])
    return [name for name in names if text_id(date, name) in known]


def _show(request: Request, date: KeyDate) -> Outcome:
    at = dates.coming(date, request.now) or date.at
    going = request.records.all(Going, date=date.number)
    return Outcome(taking_part(date_card(date, at, _texts(request, date), going), date))


def _going(request: Request, date: KeyDate, what: str) -> Outcome | Refusal:
    """Whether somebody takes part; said again, it changes nothing."""
    own = request.asker.person or 0
    mine = next(iter(request.records.all(Going, date=date.number, person=own)), None)
    answer = say("date-part", what=what, title=title(date))
    if what == "out":
        return Outcome(answer, Change((), (Discard(mine),) if mine else ()))
    if dates.coming(date, request.now) is None:
        return refuse("refused-date-over", number=date.number)
    number = mine.number if mine else request.records.next_number(Going)
    part = Going(number, date.number, own, speaking=what == "speaking")
    out = Offer(f"date out {date.number}", say("offer-date-out"))
    return Outcome(offering(answer, out), Change((), (Keep(part),)))


def _drop(group: Meeting, request: Request, date: KeyDate) -> Outcome | Refusal:
    own, at = request.asker.person or 0, dates.coming(date, request.now) or date.at
    if not request.sure:
        question = say("ask-date-drop", date=date_line(date, at))
        return ask(request, own, question, Answer(f"date drop {date.number}", say("offer-date-drop")))
    dropped = replace(date, dropped=True, sequence=date.sequence + 1, since=request.now)
    told = with_calendar(say("date-dropped", who=Name(own), title=title(date), when=moment(date, at)))
    change = Change((), (Keep(dropped), Wake(dropped, None)))
    told_to = (*tell_group(group, request, told), *tell_unseen(group, request, date, told))
    return Outcome(say("date-kept"), change, told_to)


def _remind(date: KeyDate, words: str) -> Outcome | Refusal:
    read = read_leads(words)
    if isinstance(read, Refusal):
        return read
    changed = replace(date, leads=words)
    kept: tuple[SideEffect, ...] = (Keep(changed), Wake(changed, dates.next_due(changed)))
    return Outcome(say("date-remind", title=title(date), count=len(read)), Change((), kept))


DATE = Command(
    "date",
    Who.MEMBER,
    When.AFTER,
    on_date,
    (Parameter("what", Kind.WORD, words=WHAT), Parameter("text", Kind.TEXT)),
    aliases=("dates",),
    forms=(
        "date add TITLE | WHEN | PLACE | LINK",
        "date move 3 WHEN",
        "date drop 3",
        "date going 3",
        "date speaking 3",
        "date out 3",
        "date remind 3 7d 1d 1h",
    ),
)
