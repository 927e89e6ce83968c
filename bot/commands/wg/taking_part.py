"""Coming into a working group, and leaving it, as somebody of the group that it belongs to."""

from bot.commands.belonging import TITLE, may_enter
from bot.commands.model import Outcome, Request
from bot.commands.participants.afterwards import on_unstay
from bot.commands.participation import ensure_participant
from bot.domain.meeting.decide.lifecycle import stay
from bot.domain.meeting.decision import AccountStays, Change
from bot.domain.meeting.events import CoordinatorNamed
from bot.domain.meeting.group.membership import is_member
from bot.domain.meeting.state import Meeting
from bot.domain.message import Offer, Refusal, offering, refuse, say


def join(working: Meeting, request: Request) -> Outcome | Refusal:
    """As what they are in the group: under the same name, and unseen if they are unseen there."""
    barred, whole = may_enter(working, request), request.elsewhere(working.plan.within or "")
    if barred is not None or whole is None:
        return barred or refuse("refused-wg-whole")
    person = request.asker.person
    quietly = whole.meeting.participants[whole.person].quietly
    if is_member(working, person) and request.asker.stays:
        return refuse("refused-wg-in", title=TITLE)
    entered = ensure_participant(working, request)
    events = stay(entered.meeting, entered.person, stays=request.asker.stays, quietly=quietly)
    if isinstance(events, Refusal):
        return events
    # Where nobody coordinates it any more, it is for those who coordinate the whole.
    orphaned = not working.moderators and whole.person in whole.meeting.moderators
    named = (CoordinatorNamed(entered.person, granted=True),) if orphaned else ()
    change = entered.change + Change((*events, *named), (AccountStays(request.asker.identity),))
    told = say("wg-joined-quietly" if quietly else "wg-joined", title=TITLE)
    return Outcome(offering(told, leaving(working)), change)


def leave(working: Meeting, request: Request) -> Outcome | Refusal:
    """Out of it, and in the group as before."""
    left = on_unstay(working, request)
    if isinstance(left, Refusal):
        return left
    number = working.plan.working_number
    back = Offer(f"wg join {number}", say("offer-wg-join", number=int(number)))
    return Outcome(offering(say("wg-left", title=TITLE), back), left.change, left.effects)


def leaving(working: Meeting) -> Offer:
    """One press to go again."""
    return Offer(f"wg leave {working.plan.working_number}", say("offer-wg-leave"))
