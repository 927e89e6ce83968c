"""An answer that Discord does not take any more where it was asked for: it comes otherwise, and once."""

import pytest

from tests.adapters.discord.faults.whole import Whole

pytestmark = pytest.mark.sockets

SIXTEEN = 16 * 60
LATE = "I could not answer you at"
INTRODUCED = "I tell you here when you are next"


async def test_an_answer_that_is_later_than_its_token_comes_directly_and_once(debating: Whole) -> None:
    server, ana = debating.server, debating.server.add_person("Ana")
    server.faults.fail_once("POST", "/callback", 429, retry_after="870")
    event = await server.slash(ana, debating.room, "join")
    await server.until(lambda: not server.faults.to_come)
    await debating.settled()
    assert server.private(ana) == []
    server.faults.expire(event)
    debating.clock.move(880)
    await debating.hears_alone(ana, "You are in the queue")
    debating.clock.move(880)
    await debating.settled()
    [told] = [each for each in server.private(ana) if "You are in the queue" in each.content]
    assert told.reader is None, "a direct message"
    assert debating.reads(debating.room, "You are in the queue") == []


@pytest.mark.parametrize("killed", [False, True])
async def test_an_answer_that_would_be_of_another_moment_is_told_of_directly_and_once(
    whole: Whole, *, killed: bool
) -> None:
    """Discord was away for longer than the token, and perhaps the bot too."""
    server, ana = whole.server, whole.server.add_person("Ana")
    async with whole.running():
        await whole.debate()
        for line in ("join", "position"):
            server.faults.fail_once("POST", "/callback", 429, retry_after=str(SIXTEEN))
            server.faults.expire(await server.slash(ana, whole.room, line))
        await server.until(lambda: not server.faults.to_come)
        await whole.settled()
        if not killed:
            whole.clock.move(SIXTEEN + 1)
            await whole.hears_alone(ana, LATE)
    if killed:
        whole.clock.move(SIXTEEN + 1)
    for _ in range(2):
        async with whole.running():
            await whole.hears_alone(ana, LATE)
            await whole.settled()
    [told] = [each for each in server.private(ana) if INTRODUCED not in server.as_read(each)]
    assert told.reader is None, "a direct message"
    assert "at 09:00 UTC" in server.as_read(told)
    assert "You are in the queue" not in server.as_read(told)
    assert whole.reads(whole.room, LATE) == []
    assert len(whole.reads(whole.room, "Next: Ana")) == 1, "what was asked for counts"


async def test_where_somebody_takes_no_direct_message_the_room_learns_nothing_of_it(debating: Whole) -> None:
    server, ana = debating.server, debating.server.add_person("Ana")
    server.close_direct_messages(ana)
    server.faults.fail_once("POST", "/callback", 429, retry_after=str(SIXTEEN))
    server.faults.expire(await server.slash(ana, debating.room, "join"))
    await server.until(lambda: not server.faults.to_come)
    await debating.settled()
    debating.clock.move(SIXTEEN + 1)
    await debating.hears(debating.room, "I cannot write to you in private")
    assert len(debating.reads(debating.room, "I cannot write to you in private")) == 1
    assert debating.reads(debating.room, LATE) == []
