"""What the groups work with: rows under numbers, each of a kind."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final, Protocol, TypeVar

from bot.domain.group.rows import Resource, Row

R = TypeVar("R", bound=Row)


class Records(Protocol):
    """Looking, in the group that a command is about."""

    def get(self, kind: type[R], number: int) -> R | None:
        """The one with that number."""
        ...

    def all(self, kind: type[R], **where: object) -> Sequence[R]:
        """All of a kind, by their numbers; those whose fields have these values, where some are given."""
        ...

    def since(self, kind: type[R], field: str, moment: datetime) -> Sequence[R]:
        """Those of a kind of which that field is a later moment, by their numbers."""
        ...

    def next_number(self, kind: type[Row]) -> int:
        """A number that was never given before."""
        ...

    def texts(self, ids: Sequence[str]) -> Mapping[str, str]:
        """What people wrote (see bot.domain.group.rows.text_id); what was erased is absent."""
        ...

    def resources(self, tag: str, words: Sequence[str], before: int | None, most: int) -> Sequence[Resource]:
        """The newest resources with that tag (empty for any) and all these (folded) words, below a number."""
        ...


class Nothing:
    """What is found where no group is."""

    def get(self, kind: type[R], number: int) -> R | None:
        """Nothing."""
        del kind, number
        return None

    def all(self, kind: type[R], **where: object) -> Sequence[R]:
        """Nothing."""
        del kind, where
        return ()

    def since(self, kind: type[R], field: str, moment: datetime) -> Sequence[R]:
        """Nothing."""
        del kind, field, moment
        return ()

    def next_number(self, kind: type[Row]) -> int:
        """The first."""
        del kind
        return 1

    def texts(self, ids: Sequence[str]) -> Mapping[str, str]:
        """Nothing."""
        del ids
        return {}

    def resources(self, tag: str, words: Sequence[str], before: int | None, most: int) -> Sequence[Resource]:
        """Nothing."""
        del tag, words, before, most
        return ()


NOTHING: Final[Records] = Nothing()


class AllRecords(Protocol):
    """Those of every group."""

    def of(self, group: str) -> Records:
        """To look into one group."""
        ...

    def put(self, group: str, row: Row) -> None:
        """Keep it, in place of the one with its number."""
        ...

    def drop(self, group: str, row: Row) -> None:
        """Forget it."""
        ...

    def forget_codes(self, before: datetime) -> None:
        """Those that were good until then."""
        ...

    def forget_said(self, before: datetime) -> None:
        """Forget which older messages were about whom, and which a relay took where."""
        ...

    def group_of_code(self, digest: str) -> str | None:
        """The group that a code lets into."""
        ...

    def group_of_utterance(self, platform: str, message: str) -> str | None:
        """The group in which a relay took that message to other channels."""
        ...

    def group_of_note(self, digest: str) -> str | None:
        """The group in which the impact note is that a code withdraws."""
        ...
