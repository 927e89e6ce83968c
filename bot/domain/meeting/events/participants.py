"""Who takes part and where they belong."""

from collections.abc import Mapping

from msgspec import Struct


class Admitted(Struct, frozen=True, tag_field="kind", tag="admitted"):
    """Somebody takes part for the first time and gets their number."""

    person: int
    mode: str
    badge: int
    """Their number among the guests, or among the people of the hall ("Hall 7")."""
    listed: int | None = None
    """Their place among the people of the programme, if they are one of them."""


class Identified(Struct, frozen=True, tag_field="kind", tag="identified"):
    """Somebody said where they belong; a value of None is "not stated"."""

    person: int
    values: Mapping[str, str | None]


class Regrouped(Struct, frozen=True, tag_field="kind", tag="regrouped"):
    """A moderator corrected where somebody belongs."""

    person: int
    values: Mapping[str, str | None]
    by: int


class CodeIssued(Struct, frozen=True, tag_field="kind", tag="code-issued"):
    """A code was given out that joins another account, or a walk-up, with this person."""

    person: int
    code: str
    by: int | None = None
    """The moderator who gave it out for somebody else; None if they asked for it themselves."""


class LinkAsked(Struct, frozen=True, tag_field="kind", tag="link-asked"):
    """Somebody sent the code that `gone` got: if `gone` says yes, both are one."""

    kept: int
    gone: int


class LinkDeclined(Struct, frozen=True, tag_field="kind", tag="link-declined"):
    """Whoever got the code says that its sender is somebody else."""

    person: int


class Unlinked(Struct, frozen=True, tag_field="kind", tag="unlinked"):
    """An account left its person and is a participant of its own: what was theirs together stays behind."""

    person: int
    new: int
    badge: int


class Linked(Struct, frozen=True, tag_field="kind", tag="linked"):
    """Two participants turned out to be one person: `gone` is part of `kept` from now on."""

    kept: int
    gone: int


class Named(Struct, frozen=True, tag_field="kind", tag="named"):
    """Somebody changed the name shown (which stands in the person table alone)."""

    person: int


ParticipantEvent = (
    Admitted | Identified | Regrouped | CodeIssued | LinkAsked | LinkDeclined | Linked | Unlinked | Named
)
