"""What is said to those who want to go on after the meeting."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from tests.truth.hearing import Claim, Slot

STAYS: Slot = (
    Claim(
        "Good. When the meeting is over you are invited to the coordination channel,"
        " where the others see your account.",
        lambda h, _: h.world.status == "open",
    ),
    Claim(
        "You are in the group that goes on."
        "\nYou are invited to its channel, where the others see your account.",
        lambda h, _: h.world.status == "closed",
    ),
)


AFTERWARDS: Mapping[str, Sequence[Slot]] = MappingProxyType(
    {
        "stays": (STAYS,),
        "stays-after": (STAYS,),
    }
)
