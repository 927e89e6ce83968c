"""A missing permission: named with its mend to the moderators elsewhere, once; the meeting goes on."""

from datetime import timedelta

import pytest

from tests.adapters.discord.faults.whole import Whole
from tests.discord_server.world import (
    CREATE_PRIVATE_THREADS,
    READ_MESSAGE_HISTORY,
    SEND_MESSAGES,
    SEND_MESSAGES_IN_THREADS,
    VIEW_CHANNEL,
)

pytestmark = pytest.mark.sockets


async def calls(whole: Whole, name: str) -> None:
    """Somebody joins and is called, whatever else is wrong."""
    person = whole.server.add_person(name)
    await whole.server.slash(person, whole.room, "join")
    assert name in await whole.next()


@pytest.mark.parametrize(
    ("permission", "label"), [(SEND_MESSAGES, "Send Messages"), (VIEW_CHANNEL, "View Channel")]
)
async def test_a_room_that_takes_nothing_is_named_once_and_the_meeting_goes_on(
    debating: Whole, permission: int, label: str
) -> None:
    await debating.server.faults.take_permission(debating.room, permission)
    for line in ("announce Lunch", "announce Tea"):
        await debating.slash(debating.vera, line, debating.moderators)
    for found in (debating.elsewhere("the bot lacks"), debating.reads(debating.moderators, "the bot lacks")):
        assert [f"In Discord the bot lacks: {label}" in text for text in found] == [True]
    if permission != VIEW_CHANNEL:  # Whoever may not see a channel gives no command there.
        await calls(debating, "Ana")
    await debating.server.faults.give_permission(debating.room)
    assert "being tried again" in await debating.slash(debating.vera, "retry", debating.moderators)
    await debating.hears(debating.room, "From the moderators: Tea")
    assert len(debating.reads(debating.room, "From the moderators: ")) == 2


async def test_a_moderators_room_that_takes_nothing_is_named_in_the_other_one(debating: Whole) -> None:
    await debating.server.faults.take_permission(debating.moderators, SEND_MESSAGES)
    await calls(debating, "Ana")
    await debating.settled()
    [told] = debating.elsewhere("the bot lacks")
    assert "In a moderators' room the bot lacks: Send Messages." in told
    assert "allow that in the channel's permissions" in told


async def test_without_another_room_moderators_are_told_alone(whole: Whole) -> None:
    whole.plans["roundtable"] = whole.plan((whole.room,), whole.moderators, "alone")
    whole.plans = {"alone": whole.plans["roundtable"]}
    async with whole.running():
        await whole.debate()
        await whole.server.faults.take_permission(whole.moderators, SEND_MESSAGES)
        await calls(whole, "Ana")
        await whole.settled()
        assert len(whole.told(whole.vera, "the bot lacks: Send Messages")) == 1


async def test_history_that_may_not_be_read_is_named(debating: Whole) -> None:
    server, room = debating.server, debating.room
    await server.faults.take_permission(room, READ_MESSAGE_HISTORY)
    server.faults.fail_once("POST", f"/channels/{room}/messages", 503, retry_after="130")
    await debating.server.slash(debating.vera, debating.moderators, "announce Lunch")
    await server.until(lambda: not server.faults.to_come)
    await debating.settled()
    debating.clock.move(timedelta(minutes=3).total_seconds())
    await debating.settled()
    assert len(debating.elsewhere("the bot lacks: Read Message History")) == 1
    await calls(debating, "Ana")


@pytest.mark.parametrize(
    ("permission", "label"),
    [
        (CREATE_PRIVATE_THREADS, "Create Private Threads"),
        (READ_MESSAGE_HISTORY, "Read Message History"),
        (SEND_MESSAGES_IN_THREADS, "Send Messages in Threads"),
    ],
)
async def test_a_coordination_thread_that_cannot_be_made_or_written_to(
    debating: Whole, permission: int, label: str
) -> None:
    ana = debating.server.add_person("Ana")
    for line in ("join", "stay"):
        await debating.slash(ana, line)
    await debating.server.faults.take_permission(debating.room, permission)
    await debating.close()
    assert len(debating.elsewhere(f"the bot lacks: {label}")) == 1
    await debating.server.faults.give_permission(debating.room)
    debating.clock.move(5)
    await debating.slash(debating.vera, "retry", debating.moderators)
    [thread] = debating.server.threads(debating.room)
    assert {ana, debating.vera} <= thread.members
    await debating.hears(thread.id, "Write a note.")


async def test_somebody_who_may_not_be_written_to_at_all_is_told_in_the_room(debating: Whole) -> None:
    ana, server = debating.server.add_person("Ana"), debating.server
    await debating.slash(ana, "join")
    for number in range(9):
        server.faults.fail_once("POST", "/users/@me/channels", 403, code=(50001, 50013)[number % 2])
    await debating.next()
    assert len(debating.reads(debating.room, "I cannot write to you in private")) == 1
    assert len(debating.elsewhere("Ana cannot be written to in private")) == 1


@pytest.mark.parametrize("code", [50001, 50013])
async def test_commands_that_may_not_be_registered_are_told_of(whole: Whole, code: int) -> None:
    whole.server.faults.fail_once("PUT", "/commands", 403, code=code)
    async with whole.running():
        await whole.settled()
        [told] = whole.elsewhere("slash commands")
        assert "Please" in told


@pytest.mark.parametrize("path", ["/members/", "/channels/"])
async def test_whose_rights_cannot_be_asked_is_told_so(debating: Whole, path: str) -> None:
    debating.clock.move(700)
    for _ in range(4):
        debating.server.faults.fail_once("GET", path, 403, code=50001)
    answer = await debating.slash(debating.vera, "next", debating.moderators)
    assert "could not find out" in answer or path == "/channels/", "a channel is known without asking"


@pytest.mark.parametrize("path", ["/callback", "/channels/"])
async def test_an_answer_that_is_refused_where_it_was_asked_for_comes_directly(
    debating: Whole, path: str
) -> None:
    ana = debating.server.add_person("Ana")
    debating.server.faults.fail_once("POST", path, 403, code=50013)
    assert "You are in the queue" in await debating.slash(ana, "join")
