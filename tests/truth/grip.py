"""What is said to those whom moderators put out of the queue or let in again."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from bot.domain.meeting.events import Form
from tests.truth.hearing import Claim, Hearing, Slot

Fields = Mapping[str, str]


def forms(hearing: Hearing) -> set[Form]:
    return {hand.form for hand in hearing.world.hands(hearing.person)}


def _out(hearing: Hearing, _: Fields) -> bool:
    return not hearing.world.hands(hearing.person)


GRIP: Mapping[str, Sequence[Slot]] = MappingProxyType(
    {
        "removed-you": ((Claim("A moderator took you out of the queue.", _out),),),
        "removed-one": (
            (
                Claim(
                    "A moderator took your direct response out of the queue.",
                    lambda h, _: "reply" not in forms(h),
                ),
                Claim(
                    "A moderator took your point of order out of the queue.",
                    lambda h, _: "point-of-order" not in forms(h),
                ),
                Claim(
                    "A moderator took your statement out of the queue. What you raised beside it stays.",
                    lambda h, _: len(forms(h) - {"statement"}) == len(forms(h)) == 1,
                ),
            ),
        ),
        "restored-you": (
            (
                Claim(
                    "A moderator took that back: you are in the queue again, at your place.",
                    lambda h, _: not _out(h, _),
                ),
            ),
        ),
        "restored-out": (
            (
                Claim(
                    "A moderator took that back: you are not in the queue.",
                    _out,
                ),
            ),
        ),
        "cleared-you": (
            (
                Claim(
                    "The moderators cleared the queue, so your place is gone.",
                    _out,
                ),
            ),
        ),
    }
)
