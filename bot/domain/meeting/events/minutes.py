"""What people add to the minutes of a meeting."""

from msgspec import Struct


class InMinutes(Struct, frozen=True, tag_field="kind", tag="in-minutes"):
    """Somebody said whether the minutes may name them."""

    person: int
    agrees: bool


class Noted(Struct, frozen=True, tag_field="kind", tag="noted"):
    """A moderator or the rapporteur wrote something down for the minutes: the text of that id."""

    person: int
    text: str


MinutesEvent = InMinutes | Noted
