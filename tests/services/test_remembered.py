"""What a process remembers spares it looks into the database; out of date, it is not believed."""

from collections.abc import Sequence
from datetime import timedelta
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.app import App, Dependencies, build_app
from bot.commands.model import When
from bot.commands.table import commands
from bot.domain.changing import replace
from bot.domain.identity import Identity, Place
from bot.domain.meeting.events import Opened, PhaseStarted, RecordedEvent
from bot.domain.meeting.fold import fold
from bot.domain.meeting.state import Meeting
from bot.domain.plan import GROUP
from bot.messages.catalogue import Catalogues
from bot.ports.platform import Invocation, TypedRequest
from bot.ports.store import MEETING, Due, Store
from bot.services.event_writer import remember_due
from bot.services.inbound.meeting_finder import USED_ANEW, MeetingQuery, find_meeting
from bot.services.meeting_repository import found_by
from tests.meeting_file.files import SOUND
from tests.services.conftest import ANA, BEN, VERA
from tests.services.test_statements import statements
from tests.support.clock import START, MovedClock
from tests.support.in_memory_platform import InMemoryPlatform
from tests.support.plans import DISCORD_MODERATORS, DISCORD_ROOM, elsewhere, plan

MOST = 3
"""Statements for a question in a room."""
ONE = replace(plan("one"), moderators=(VERA,))
TWO = replace(plan("two"), moderators=(VERA,), start=ONE.start + timedelta(hours=3))
"""In the same rooms, later."""

numbers = count()


class Process:
    """One of several on a database, which hears nothing of the others."""

    def __init__(self, app: App, clock: MovedClock) -> None:
        self.app, self.clock = app, clock

    async def say(self, who: Identity, text: str, place: Place = DISCORD_ROOM) -> None:
        cause = f"discord:{next(numbers)}"
        given = Invocation(cause, who, who.id, place, False, TypedRequest(text), self.clock.now())
        assert await self.app.command_service.handle(given)
        self.clock.move(20)


@pytest.fixture
def processes(
    store: Store, catalogues: Catalogues, fakes: Sequence[InMemoryPlatform], clock: MovedClock
) -> Sequence[Process]:
    given = Dependencies(store, {fake.name: fake for fake in fakes}, clock, lambda: 0.5)
    plans = {"one": ONE, "two": TWO}
    return [Process(build_app(given, commands(), catalogues, plans), clock) for _ in range(2)]


async def head(store: Store, meeting: str) -> int:
    return await store.read(lambda tx: tx.log.head(meeting))


async def test_a_meeting_that_another_process_opened_is_found_at_once(
    processes: Sequence[Process], store: Store
) -> None:
    here, there = processes
    await here.say(VERA, "open")
    await here.say(ANA, "agenda")
    assert here.app.repository.remembered() is not None
    for text in ("close", "close", "open"):
        await there.say(VERA, text)
    assert await head(store, "two") > 0
    before = await head(store, "one")
    await here.say(ANA, "identify cs af")
    assert await head(store, "one") == before
    assert await store.read(lambda tx: tx.people.person("two", ANA)) is not None


async def test_what_a_process_changed_itself_it_need_not_look_for(
    processes: Sequence[Process], store: Store
) -> None:
    here, there = processes
    await here.say(ANA, "agenda")
    for text in ("open", "close", "close"):
        await here.say(VERA, text)
        assert here.app.repository.knows((await store.read(lambda tx: tx.log.heads())).moves)
    await there.say(ANA, "agenda")
    await here.say(VERA, "open")
    await there.say(VERA, "start")
    before = (await store.read(lambda tx: tx.log.heads())).moves
    await there.say(VERA, "close")
    await there.say(VERA, "close")
    after = (await store.read(lambda tx: tx.log.heads())).moves
    assert after > before
    assert there.app.repository.knows(after)
    assert not here.app.repository.knows(after), "that was another process's"


async def test_all_are_remembered_once_one_was_looked_for(processes: Sequence[Process]) -> None:
    repository = processes[0].app.repository
    assert repository.remembered() is None
    await processes[0].say(ANA, "agenda")
    assert [each.plan.id for each in repository.remembered() or ()] == ["one", "two"]


async def test_a_meeting_that_another_process_planned_is_found_at_once(
    processes: Sequence[Process], store: Store, clock: MovedClock
) -> None:
    here = processes[0]
    for text in ("open", "close", "close"):
        await here.say(VERA, text)
    await here.say(ANA, "agenda")
    assert await store.read(lambda tx: tx.people.used(ANA)) == "two"
    sooner = SOUND.replace('place = "100"', f'place = "{DISCORD_ROOM.id}"')
    await store.write(lambda tx: tx.planned.add("set-up", sooner, clock.now()))
    await here.say(ANA, "agenda")
    assert await store.read(lambda tx: tx.people.used(ANA)) == "set-up"
    await store.write(lambda tx: tx.planned.remove("set-up"))
    for _ in range(2):
        await here.say(BEN, "agenda")
        assert await store.read(lambda tx: tx.people.used(BEN)) != "set-up", "it is there no more"


@given(
    states=st.lists(
        st.builds(
            replace,
            st.builds(Meeting, st.sampled_from((ONE, TWO, replace(TWO, id=f"{GROUP}one")))),
            status=st.sampled_from(("planned", "open", "closed")),
            channels=st.sampled_from(((), (DISCORD_ROOM,))),
            fed=st.sampled_from((("one",), ("one", "two"))),
            invited=st.booleans(),
            over=st.booleans(),
            moderators=st.sampled_from((frozenset(), frozenset({1}))),
            relay=st.sampled_from(("on", "off")),
        ),
        max_size=3,
    ),
    when=st.sampled_from(When),
    group=st.booleans(),
)
def test_a_meeting_is_found_by_nothing_that_is_not_counted(
    states: Sequence[Meeting], when: When, group: bool
) -> None:
    given = Invocation("c", ANA, "", DISCORD_ROOM, False, TypedRequest(""), START)
    wanted = MeetingQuery(None, None, when, group=group)
    found = find_meeting(states, given, wanted)
    plain = [Meeting(each.plan, status=each.status, channels=each.channels, fed=each.fed) for each in states]
    assert [found_by(each) for each in plain] == [found_by(each) for each in states]
    same = find_meeting(plain, given, wanted)
    if isinstance(found, Meeting):
        assert isinstance(same, Meeting)
        assert found_by(found) == found_by(same)
    else:
        assert same == found


async def test_what_another_process_keeps_elsewhere_costs_no_look(
    store: Store, catalogues: Catalogues, fakes: Sequence[InMemoryPlatform], clock: MovedClock
) -> None:
    given = Dependencies(store, {fake.name: fake for fake in fakes}, clock, lambda: 0.5)
    other = replace(elsewhere(plan("other")), moderators=(VERA,))
    plans, room = {"one": ONE, "other": other}, other.places[0]
    apps = [build_app(given, commands(), catalogues, plans) for _ in range(2)]
    here, there = (Process(app, clock) for app in apps)
    await here.say(VERA, "open")
    for text in ("open", "start", "phase next"):
        await there.say(VERA, text, room)
    await here.say(ANA, "identify cs af")
    before = await head(store, "other")
    for text in ("join", "withdraw", "join"):
        await there.say(BEN, text, room)
        here.app.wake_all()
        with statements() as heard:
            await here.say(ANA, "agenda")
        assert len(heard) <= MOST, "\n".join(heard)
    assert await head(store, "other") > before + 2


async def test_where_somebody_acts_and_in_which_meeting_is_kept_when_it_is_news(
    processes: Sequence[Process], store: Store, clock: MovedClock
) -> None:
    bot = processes[0]
    await bot.say(VERA, "open")
    await bot.say(ANA, "join")
    first = await store.read(lambda tx: tx.people.account("one", ANA))
    assert first is not None
    assert first.used == START + timedelta(seconds=20)
    await bot.say(ANA, "position", DISCORD_MODERATORS)
    again = await store.read(lambda tx: tx.people.account("one", ANA))
    assert again == replace(first, seen=frozenset({DISCORD_ROOM, DISCORD_MODERATORS}))
    clock.move(USED_ANEW.total_seconds())
    await bot.say(ANA, "position")
    later = await store.read(lambda tx: tx.people.account("one", ANA))
    assert later is not None
    assert later.used == clock.now() - timedelta(seconds=20)
    await store.write(lambda tx: tx.people.use(ANA, "two", clock.now()))
    await bot.say(ANA, "position")
    assert await store.read(lambda tx: tx.people.used(ANA)) == "one"


async def test_a_moment_that_is_known_is_left_alone_until_it_comes(store: Store) -> None:
    events = (Opened(ONE, None), PhaseStarted(1, 1, 1))
    meeting = fold(Meeting(ONE), [RecordedEvent(event, START) for event in events])
    known = await store.write(lambda tx: remember_due(tx, meeting, START))
    assert known.at is not None
    put_off = known.at + timedelta(minutes=1)

    async def stands(now_known: bool, seconds: float) -> Due | None:
        now = START + timedelta(seconds=seconds)
        await store.write(lambda tx: tx.timers.set(MEETING, "one", put_off))
        await store.write(lambda tx: remember_due(tx, meeting, now, known if now_known else None))
        return await store.read(lambda tx: tx.timers.next([MEETING]))

    set_again, left = Due(MEETING, "one", known.at), Due(MEETING, "one", put_off)
    assert await stands(now_known=False, seconds=1) == set_again
    assert await stands(now_known=True, seconds=1) == left
    assert await stands(now_known=True, seconds=3600) == set_again
