"""Limits across people: many accounts of one server, or of many, keep out neither others nor moderators."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from bot.domain.changing import replace
from bot.domain.identity import Identity, Place
from bot.ports.platform import Invocation, TypedRequest
from bot.ports.store import Store
from bot.services.inbound.admission import CONFIRMED, USUAL, Admission, Budgets
from bot.services.inbound.rate_limit import RateDecision, RateLimit
from bot.services.meeting_repository import MeetingRepository
from bot.services.serializer import Serializer
from tests.services.conftest import ANA, BEN, IVO, VERA
from tests.support.bot import BotDriver
from tests.support.clock import START, MovedClock
from tests.support.plans import DISCORD_MODERATORS, DISCORD_ROOM, MATRIX_MODERATORS, MATRIX_ROOM, plan

GO, TELL, IGNORE, BUSY, DROP = (RateDecision(word) for word in ("go", "tell", "ignore", "busy", "drop"))
A_MINUTE = timedelta(minutes=1)
SMALL = Budgets(
    person=RateLimit(3, A_MINUTE),
    server=RateLimit(8, A_MINUTE),
    everybody=RateLimit(12, A_MINUTE),
    newcomers_of_server=RateLimit(4, A_MINUTE),
    newcomers=RateLimit(6, A_MINUTE),
    words=RateLimit(2, A_MINUTE),
)

Admit = Callable[..., Admission]


@pytest.fixture
def admit(store: Store, clock: MovedClock) -> Admit:
    def make(budgets: Budgets = SMALL) -> Admission:
        return Admission(clock, store, MeetingRepository(Serializer(), {"roundtable": plan()}), budgets)

    return make


async def decide(
    admission: Admission, who: Identity | str, server: str = "here", place: Place = MATRIX_ROOM
) -> RateDecision:
    """One more command."""
    author = Identity("matrix", who) if isinstance(who, str) else who
    now = admission.clock.now()
    asked = Invocation("cause", author, "Name", place, False, TypedRequest("join"), now, server=server)
    return await admission.decide(asked)


async def newcomers(admission: Admission, number: int, server: str) -> list[RateDecision]:
    """One command from each of so many new accounts."""
    return [await decide(admission, f"{server}-{n}", server) for n in range(number)]


async def test_newcomers_of_one_server_leave_room_for_those_of_others(admit: Admit) -> None:
    admission = admit()
    assert await newcomers(admission, 7, "evil") == [GO] * 4 + [BUSY] * 2 + [DROP]
    assert await newcomers(admission, 3, "good") == [GO] * 2 + [DROP]


async def test_newcomers_of_many_servers_leave_room_for_those_who_are_known(admit: Admit) -> None:
    admission = admit()
    assert await decide(admission, ANA) is GO
    admission.served(ANA)
    for n in range(20):
        await newcomers(admission, 5, f"evil{n}")
    assert await decide(admission, BEN) is DROP
    assert await decide(admission, ANA) is GO


async def test_who_was_known_before_the_start_still_is(admit: Admit, store: Store) -> None:
    await store.write(lambda tx: tx.people.use(ANA, "roundtable", START))
    admission = admit()
    for server in ("one", "two"):
        await newcomers(admission, 9, server)
    assert await decide(admission, ANA) is GO
    assert await decide(admission, "zoe") is DROP


async def test_a_persons_flood_costs_the_others_nothing(admit: Admit) -> None:
    admission = admit()
    decisions = [await decide(admission, "zoe") for _ in range(30)]
    assert decisions == [GO] * 3 + [TELL] + [IGNORE] * 26
    assert await decide(admission, "ana") is GO


async def test_moderators_are_heard_whatever_comes(admit: Admit, clock: MovedClock) -> None:
    admission = admit()
    admission.rights_seen(VERA, moderator=True)
    for n in range(40):
        for who in (f"known{n}", f"new{n}"):
            await decide(admission, who, f"evil{n}")
            admission.served(Identity("matrix", f"known{n}"))
    assert await decide(admission, ANA) is DROP
    assert [await decide(admission, VERA) for _ in range(20)] == [GO] * 20
    assert await decide(admission, IVO, place=MATRIX_MODERATORS) is GO
    clock.move(CONFIRMED.total_seconds() - 1)
    assert [await decide(admission, VERA) for _ in range(20)] == [GO] * 20


async def test_who_no_longer_moderates_is_held_up_like_anybody(admit: Admit, clock: MovedClock) -> None:
    for lose in (
        lambda admission: admission.rights_seen(VERA, moderator=False),
        lambda _: clock.move(CONFIRMED.total_seconds()),
    ):
        admission = admit()
        admission.rights_seen(VERA, moderator=True)
        lose(admission)
        assert [await decide(admission, VERA) for _ in range(4)] == [GO] * 3 + [TELL]


async def test_a_thousand_people_from_one_server_within_a_minute_are_all_heard(
    admit: Admit, clock: MovedClock
) -> None:
    admission = admit(USUAL)
    for n in range(1000):
        assert await decide(admission, f"p{n}") is GO
        clock.move(0.06)


async def test_budgets_come_back_with_time(admit: Admit, clock: MovedClock) -> None:
    admission = admit()
    await newcomers(admission, 9, "here")
    assert await decide(admission, "ana") is DROP
    clock.move(60)
    assert await decide(admission, "ana") is GO


async def test_a_flood_is_told_to_the_moderators_once_and_holds_up_nobody_who_was_there(
    opened: BotDriver, admit: Admit
) -> None:
    assert "You are in the queue" in await opened.say(ANA, "join", DISCORD_ROOM)
    app = opened.app
    small = replace(app.command_service, admission=admit())
    flooded = replace(opened, app=replace(app, command_service=small))
    crowd = [Identity("discord", f"evil{n}") for n in range(20)]
    for each in crowd:
        await flooded.give(each, "why", DISCORD_ROOM)
    await opened.settled()
    told = [text for each in crowd for text in opened.texts(each) if "I left this out" in text]
    assert len(told) == 2, "each word costs as much as a command"
    for room in (DISCORD_MODERATORS, MATRIX_MODERATORS):
        assert ["leaves some of it out" in text for text in opened.texts(room)].count(True) == 1
    assert "Your place" in await flooded.say(ANA, "position", DISCORD_ROOM)
    assert "Hall 1" in await flooded.say(VERA, "w cs", DISCORD_MODERATORS)
    await opened.move(60)
    assert "You are in the queue" in await flooded.say(BEN, "join", DISCORD_ROOM)
