"""A person's limit on commands."""

from datetime import timedelta

from bot.ports.platform import Invocation, TypedRequest
from bot.services.inbound.rate_limit import Buckets, RateDecision, RateLimit, Usage, spend
from tests.services.conftest import ANA, BEN, IVO, VERA
from tests.support.bot import BotDriver
from tests.support.clock import START, MovedClock
from tests.support.plans import DISCORD_ROOM, MATRIX_ROOM

GO, TELL, IGNORE = RateDecision.GO, RateDecision.TELL, RateDecision.IGNORE


def decisions(seconds: list[float], limit: RateLimit) -> list[RateDecision]:
    """What becomes of commands at these moments."""
    use: Usage | None = None
    found = []
    for second in seconds:
        use, decision = spend(limit, use, START + timedelta(seconds=second))
        found.append(decision)
    return found


def test_a_burst_and_then_one_for_each_refill() -> None:
    limit = RateLimit(burst=2, refill=timedelta(seconds=3))
    assert decisions([0, 0, 0, 2.9, 3, 3], limit) == [GO, GO, TELL, IGNORE, GO, IGNORE]


def test_told_again_only_after_everything_was_clear() -> None:
    limit = RateLimit(burst=1, refill=timedelta(seconds=3))
    assert decisions([0, 1, 2, 3, 4, 6, 6], limit) == [GO, TELL, IGNORE, GO, TELL, GO, TELL]
    assert decisions([0, 0, 0, 9, 9, 9], limit) == [GO, TELL, IGNORE, GO, TELL, IGNORE]


def test_whoever_is_clear_is_forgotten() -> None:
    clock, buckets = MovedClock(), Buckets(RateLimit())
    for number in range(5):
        buckets.spend(number, clock.now())
        clock.move(1)
    clock.move(2)
    buckets.spend("ana", clock.now())
    assert len(buckets.remembered) == 1


def test_looking_costs_nothing() -> None:
    buckets, now = Buckets(RateLimit(burst=1)), START
    assert [buckets.has_room("ana", now) for _ in range(3)] == [True] * 3
    assert buckets.spend("ana", now) is GO
    assert not buckets.has_room("ana", now)
    assert buckets.has_room("ben", now)
    assert len(buckets.remembered) == 1


async def test_a_flood_is_answered_once_and_saves_nothing(opened: BotDriver) -> None:
    for _ in range(30):
        await opened.give(ANA, "queue", DISCORD_ROOM)
    await opened.settled()
    assert len(opened.texts(ANA)) == 11
    assert "That was a lot at once" in opened.texts(ANA)[-1]
    assert "Nobody is waiting" in await opened.say(BEN, "queue", DISCORD_ROOM)
    await opened.move(30)
    assert "You are in the queue" in await opened.say(ANA, "join", DISCORD_ROOM)


async def test_unreadable_messages_count(opened: BotDriver) -> None:
    for number in range(30):
        await opened.app.command_service.unreadable(f"discord:{number}", ANA, DISCORD_ROOM)
    await opened.settled()
    assert len(opened.texts(ANA)) == 11


async def test_moderators_are_not_held_up(opened: BotDriver) -> None:
    await opened.give(IVO, "w cs", MATRIX_ROOM)
    for who, place in ((IVO, None), (IVO, MATRIX_ROOM), (VERA, DISCORD_ROOM)):
        for _ in range(15):
            await opened.give(who, "queue", place)
    await opened.settled()
    assert not [text for text in opened.texts(IVO) + opened.texts(VERA) if "a lot at once" in text]


async def test_who_is_passed_over_without_a_word_is_known(opened: BotDriver) -> None:
    """A platform that shows its author a bot at work has to end that."""
    invocations = [
        Invocation(f"discord:{n}", BEN, "Ben", DISCORD_ROOM, False, TypedRequest("queue"), START)
        for n in range(13)
    ]
    answered = [await opened.app.command_service.handle(each) for each in invocations]
    await opened.settled()
    assert answered == [True] * 11 + [False] * 2
    assert len(opened.texts(BEN)) == 11
