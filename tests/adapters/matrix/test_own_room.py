"""How much a homeserver takes is found out and told, also where what is sent arrives late."""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from itertools import chain, repeat

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import HttpUrl, SecretStr

from adapters.matrix.api import Api, Json, Limited
from adapters.matrix.outbound.own_room import OwnRoom
from adapters.matrix.problems import limit_notes
from adapters.matrix.session import Session
from adapters.matrix.settings import MatrixSettings
from tests.support.clock import MovedClock

ROOM = "!own:localhost"
SETTINGS = MatrixSettings(
    homeserver=HttpUrl("http://127.0.0.1:1/"), user="@bot:localhost", access_token=SecretStr("t")
)
BURST = 10


class Bucket(Api):
    """A homeserver that takes so many at once, and then one in so many seconds."""

    def __init__(self, session: Session, clock: MovedClock, period: float, delays: Iterator[float]) -> None:
        super().__init__(session.client)
        self._clock, self._period, self._delays = clock, timedelta(seconds=period), delays
        self._full: datetime = clock.now()
        """When all of it could be sent again, as of what was taken."""

    async def call(
        self, method: str, path: str, body: Mapping[str, object] | None = None, within: float = 0
    ) -> Json:
        del path, body, within
        self._clock.move(next(self._delays))
        if method == "PUT":
            self.take()
        return {"room_id": ROOM, "joined_rooms": [ROOM]}

    def take(self) -> None:
        opens = max(self._full, self._clock.now()) - (BURST - 1) * self._period
        if opens > self._clock.now():
            raise Limited((opens - self._clock.now()).total_seconds())
        self._full = max(self._full, self._clock.now()) + self._period


def own_room(period: float, delays: list[float], *, shared: bool = False) -> OwnRoom:
    """With others who take what comes, if it is shared."""
    clock, session = MovedClock(), Session(SETTINGS, encrypt=False)
    session.api = server = Bucket(session, clock, period, chain(delays, repeat(0.0)))

    async def sleep(seconds: float) -> None:
        clock.move(seconds)
        if shared:
            server.take()

    return OwnRoom(session, clock, sleep)


@given(st.floats(0.01, 60), st.dictionaries(st.integers(0, 16), st.floats(0, 0.15), max_size=6))
async def test_one_that_is_sent_late_makes_it_shorter_and_never_longer(
    period: float, late: dict[int, float]
) -> None:
    """Which requests are, and by what share of the time between two."""
    room = own_room(period, [late.get(number, 0) * period for number in range(17)])
    found = await room.find()
    assert found is not None
    assert period * (1 - sum(late.values())) - 0.001 <= found <= period + 0.001
    assert room.limited


async def test_late_at_the_end_the_first_time_counts() -> None:
    assert await own_room(5.0, [0.0] * 15 + [4.9]).find() == pytest.approx(5)


async def test_one_that_takes_all_has_none() -> None:
    room = own_room(0.0, [])
    assert await room.find() is None
    assert not room.limited


async def test_others_who_send_as_the_account_do_not_make_it_longer() -> None:
    assert 0 < (await own_room(5.0, [], shared=True).find() or 0) <= 5


@pytest.mark.parametrize(("period", "words"), [(60.0, "60 s"), (5.0, "5 s"), (0.5, "0.5 s"), (0.04, "0.1 s")])
async def test_the_time_is_told_and_is_never_none(period: float, words: str) -> None:
    (note,) = await limit_notes(own_room(period, []))
    assert f"to one message in {words}, once" in note
