"""A request that fails in any way: nothing is lost and nothing comes twice, in the room and in private."""

import pytest

from tests.adapters.discord.faults.whole import Whole

pytestmark = pytest.mark.sockets

FAILURES = [(503, False), (503, True), (0, False), (0, True), (429, False)]


async def until_tried_again(whole: Whole) -> None:
    """Let the pause before the next attempt pass, as often as one was needed."""
    await whole.server.until(lambda: not whole.server.faults.to_come)
    for _ in range(3):
        await whole.settled()
        whole.clock.move(5)
    await whole.settled()


@pytest.mark.parametrize(("status", "applied"), FAILURES)
async def test_a_message_in_a_room_comes_once(debating: Whole, status: int, applied: bool) -> None:
    path = f"/channels/{debating.room}/messages"
    debating.server.faults.fail_once("POST", path, status, applied=applied)
    await debating.slash(debating.vera, "announce Lunch", debating.moderators)
    await until_tried_again(debating)
    await debating.hears(debating.room, "Lunch")
    assert len(debating.reads(debating.room, "Lunch")) == 1


@pytest.mark.parametrize(("status", "applied"), FAILURES)
async def test_the_board_shows_what_is_so(debating: Whole, status: int, applied: bool) -> None:
    ana = debating.server.add_person("Ana")
    debating.server.faults.fail_once("PATCH", f"/channels/{debating.room}/", status, applied=applied)
    await debating.server.slash(ana, debating.room, "join")
    await until_tried_again(debating)
    assert len(debating.reads(debating.room, "Next: Ana")) == 1


@pytest.mark.parametrize(("status", "applied"), FAILURES)
async def test_an_answer_to_its_asker_alone_comes_once(debating: Whole, status: int, applied: bool) -> None:
    ana = debating.server.add_person("Ana")
    debating.server.faults.fail_once("POST", "/callback", status, applied=applied)
    await debating.server.slash(ana, debating.room, "join")
    await until_tried_again(debating)
    assert len(debating.told(ana, "You are in the queue")) == 1
    assert debating.reads(debating.room, "You are in the queue") == []


@pytest.mark.parametrize(("status", "applied"), FAILURES)
async def test_a_direct_message_comes_once(debating: Whole, status: int, applied: bool) -> None:
    ana = debating.server.add_person("Ana")
    await debating.slash(ana, "join")
    chat = debating.server.world.direct_chat(ana).id
    debating.server.faults.fail_once("POST", f"/channels/{chat}/messages", status, applied=applied)
    await debating.next()
    await until_tried_again(debating)
    assert len(debating.told(ana, "You have the floor")) == 1


@pytest.mark.parametrize(("status", "applied"), FAILURES)
async def test_one_coordination_thread_is_made(debating: Whole, status: int, applied: bool) -> None:
    ana = debating.server.add_person("Ana")
    for line in ("join", "stay"):
        await debating.slash(ana, line)
    debating.server.faults.fail_once("POST", f"/channels/{debating.room}/threads", status, applied=applied)
    await debating.close()
    await until_tried_again(debating)
    [thread] = debating.server.threads(debating.room)
    assert {ana, debating.vera} <= thread.members


async def test_an_answer_whose_token_has_run_out_comes_directly(debating: Whole) -> None:
    ana = debating.server.add_person("Ana")
    debating.server.faults.fail_once("POST", "/callback", 404, code=10062)
    await debating.server.slash(ana, debating.room, "join")
    await debating.server.until(lambda: bool(debating.told(ana, "You are in the queue")))
    [told] = debating.server.private(ana)
    assert told.reader is None, "a direct message"


async def test_whoever_takes_no_direct_message_either_is_told_in_the_room(debating: Whole) -> None:
    ana = debating.server.add_person("Ana")
    debating.server.close_direct_messages(ana)
    debating.server.faults.fail_once("POST", "/callback", 404, code=10062)
    await debating.server.slash(ana, debating.room, "join")
    await debating.hears(debating.room, "I cannot write to you in private")


async def test_events_that_come_twice_count_once(debating: Whole) -> None:
    server, ana, ben = debating.server, debating.server.add_person("Ana"), debating.server.add_person("Ben")
    for act in (
        server.slash(ana, debating.room, "join"),
        server.say(ben, debating.room, "@Evenfloor join"),
        server.write_to_bot(ben, "withdraw"),
    ):
        event = await act
        await server.faults.repeat(event)
        await server.faults.repeat(event)
    await server.until(lambda: bool(debating.told(ben, "out of the queue")))
    await debating.settled()
    assert len(debating.told(ana, "You are in the queue")) == 1
    assert len(debating.told(ben, "You are in the queue")) == 1
    assert len(debating.told(ben, "out of the queue")) == 1
