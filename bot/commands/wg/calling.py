"""A call of the group: a queue of its own, in the group's room, now or at a date."""

from uuid import NAMESPACE_URL, uuid5

from bot.commands.authorize import coordinators_alone
from bot.commands.group.adding_dates import LONGEST, Wanted, planned
from bot.commands.group.moments import zone_of
from bot.commands.model import Outcome, Request
from bot.domain.group.rows import KeyDate, text_id
from bot.domain.meeting.decision import Change, Keep, StoreText, Wake
from bot.domain.meeting.state import Meeting
from bot.domain.message import Refusal, refuse, say


def meet(group: Meeting, request: Request, text: str) -> Outcome | Refusal:
    """At once, or at a date that is asked about and told as others are."""
    alone = coordinators_alone(group, request, "wg meet")
    if alone is not None:
        return alone
    if not group.channels:
        return refuse("refused-call-room")
    when, _, title = (" ".join(part.split()) for part in text.partition("|"))
    title = title or group.plan.title.get(group.plan.language) or next(iter(group.plan.title.values()), "")
    if len(title) > LONGEST["title"]:
        return refuse("refused-long-words", most=LONGEST["title"])
    if when:
        return planned(group, request, Wanted({"title": title}, when, opens=True))
    own, now = request.asker.person, request.now
    uid = str(uuid5(NAMESPACE_URL, f"{group.plan.id}\n{request.cause}"))
    number, zone = request.records.next_number(KeyDate), zone_of(group, request)
    date = KeyDate(number, own, now, zone, whole_day=False, since=now, uid=uid, opens=True)
    kept = (Keep(date), Wake(date, now), StoreText(text_id(date, "title"), own, title))
    return Outcome(say("call-opens"), Change((), kept))
