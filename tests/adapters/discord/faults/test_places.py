"""A place that goes: a thread that is deleted, and the whole server."""

import pytest

from tests.adapters.discord.faults.whole import Whole

pytestmark = pytest.mark.sockets


async def go_on(whole: Whole) -> str:
    """The meeting is over; Ana goes on with its moderator, in one thread."""
    ana = whole.server.add_person("Ana")
    for line in ("join", "stay"):
        await whole.slash(ana, line)
    await whole.close()
    [thread] = whole.server.threads(whole.room)
    assert {ana, whole.vera} <= thread.members
    return ana


async def test_a_coordination_thread_that_is_deleted_is_told_and_opened_once_more(debating: Whole) -> None:
    ana = await go_on(debating)
    [thread] = debating.server.threads(debating.room)
    for _ in range(2):
        await debating.server.faults.send_event("THREAD_DELETE", whole_thread(debating, thread.id))
    await debating.server.faults.delete(thread.id)
    await debating.hears_alone(debating.vera, "was deleted")
    [told] = debating.told(debating.vera, "was deleted")
    assert "On Discord the coordination channel of Roundtable was deleted" in told
    assert [*debating.reads(debating.room, "was deleted"), *debating.told(ana, "was deleted")] == []
    [card] = [each for each in debating.server.private(debating.vera) if "was deleted" in each.content]
    await debating.answer(debating.vera, debating.server.press(debating.vera, card.id, 1))
    await debating.settled()
    [another] = debating.server.threads(debating.room)
    assert another.id != thread.id
    assert {ana, debating.vera} <= another.members
    await debating.hears(another.id, "Write a note.")
    assert len(debating.told(debating.vera, "was deleted")) == 1


async def test_whoever_goes_on_after_it_was_deleted_has_another_one(debating: Whole) -> None:
    ana = await go_on(debating)
    [thread] = debating.server.threads(debating.room)
    await debating.server.faults.delete(thread.id)
    await debating.hears_alone(debating.vera, "was deleted")
    ben = debating.server.add_person("Ben")
    await debating.slash(ben, "stay")
    [another] = debating.server.threads(debating.room)
    assert {ana, ben, debating.vera} <= another.members


async def test_the_server_puts_the_bot_out_and_lets_it_in_again(debating: Whole) -> None:
    server, faults = debating.server, debating.server.faults
    ana = server.add_person("Ana")
    await debating.slash(ana, "join")
    await faults.put_out()
    await debating.hears_elsewhere("was put out of the server", 2)
    rooms = ("The bot has lost Discord of", "The bot has lost a moderators' room of")
    for room in rooms:
        [told] = debating.elsewhere(room)
        assert "Please add the bot to that server again." in told
    await debating.typed_elsewhere("next")
    await debating.typed_elsewhere("announce Lunch")
    before = len(server.messages(debating.room))
    await faults.let_in()
    await debating.hears_elsewhere("The bot is back in", 2)
    after = [server.as_read(each) for each in server.messages(debating.room)[before:]]
    assert sum("Lunch" in text for text in after) == 1
    assert sum("Floor: Ana" in text for text in after) == 1
    assert debating.reads(debating.moderators, "Ana")[-1:]
    assert len(debating.elsewhere("was put out of the server")) == 2
    assert "You are in the queue" in await debating.slash(server.add_person("Ben"), "join")


async def test_a_server_that_puts_the_bot_out_after_the_close_is_told_too(debating: Whole) -> None:
    ana = await go_on(debating)
    [thread] = debating.server.threads(debating.room)
    await debating.server.faults.put_out()
    await debating.hears_alone(debating.vera, "was put out of the server")
    [told] = debating.told(debating.vera, "was put out of the server")
    assert "The bot has lost a coordination channel of Roundtable" in told
    await debating.server.faults.let_in()
    await debating.hears_alone(debating.vera, "The bot is back in")
    ben = debating.server.add_person("Ben")
    await debating.slash(ben, "stay")
    assert [each.id for each in debating.server.threads(debating.room)] == [thread.id]
    assert {ana, ben, debating.vera} <= thread.members


def whole_thread(whole: Whole, thread: str) -> dict[str, object]:
    """What Discord tells of a thread that is gone."""
    return {"id": thread, "guild_id": whole.server.world.guild, "parent_id": whole.room, "type": 12}
