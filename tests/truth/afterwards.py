"""What is said to those who want to go on after the meeting."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from tests.truth.hearing import Claim, Hearing, Slot


def _on_platform(hearing: Hearing) -> bool:
    """Every account of these meetings is on one platform."""
    return any(place.platform == "matrix" for place in hearing.world.channels)


STAYS: Slot = (
    Claim(
        "Good. When the meeting is over you are invited to the coordination channel,"
        " where the others see your account.",
        lambda h, _: h.world.status == "open",
    ),
    Claim(
        "Good. You are invited to the coordination channel, where the others see your account.",
        lambda h, _: h.world.status == "closed" and _on_platform(h),
    ),
    Claim(
        "Good. The coordination channel is not open here yet; you are invited as soon as it is."
        " There the others see your account.",
        lambda h, _: h.world.status == "closed" and not _on_platform(h),
    ),
)


AFTERWARDS: Mapping[str, Sequence[Slot]] = MappingProxyType(
    {
        "stays": (STAYS,),
        "stays-now": (STAYS,),
        "stays-waiting": (STAYS,),
    }
)
