"""Key dates as people see them."""

from collections.abc import Sequence
from datetime import datetime

from bot.domain.calendar.recurrence import repeats
from bot.domain.calendar.values import When, in_full
from bot.domain.changing import replace
from bot.domain.group.dates import first, recurrence
from bot.domain.group.rows import Going, KeyDate, text_id
from bot.domain.message import Argument, FileRef, Listing, Message, Offer, TextRef, offering, say


def date_line(date: KeyDate, at: datetime) -> Message:
    """Its number, its title and its next moment."""
    return say("date-line", number=date.number, title=title(date), when=moment(date, at))


def title(date: KeyDate) -> TextRef:
    """As it was written."""
    return TextRef(text_id(date, "title"))


def moment(date: KeyDate, at: datetime) -> Message:
    """One of its moments in full."""
    return in_full(When(at, date.zone, date.whole_day))


def date_card(date: KeyDate, at: datetime, texts: Sequence[str], going: Sequence[Going]) -> Message:
    """All that is known of it; `texts` names what was written of it beside its title."""
    lines: list[Argument] = []
    again = recurrence(date)
    if again is not None:
        lines.append(repeats(first(date), again))
    lines += [say(f"date-{name}", text=TextRef(text_id(date, name))) for name in texts]
    if date.opens:
        lines.append(say("date-opens"))
    if date.register_by is not None:
        lines.append(say("date-register", when=in_full(When(date.register_by, date.zone))))
    speaking = sum(each.speaking for each in going)
    lines.append(say("date-going", going=len(going), speaking=speaking))
    return say("date-card", line=date_line(date, at), lines=Listing(tuple(lines), lines=True))


def taking_part(message: Message, date: KeyDate) -> Message:
    """With what somebody can say about it."""
    number = date.number
    return offering(
        message,
        Offer(f"date going {number}", say("offer-date-going"), "main"),
        Offer(f"date speaking {number}", say("offer-date-speaking")),
        Offer(f"date show {number}", say("offer-date-show")),
    )


def with_calendar(message: Message) -> Message:
    """With the file by which calendars take all dates of the group as they are now."""
    return replace(message, file=FileRef("group-calendar"))
