"""Whether the rooms and accounts of a meeting file can be such on their platforms."""

from collections.abc import Callable, Iterator, Mapping

from msgspec import Struct

from bot.meeting_file.problems import FILL_IN, Path, Problem, shown
from bot.meeting_file.shape import MeetingTable


class WrongId(Struct, frozen=True):
    """What is wrong with an id, and the mend: the id that is meant where that can be read out of it."""

    wrong: str
    mend: str = ""
    meant: str = ""


Reader = Callable[[str], WrongId | None]
"""None for what can be an id."""


class AddressReader(Struct, frozen=True):
    """How one platform reads the ids that people write down."""

    room: Reader
    account: Reader
    stage: Reader | None = None
    """None where the platform has no Stages."""

    def of(self, kind: str) -> Reader:
        """How an id of one kind is read."""
        readers = {"room": self.room, "account": self.account, "stage": self.stage}
        return readers[kind] or _no_stages


def _no_stages(id: str) -> WrongId:
    del id
    return WrongId("this platform has no Stages", "take this line out")


AddressReaders = Mapping[str, AddressReader]
"""By platform."""


def wrong_addresses(table: MeetingTable, readers: AddressReaders) -> Iterator[Problem]:
    """Each id that cannot be one, so that its room would stay silent."""
    for path, platform, id, kind in _written(table):
        if platform in readers and FILL_IN not in id:
            reader = readers[platform]
            if found := reader.of(kind)(id):
                alone = path[0] == "rooms"  # elsewhere an id stands behind its platform
                meant = found.meant if alone else f"{platform}:{found.meant}"
                yield Problem(path, found.wrong, f"write {shown(meant)}" if found.meant else found.mend)


def _written(table: MeetingTable) -> Iterator[tuple[Path, str, str, str]]:
    for index, room in enumerate(table.rooms):
        if room.place is not None:
            yield ("rooms", index, "place"), room.platform, room.place, "room"
        if room.stage is not None:
            yield ("rooms", index, "stage"), room.platform, room.stage, "stage"
    for index, (platform, id) in enumerate(table.moderators.rooms):
        yield ("moderators", "rooms", index), platform, id, "room"
    for index, (platform, id) in enumerate(table.moderators.accounts):
        yield ("moderators", "accounts", index), platform, id, "account"
    for number, organiser in enumerate(table.organisers):
        for index, (platform, id) in enumerate(organiser.accounts):
            yield ("organisers", number, "accounts", index), platform, id, "account"
