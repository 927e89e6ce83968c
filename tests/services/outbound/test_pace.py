"""A platform that limits its accounts: what matters most gets through, and the rest follows its pace."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from fluent.syntax import ast
from hypothesis import given
from hypothesis import strategies as st
from msgspec import Struct

from bot.domain.identity import Identity, Place
from bot.domain.message import say
from bot.messages import catalogue
from bot.messages.catalogue import read_resources
from bot.ports.platform import SlowDown
from bot.services.outbound.actions import Action, Board, DirectMessage, LetIn, OpenChannel, Post, Seat
from bot.services.outbound.dispatch.limits.pace import FORGOTTEN, Pace
from bot.services.outbound.dispatch.weights import CALLED, CARD, FLOOR, Weight, weight_of
from tests.contracts.store.samples import NOON
from tests.services.conftest import LI, SAM, VERA
from tests.support.bot import BotDriver
from tests.support.in_memory_platform import InMemoryPlatform
from tests.support.plans import DISCORD_MODERATORS, MATRIX_MODERATORS, MATRIX_ROOM

ROOM, SOMEBODY = Place("matrix", "!room"), Identity("matrix", "li")


class Server(Struct):
    """Limits as Synapse does: so many at once, then so many a second."""

    rate: float
    burst: int
    used: float = 0.0
    at: datetime = NOON

    def take(self, now: datetime) -> float | None:
        """None if it is taken; else after how many seconds the next one is."""
        self.used = max(0.0, self.used - (now - self.at).total_seconds() * self.rate)
        self.at = now
        if self.used + 1 <= self.burst + 1e-9:
            self.used += 1
            return None
        return (self.used + 1 - self.burst) / self.rate


class Sending(Struct):
    """Somebody who sends to it at the pace that is believed."""

    server: Server
    pace: Pace
    refusals: int = 0

    def go(self, waiting: list[Weight], now: datetime) -> list[Weight]:
        """What gets through at this moment; the rest is left."""
        through = []
        for weight in sorted(waiting):
            if self.pace.when(weight, now) is None:
                self.pace = self.pace.spent(now)
                after = self.server.take(now)
                if after is not None:
                    self.pace, self.refusals = self.pace.refused(now, after), self.refusals + 1
                    continue
                through.append(weight)
                waiting.remove(weight)
        return through


def seconds(number: float) -> datetime:
    return NOON + timedelta(seconds=number)


def test_on_synapse_s_defaults_floor_and_card_get_through_while_fourteen_answers_wait() -> None:
    sending, waiting = Sending(Server(0.2, 10), Pace()), [Weight.ANSWER] * 14 + [Weight.BOARD] * 5
    late: list[float] = []
    asked = 0.0
    for tick in range(20 * 8 * 10):
        now = tick / 10
        if tick % 200 == 100:
            asked = now
            waiting += [Weight.FLOOR, Weight.CARD, Weight.CALLED, Weight.CALLED]
        through = sending.go(waiting, seconds(now))
        late += [now - asked for weight in through if weight <= Weight.CARD]
    assert len(late) == 2 * 8
    # The first ones come upon a server whose burst was spent on the rush, for nothing was known of limits.
    assert max(late[:2]) <= 6
    assert max(late[2:]) == 0


@given(
    rate=st.floats(0.05, 20),
    burst=st.integers(5, 50),
    moments=st.lists(st.tuples(st.floats(0, 30), st.sampled_from(list(Weight))), max_size=60),
)
def test_once_it_is_known_little_is_refused(
    rate: float, burst: int, moments: list[tuple[float, Weight]]
) -> None:
    sending, waiting, now = Sending(Server(rate, burst), Pace()), list[Weight](), 0.0
    for pause, weight in moments:
        now += pause
        waiting.append(weight)
        sending.go(waiting, seconds(now))
    for _ in range(200):
        if not waiting:
            break
        moments_left = [sending.pace.when(weight, seconds(now)) for weight in waiting]
        if all(moments_left):
            now = max(now, min((m - NOON).total_seconds() for m in moments_left if m) + 0.001)
        sending.go(waiting, seconds(now))
    assert not waiting, "nothing waits for ever"


def test_nothing_is_held_back_before_a_refusal_and_long_after_it() -> None:
    pace = Pace()
    assert pace.spent(NOON).when(Weight.BOARD, NOON) is None
    refused = pace.refused(NOON, 5)
    assert refused.when(Weight.FLOOR, NOON) == seconds(5)
    assert refused.when(Weight.BOARD, NOON) == seconds(20)
    assert refused.when(Weight.BOARD, NOON + FORGOTTEN) is None
    assert not refused.limited(NOON + FORGOTTEN)


def test_what_was_really_sent_counts() -> None:
    full = Pace().told(NOON, 5)
    at = seconds(60)
    two, none = full.spent(at).corrected(at, 2), full.spent(at).corrected(at, 0)
    for believed, left in ((two, 8), (none, 10)):
        pace = believed
        for _ in range(left):
            assert pace.when(Weight.FLOOR, at) is None
            pace = pace.spent(at)
        assert pace.when(Weight.FLOOR, at) is not None


def test_a_limit_that_was_found_out_stays_also_without_a_refusal() -> None:
    later, full = NOON + 2 * FORGOTTEN, 10
    pace = Pace().told(NOON, 5)
    assert pace.when(Weight.FLOOR, NOON) == seconds(5)
    pace = pace.refused(seconds(1), 5)
    for _ in range(full - Weight.ANSWER.leaves):
        assert pace.when(Weight.ANSWER, later) is None
        pace = pace.spent(later)
    assert pace.when(Weight.ANSWER, later) == later + timedelta(seconds=5)
    assert pace.when(Weight.FLOOR, later) is None


@pytest.mark.parametrize(
    ("action", "weight"),
    [
        (Post(ROOM, say("has-the-floor")), Weight.FLOOR),
        (DirectMessage(SOMEBODY, say("on-deck")), Weight.CALLED),
        (Post(ROOM, say("turn-card")), Weight.CARD),
        (DirectMessage(SOMEBODY, say("your-floor")), Weight.CALLED),
        (Post(ROOM, say("phase-started")), Weight.PHASE),
        (Board(ROOM, again=True), Weight.PHASE),
        (Post(ROOM, say("together")), Weight.PHASE),
        (DirectMessage(SOMEBODY, say("joined")), Weight.ANSWER),
        (OpenChannel(ROOM), Weight.ANSWER),
        (LetIn(ROOM, SOMEBODY), Weight.ANSWER),
        (Seat(ROOM, SOMEBODY, speaks=True), Weight.FLOOR),
        (Board(ROOM), Weight.BOARD),
    ],
)
def test_what_matters_most(action: Action, weight: Weight) -> None:
    assert weight_of(action) is weight


def test_the_texts_that_matter_most_are_texts() -> None:
    resources = read_resources(Path(catalogue.__file__).parent / "en")
    texts = {each.id.name for one in resources for each in one.body if isinstance(each, ast.Message)}
    assert texts >= FLOOR | CALLED | CARD


async def test_the_floor_goes_before_answers_that_came_earlier(
    debating: BotDriver, matrix: InMemoryPlatform
) -> None:
    await debating.say(LI, "join", MATRIX_ROOM)
    matrix.failures = [SlowDown("slow down", 5)]
    cause = await debating.give(SAM, "agenda")
    while matrix.failures:
        await debating.head()
    await debating.give(VERA, "next", DISCORD_MODERATORS)
    await debating.head()
    assert not any("has the floor" in text for text in debating.texts(MATRIX_ROOM))
    debating.clock.move(5)
    await matrix.until(lambda: any("has the floor" in text for text in debating.texts(MATRIX_ROOM)))
    debating.clock.move(5)
    await matrix.until(lambda: any("Turn 1" in text for text in debating.texts(MATRIX_MODERATORS)))
    assert debating.texts(SAM) == []
    debating.clock.move(30)
    await matrix.until(lambda: bool(debating.texts(SAM)))
    assert "Debate" in debating.answer(SAM, cause)
