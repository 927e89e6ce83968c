"""What is known to wait: in order, without gaps, whatever else writes into the outbox."""

from collections import defaultdict

from hypothesis import example, given
from hypothesis import strategies as st
from msgspec import Struct, field

from bot.ports.store import Added, Pending
from bot.services.outbound.dispatch.lanes import Lanes
from tests.contracts.store.samples import NOON, delivery

OURS = ("ours", "send", "sent", "fails", "aside", "look", "seen")
THEIRS = ("theirs", "back")


def steps(whose: tuple[str, ...]) -> st.SearchStrategy[list[tuple[str, str]]]:
    """What happens, and at which destination."""
    return st.lists(st.tuples(st.sampled_from(whose), st.sampled_from("ab")), max_size=40)


class Outbox(Struct):
    """Rows of a process that hands over what it commits, and of another one that does not."""

    lanes: Lanes = field(default_factory=Lanes)
    unsent: dict[str, list[Pending]] = field(default_factory=lambda: defaultdict(list))
    under_way: dict[str, Pending] = field(default_factory=dict)
    looked: list[Pending] | None = None
    aside: list[Pending] = field(default_factory=list)
    again: set[int] = field(default_factory=set)
    news: bool = False
    rows: int = 0

    def add(self, where: str) -> Added:
        self.rows += 1
        before = self.unsent[where][-1].id if self.unsent[where] else None
        pending = Pending(self.rows, delivery(str(self.rows), where), 0, None)
        self.unsent[where].append(pending)
        return Added(pending, before)

    def send(self, where: str) -> None:
        for pending in [each for each in self.lanes.due(NOON) if each.delivery.destination == where]:
            rows = self.unsent[where]
            assert pending in rows, "it was sent before"
            first = next((each for each in rows if each.id not in self.again), pending)
            assert pending.id in self.again or pending == first, "it overtakes another one"
            assert where not in self.under_way, "it is being sent"
            self.lanes.begins(pending)
            self.under_way[where] = pending

    def ends(self, where: str, how: str) -> None:
        pending = self.under_way.pop(where, None)
        if pending is None:
            return
        if how != "fails":
            self.unsent[where].remove(pending)
        if how == "sent":
            self.lanes.settled(pending, pending.id)
        if how == "aside":
            self.aside.append(pending)
        self.lanes.ends(pending)

    def back(self) -> None:
        """What was given up is to be tried again, at its old place."""
        for pending in self.aside:
            self.again.add(pending.id)
            self.unsent[pending.delivery.destination].append(pending)
        self.aside = []
        for rows in self.unsent.values():
            rows.sort(key=lambda pending: pending.id)

    def look(self) -> None:
        self.seen()
        without = self.lanes.look_begins(news=self.news)
        self.news = False
        heads = [rows[0] for rows in self.unsent.values() if rows]
        self.looked = [head for head in heads if head.delivery.destination not in without]

    def seen(self) -> None:
        if self.looked is not None:
            self.lanes.found(self.looked)
            self.looked = None

    def step(self, what: str, where: str) -> None:
        match what:
            case "ours":
                self.lanes.handed(self.add(where))
            case "theirs":
                self.news = True
                self.add(where)
            case "back":
                self.news = True
                self.back()
            case "send":
                self.send(where)
            case "sent" | "fails" | "aside":
                self.ends(where, what)
            case "look":
                self.look()
            case "seen":
                self.seen()


@example([("ours", "a"), ("look", "a"), ("send", "a"), ("seen", "a"), ("send", "a")])
@example([("look", "a"), ("ours", "a"), ("send", "a"), ("sent", "a"), ("seen", "a"), ("send", "a")])
@given(steps(OURS + THEIRS))
def test_nothing_overtakes_and_nothing_is_left(all_steps: list[tuple[str, str]]) -> None:
    outbox = Outbox()
    for what, where in all_steps:
        outbox.step(what, where)
    outbox.seen()
    while any(outbox.unsent.values()):
        outbox.look()
        outbox.seen()
        for where in "ab":
            outbox.send(where)
            outbox.ends(where, "sent")


@example([("ours", "a"), ("send", "a"), ("theirs", "a")], [("seen", "a"), ("sent", "a")])
@example(
    [
        ("ours", "a"),
        ("send", "a"),
        ("aside", "a"),
        ("look", "a"),
        ("seen", "a"),
        ("ours", "a"),
        ("back", "a"),
    ],
    [("ours", "a"), ("seen", "a")],
)
@given(steps(OURS + THEIRS), steps(OURS))
def test_where_a_row_is_not_known_it_is_known_that_one_is_missing(
    before: list[tuple[str, str]], after: list[tuple[str, str]]
) -> None:
    outbox = Outbox()
    for what, where in before:
        outbox.step(what, where)
    outbox.seen()
    outbox.look()
    for what, where in after:
        outbox.step(what, where)
    outbox.seen()
    for _ in range(outbox.rows + 1):
        for where in "ab":
            outbox.send(where)
            outbox.ends(where, "sent")
    assert outbox.lanes.missing or not any(outbox.unsent.values())


def test_in_a_rush_one_look_follows_the_news_and_not_one_for_each_that_ends() -> None:
    outbox = Outbox()
    for where in "abc":
        outbox.step("ours", where)
        outbox.step("send", where)
    outbox.news = True
    outbox.look()
    outbox.seen()
    found = []
    for where in "abc":
        outbox.step("sent", where)
        found.append((outbox.lanes.missing, outbox.lanes.doubts))
    assert found == [(False, True), (False, True), (True, True)], "soon, and at once when nothing is left"


def test_what_it_overtook_goes_with_a_board() -> None:
    outbox, lanes = Outbox(), Lanes()
    first, second, third = (outbox.add("a") for _ in range(3))
    for added in (first, second, third):
        lanes.handed(added)
    lanes.begins(first.pending)
    lanes.settled(first.pending, second.pending.id)
    lanes.ends(first.pending)
    assert list(lanes.due(NOON)) == [third.pending]


def test_what_is_on_its_way_need_not_be_read() -> None:
    outbox = Outbox()
    for where in "ab":
        outbox.step("ours", where)
    outbox.send("a")
    assert outbox.lanes.look_begins(news=True) == {"a"}, "the other may be taken back meanwhile"
