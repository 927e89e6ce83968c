"""Another time for a key date: said beside the old one, and told when its author has said yes."""

from bot.commands.group.confirming import Answer, ask
from bot.commands.group.moments import ask_which, zone_of
from bot.commands.group.telling import tell_group, tell_unseen
from bot.commands.model import Outcome, Request
from bot.domain.calendar.recurrence_words import read_recurrence
from bot.domain.calendar.values import Choices, When, in_full, precise
from bot.domain.group.dates import Timed, coming, moved, next_due, read_timed
from bot.domain.group.rows import KeyDate
from bot.domain.meeting.decision import Change, Keep, Wake
from bot.domain.meeting.state import Meeting
from bot.domain.message import Message, Refusal, refuse, say
from bot.views.group.dates import moment, taking_part, title, with_calendar


def move(group: Meeting, request: Request, date: KeyDate, words: str) -> Outcome | Refusal:
    """A date that comes again does so as before, unless the words say how."""
    timed = read_timed(words, request.now, zone_of(group, request))
    if isinstance(timed, Refusal):
        return timed
    timed = timed if timed.again else Timed(timed.when, date.repeats)
    own, when = request.asker.person or 0, timed.when
    if isinstance(when, Choices):
        return ask_which(request, own, when, lambda each: _command(date, each, timed.again))
    if timed.again and isinstance(read_recurrence(timed.again, when), Refusal):
        return refuse("refused-date-again", number=date.number)
    if not request.sure:
        question = say("ask-date-move", title=title(date), old=_old(request, date), new=in_full(when))
        sure = Answer(_command(date, precise(when), timed.again), say("offer-right"))
        return ask(request, own, question, sure)
    return _moved(group, request, date, when, timed.again)


def _moved(group: Meeting, request: Request, date: KeyDate, when: When, again: str) -> Outcome:
    new = moved(date, when, again, request.now)
    told = say("date-moved", title=title(date), old=_old(request, date), new=in_full(when))
    shown = taking_part(with_calendar(told), new)
    change = Change((), (Keep(new), Wake(new, next_due(new))))
    told_to = (*tell_group(group, request, shown), *tell_unseen(group, request, date, shown))
    return Outcome(say("date-kept"), change, told_to)


def _old(request: Request, date: KeyDate) -> Message:
    return moment(date, coming(date, request.now) or date.at)


def _command(date: KeyDate, when: str, again: str) -> str:
    return f"date move {date.number} {', '.join(filter(None, (when, again)))}"
