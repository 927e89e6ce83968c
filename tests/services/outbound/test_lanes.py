"""What is known to wait: in order, without gaps, whatever else writes into the outbox."""

from collections import defaultdict
from dataclasses import dataclass, field

from hypothesis import example, given
from hypothesis import strategies as st

from bot.ports.store import Added, Pending
from bot.services.outbound.dispatch.lanes import Lanes
from tests.contracts.store.samples import NOON, delivery

STEPS = st.lists(
    st.tuples(
        st.sampled_from(["ours", "theirs", "send", "sent", "fails", "look", "seen"]),
        st.sampled_from("ab"),
    ),
    max_size=40,
)


@dataclass
class Outbox:
    """Rows of a process that hands over what it commits, and of another one that does not."""

    lanes: Lanes = field(default_factory=Lanes)
    unsent: dict[str, list[Pending]] = field(default_factory=lambda: defaultdict(list))
    under_way: dict[str, Pending] = field(default_factory=dict)
    looked: list[Pending] | None = None
    rows: int = 0

    def add(self, where: str) -> Added:
        self.rows += 1
        before = self.unsent[where][-1].id if self.unsent[where] else None
        pending = Pending(self.rows, delivery(str(self.rows), where), 0, None)
        self.unsent[where].append(pending)
        return Added(pending, before)

    def send(self, where: str) -> None:
        for pending in [each for each in self.lanes.due(NOON) if each.delivery.destination == where]:
            assert pending == self.unsent[where][0], "it overtakes another one, or was sent before"
            assert where not in self.under_way, "it is being sent"
            self.lanes.begins(pending)
            self.under_way[where] = pending

    def sent(self, where: str, *, well: bool) -> None:
        pending = self.under_way.pop(where, None)
        if pending is None:
            return
        if well:
            self.unsent[where].remove(pending)
            self.lanes.settled(pending, pending.id)
        self.lanes.ends(pending)

    def look(self) -> None:
        self.lanes.look_begins()
        self.looked = [rows[0] for rows in self.unsent.values() if rows]

    def seen(self) -> None:
        if self.looked is not None:
            self.lanes.found(self.looked)
            self.looked = None

    def step(self, what: str, where: str) -> None:
        match what:
            case "ours":
                self.lanes.handed(self.add(where))
            case "theirs":
                self.add(where)
            case "send":
                self.send(where)
            case "sent" | "fails":
                self.sent(where, well=what == "sent")
            case "look":
                self.look()
            case "seen":
                self.seen()


@example([("ours", "a"), ("look", "a"), ("send", "a"), ("seen", "a"), ("send", "a")])
@example([("look", "a"), ("ours", "a"), ("send", "a"), ("sent", "a"), ("seen", "a"), ("send", "a")])
@given(STEPS)
def test_nothing_overtakes_and_nothing_is_left(steps: list[tuple[str, str]]) -> None:
    outbox = Outbox()
    for what, where in steps:
        outbox.step(what, where)
    outbox.seen()
    while any(outbox.unsent.values()):
        outbox.look()
        outbox.seen()
        for where in "ab":
            outbox.send(where)
            outbox.sent(where, well=True)


@given(STEPS)
def test_where_a_row_is_not_known_it_is_known_that_one_is_missing(steps: list[tuple[str, str]]) -> None:
    outbox = Outbox()
    outbox.look()
    outbox.seen()
    for what, where in steps:
        if what != "theirs":
            outbox.step(what, where)
    outbox.seen()
    for _ in range(outbox.rows + 1):
        for where in "ab":
            outbox.send(where)
            outbox.sent(where, well=True)
    assert outbox.lanes.missing or not any(outbox.unsent.values())


def test_what_it_overtook_goes_with_a_board() -> None:
    outbox, lanes = Outbox(), Lanes()
    first, second, third = (outbox.add("a") for _ in range(3))
    for added in (first, second, third):
        lanes.handed(added)
    lanes.begins(first.pending)
    lanes.settled(first.pending, second.pending.id)
    lanes.ends(first.pending)
    assert list(lanes.due(NOON)) == [third.pending]
