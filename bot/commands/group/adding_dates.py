"""A key date in somebody's words: read, said in full, and kept when its author has said yes."""

from collections.abc import Mapping
from typing import Final
from uuid import NAMESPACE_URL, uuid5

from msgspec import Struct

from bot.commands.group.confirming import Answer, ask
from bot.commands.group.moments import ask_which, zone_of
from bot.commands.group.telling import tell_group
from bot.commands.model import Outcome, Request
from bot.domain.calendar.recurrence import repeats
from bot.domain.calendar.recurrence_words import read_recurrence
from bot.domain.calendar.values import Choices, When, in_full, precise
from bot.domain.calendar.when import read_when
from bot.domain.changing import replace
from bot.domain.group.dates import last_moment, next_due, read_timed
from bot.domain.group.links import read_link
from bot.domain.group.rows import KeyDate, text_id
from bot.domain.meeting.decision import Change, Keep, SideEffect, StoreText, Wake
from bot.domain.meeting.state import Meeting
from bot.domain.message import CommandText, Message, RawText, Refusal, refuse, say
from bot.views.group.dates import date_card, taking_part, with_calendar

LONGEST: Final[Mapping[str, int]] = {"title": 200, "place": 200, "link": 500, "how": 500}
"""Characters of each text of a date."""
MOST: Final = 1000
"""Dates of a group that are not dropped."""
EXAMPLE: Final = CommandText("date add Round 3 | 15 March 2027 14:00 | Geneva | https://example.org")
_REGISTER: Final = "register by "
_HOW: Final = "how:"


class Wanted(Struct, frozen=True):
    """A date as it is asked for."""

    texts: Mapping[str, str]
    when: str
    again: str = ""
    register: str = ""
    opens: bool = False
    """True if a call opens when it comes."""

    def command(self) -> str:
        """The words that ask for it again."""
        texts = self.texts
        if self.opens:
            return f"wg meet {', '.join(filter(None, (self.when, self.again)))} | {texts['title']}"
        parts = [texts["title"], ", ".join(filter(None, (self.when, self.again)))]
        parts += [texts.get("place", ""), texts.get("link", "")]
        parts += [f"{_HOW} {texts['how']}"] if "how" in texts else []
        parts += [f"{_REGISTER}{self.register}"] if self.register else []
        return f"date add {' | '.join(parts)}"


class Read(Struct, frozen=True):
    """The same with its moments."""

    wanted: Wanted
    when: When
    register: When | None = None


def add(group: Meeting, request: Request, text: str) -> Outcome | Refusal:
    """What is not clear is asked; what is, is said in full and waits for a yes."""
    wanted = _parts(text)
    if isinstance(wanted, Refusal):
        return wanted
    return planned(group, request, wanted)


def planned(group: Meeting, request: Request, wanted: Wanted) -> Outcome | Refusal:
    """The same for what was read."""
    if len(request.records.all(KeyDate, dropped=False)) >= MOST:
        return refuse("refused-date-most", most=MOST)
    found = _read(group, request, wanted)
    if not isinstance(found, Read):
        return found
    if request.sure:
        return _added(group, request, found)
    sure = Answer(found.wanted.command(), say("offer-right"))
    return ask(request, request.asker.person or 0, _question(found), sure)


def _parts(text: str) -> Wanted | Refusal:
    title, when, *more = (part.strip() for part in f"{text}|".split("|"))
    texts, register, plain = {"title": title}, "", list[str]()
    for part in filter(None, more):
        if part.casefold().startswith(_REGISTER):
            if register:
                return refuse("refused-date-form", example=EXAMPLE)
            register = part[len(_REGISTER) :].strip()
        elif part.casefold().startswith(_HOW):
            texts |= {"how": how} if (how := part[len(_HOW) :].strip()) else {}
        else:
            plain.append(part)
    links = [part for part in plain if read_link(part)]
    places = [part for part in plain if part not in links]
    if not title or not when or len(links) > 1 or len(places) > 1:
        return refuse("refused-date-form", example=EXAMPLE)
    texts |= dict(zip(("place",), places, strict=False)) | dict(zip(("link",), links, strict=False))
    long = next((name for name, each in texts.items() if len(each) > LONGEST[name]), None)
    if long:
        return refuse("refused-long-words", most=LONGEST[long])
    return Wanted(texts, when, register=register)


def _read(group: Meeting, request: Request, wanted: Wanted) -> Read | Outcome | Refusal:
    own = request.asker.person or 0
    timed = read_timed(wanted.when, request.now, zone_of(group, request))
    if isinstance(timed, Refusal):
        return timed
    wanted = replace(wanted, again=timed.again)
    if isinstance(timed.when, Choices):
        return ask_which(request, own, timed.when, lambda words: replace(wanted, when=words).command())
    if wanted.opens and timed.when.whole_day:
        return refuse("refused-call-time", example=CommandText("wg meet 15 March 2027 14:00"))
    read = Read(replace(wanted, when=precise(timed.when)), timed.when)
    if not wanted.register:
        return read
    by = read_when(wanted.register, request.now, timed.when.zone)
    if isinstance(by, Refusal):
        return by
    if isinstance(by, Choices):
        return ask_which(request, own, by, lambda words: replace(read.wanted, register=words).command())
    if last_moment(by) > last_moment(timed.when):
        return refuse("refused-date-register", by=in_full(by), when=in_full(timed.when))
    return replace(read, wanted=replace(read.wanted, register=precise(by)), register=by)


def _question(read: Read) -> Message:
    again = read_recurrence(read.wanted.again, read.when) if read.wanted.again else None
    shown = "" if again is None or isinstance(again, Refusal) else repeats(read.when, again)
    title = RawText(read.wanted.texts["title"])
    return say("ask-date", title=title, when=in_full(read.when), again=shown or say("date-once"))


def _added(group: Meeting, request: Request, read: Read) -> Outcome:
    number, own = request.records.next_number(KeyDate), request.asker.person
    when, by = read.when, read.register
    date = KeyDate(
        number,
        own,
        when.at,
        when.zone,
        when.whole_day,
        since=request.now,
        uid=str(uuid5(NAMESPACE_URL, f"{group.plan.id}\n{request.cause}")),
        repeats=read.wanted.again,
        register_by=last_moment(by) if by else None,
        opens=read.wanted.opens,
    )
    texts = (StoreText(text_id(date, name), own, body) for name, body in read.wanted.texts.items())
    kept: tuple[SideEffect, ...] = (Keep(date), Wake(date, next_due(date)), *texts)
    named = [name for name in read.wanted.texts if name != "title"]
    card = say("date-added", date=date_card(date, when.at, named, ()))
    told = taking_part(with_calendar(card), date)
    return Outcome(say("date-kept"), Change((), kept), tell_group(group, request, told))
