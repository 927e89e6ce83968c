"""What everybody can do with one press, below the board of each room."""

from bot.domain.meeting.state import Meeting
from bot.domain.message import Offer, say
from bot.views import marks

JOIN = Offer("join", say("offer-join"), "main", sign="\N{RAISED HAND}")
WITHDRAW = Offer("withdraw", say("offer-withdraw"), sign="\N{WAVING HAND SIGN}")
POSITION = Offer("position", say("offer-position"), sign="\N{ROUND PUSHPIN}")
POINT = Offer("join point-of-order", say("offer-point"), sign="\N{RAISED HAND}")
WORDS = Offer("join", say("offer-words"), asks=True)
LATER = Offer("later", say("offer-later"))
STAY = Offer("stay", say("offer-stay"), "main", sign="\N{HANDSHAKE}")
QUIETLY = Offer("stay digest", say("offer-quietly"), sign="\N{BOOKMARK}")
UNSTAY = Offer("unstay", say("offer-unstay"))
READY = Offer("ready", say("offer-ready"), "main")
WHY = Offer("why", say("offer-why"), sign="\N{THINKING FACE}")
WHOAMI = Offer("whoami", say("offer-whoami"), sign="\N{BUST IN SILHOUETTE}")
IDENTIFY = Offer("identify", say("offer-identify"))
QUEUE = Offer("queue", say("offer-queue"))
BALANCE = Offer("balance", say("offer-balance"))
AGENDA = Offer("agenda", say("offer-agenda"))
LINK = Offer("link", say("offer-link"))
HELP = Offer("help", say("offer-help"))


def panel(meeting: Meeting) -> tuple[Offer, ...]:
    """Raise and lower a hand, and ask about oneself; nothing when the meeting is over."""
    if meeting.status == "closed":
        return ()
    return (
        hand(meeting),
        WITHDRAW,
        POSITION,
        WHY,
        WHOAMI,
    )


def hand(meeting: Meeting) -> Offer:
    """The way into the queue; while it is closed, to a point of order."""
    if meeting.queue_closed:
        return POINT
    return JOIN


def done(meeting: Meeting) -> Offer:
    """The floor given back, by whoever has it now."""
    return Offer("done", say("offer-done"), "main", marks.of_floor(meeting))
