"""How long it is true who reads a direct chat, once that was looked up."""

import asyncio
from collections.abc import Callable, Mapping, Sequence

import pytest
from nio import AsyncClient

from adapters.matrix.api import Api, Json
from adapters.matrix.inbound.sync_answer import Invitation, RoomUpdate, SyncAnswer
from adapters.matrix.rooms.readers import Readers
from adapters.matrix.rooms.rooms import Rooms
from bot.domain.changing import replace
from bot.ports.platform import TryLater
from tests.support.clock import MovedClock

ME, ANA, EVE = "@evenfloor:x", "@ana:x", "@eve:x"
CHAT, OTHER = "!chat:x", "!other:x"
ALONE = {ME, ANA}


class Homeserver(Api):
    """Says who is in the chat, and counts how often it is asked; it can be slow, or away."""

    def __init__(self) -> None:
        super().__init__(AsyncClient("https://example.org"))
        self.there = [member(ME), member(ANA)]
        self.asked = 0
        self.questions: asyncio.Queue[str] = asyncio.Queue()
        self.answers = asyncio.Event()
        self.answers.set()
        self.away = False

    async def call(
        self, method: str, path: str, body: Mapping[str, object] | None = None, within: float = 30
    ) -> Json:
        del method, body, within
        assert path.endswith("/members"), path
        self.asked += 1
        self.questions.put_nowait(path)
        found = list(self.there)
        await self.answers.wait()
        if self.away:
            raise TryLater("away")
        return {"chunk": found}


class Scene:
    """A chat that was looked up, and the sync at work."""

    def __init__(self) -> None:
        self.homeserver, self.clock = Homeserver(), MovedClock()
        self.readers = Readers(Rooms(self.homeserver, ()), self.clock, lambda: ME)

    async def begin(self) -> None:
        self.readers.hear(tells())
        assert await self.readers.look(CHAT) == ALONE

    async def asking(self) -> "asyncio.Task[frozenset[str]]":
        """The homeserver has been asked, and has made out who is there, but not answered."""
        self.homeserver.answers.clear()
        await self.homeserver.questions.get()  # that of the beginning
        looking = asyncio.create_task(self.readers.look(CHAT))
        await self.homeserver.questions.get()
        return looking

    async def asks(self) -> bool:
        """Whether the homeserver is asked for the next answer."""
        before = self.homeserver.asked
        await self.readers.recall(CHAT)
        return self.homeserver.asked > before


@pytest.fixture
async def scene() -> Scene:
    scene = Scene()
    await scene.begin()
    return scene


def member(who: object, standing: object = "join", before: str = "") -> Json:
    event = {"type": "m.room.member", "state_key": who, "content": {"membership": standing}}
    return {**event, "unsigned": {"prev_content": {"membership": before}}} if before else event


def update(
    *timeline: Json, state: Sequence[Json] = (), gap: str | None = None, room: str = CHAT
) -> SyncAnswer:
    return tells(RoomUpdate(room, state, timeline, gap))


def tells(*rooms: RoomUpdate) -> SyncAnswer:
    return SyncAnswer("s1", (), rooms, (), (), {})


SAID = {"type": "m.room.message", "content": {"membership": "leave"}}
HARMLESS = {
    "nothing": tells(),
    "words": update(SAID),
    "the person has another name": update(member(ANA), SAID),
    "the person comes": update(member(ANA, "invite"), member(ANA)),
    "the state of who wrote": update(SAID, state=[member(ANA)]),
    "somebody elsewhere": update(member(EVE), room=OTHER),
    "a gap elsewhere": update(gap="p1", room=OTHER),
    "left elsewhere": replace(tells(), left=(RoomUpdate(OTHER),)),
    "the bot came": update(member(ME, "invite"), member(ME, before="invite"), SAID),
    "asked in elsewhere": replace(tells(), invitations=(Invitation(OTHER, EVE, direct=True),)),
}
ENDS = {
    "somebody is asked in": update(member(EVE, "invite")),
    "somebody comes": update(SAID, member(EVE), SAID),
    "somebody is told of as state": update(state=[member(EVE)]),
    "somebody came and went": update(member(EVE), member(EVE, "leave")),
    "the person goes": update(member(ANA, "leave")),
    "the person goes and comes back": update(member(ANA, "leave"), member(ANA)),
    "somebody knocks": update(member(EVE, "knock")),
    "an odd standing": update(member(ANA, ["join"])),
    "an odd name": update(member(["@ana:x"])),
    "no content": update({"type": "m.room.member", "state_key": ANA}),
    "a gap": update(SAID, gap="p1"),
    "a gap without a place": update(SAID, gap=""),
    "a gap, and the bot has another name": update(member(ME, before="join"), SAID, gap="p1"),
    "a gap, and the bot is told of": update(member(ME), SAID, gap="p1"),
    "put out": replace(tells(), left=(RoomUpdate(CHAT),)),
    "asked in again": replace(tells(), invitations=(Invitation(CHAT, EVE, direct=False),)),
    "a gap before the bot came": update(member(ME, "invite"), member(ME, before="invite"), SAID, gap="p1"),
    "told afresh": replace(tells(), afresh=True),
}


@pytest.mark.parametrize("told", HARMLESS.values(), ids=HARMLESS)
async def test_what_was_looked_up_holds_while_nobody_else_comes(scene: Scene, told: SyncAnswer) -> None:
    scene.readers.hear(told)
    assert not await scene.asks()
    assert await scene.readers.recall(CHAT) == ALONE


@pytest.mark.parametrize("told", ENDS.values(), ids=ENDS)
async def test_what_is_told_of_others_ends_it(scene: Scene, told: SyncAnswer) -> None:
    scene.readers.hear(told)
    assert await scene.asks()


async def test_whoever_was_told_of_is_not_overlooked_by_a_homeserver_that_lags_behind(scene: Scene) -> None:
    scene.readers.hear(update(member(EVE, "invite")))
    assert [await scene.asks() for _ in range(2)] == [True, True]
    assert await scene.readers.recall(CHAT) == ALONE, "so it says"
    scene.homeserver.there.append(member(EVE, "invite"))
    assert await scene.readers.recall(CHAT) == {*ALONE, EVE}


async def test_whoever_is_told_of_while_the_homeserver_answers_is_not_overlooked(scene: Scene) -> None:
    looking = await scene.asking()
    scene.readers.hear(update(member(EVE, "invite")))
    scene.homeserver.answers.set()
    assert await looking == ALONE
    assert await scene.asks()


@pytest.mark.parametrize(
    "ends", [Readers.forget, lambda readers: readers.enter(CHAT)], ids=["failed", "left"]
)
@pytest.mark.parametrize("slow", [False, True], ids=["answered", "being answered"])
async def test_it_ends_where_the_sync_fails_or_the_bot_goes_in(
    scene: Scene, ends: Callable[[Readers], None], *, slow: bool
) -> None:
    looking = None
    if slow:
        looking = await scene.asking()
    ends(scene.readers)
    scene.homeserver.answers.set()
    if looking:
        await looking
    scene.readers.hear(tells())
    assert await scene.asks()


async def test_it_does_not_hold_before_the_sync_has_told_anything_again(scene: Scene) -> None:
    scene.readers.forget()
    assert [await scene.asks() for _ in range(2)] == [True, True]
    scene.readers.hear(tells())
    assert not await scene.asks()


async def test_it_does_not_hold_where_the_sync_has_told_nothing_for_a_while(scene: Scene) -> None:
    scene.clock.move(1)
    assert not await scene.asks()
    scene.clock.move(0.001)
    assert await scene.asks()
    scene.readers.hear(tells())
    assert not await scene.asks()
    scene.clock.set_back(0.001)
    assert await scene.asks(), "nobody knows how long it was"


async def test_it_is_looked_up_anew_after_some_minutes(scene: Scene) -> None:
    asked = []
    for seconds in (600, 0.001, 0):
        scene.clock.move(seconds)
        scene.readers.hear(tells())
        asked.append(await scene.asks())
    assert asked == [False, True, False]


async def test_where_the_homeserver_does_not_answer_nothing_holds(scene: Scene) -> None:
    scene.homeserver.away = True
    with pytest.raises(TryLater):
        await scene.readers.look(CHAT)
    with pytest.raises(TryLater):
        await scene.readers.recall(CHAT)
    scene.homeserver.away = False
    assert await scene.asks()


async def test_of_a_crowd_few_names_are_kept_and_it_is_none_the_less_one(scene: Scene) -> None:
    crowd = [member(f"@p{number}:x") for number in range(9)]
    scene.readers.hear(update(*crowd))
    scene.homeserver.there += crowd[:3]
    assert [await scene.asks() for _ in range(2)] == [True, False]
    assert len(await scene.readers.recall(CHAT)) == 5, "nobody is alone there"
    scene.homeserver.there = [member(ME), member(ANA)]
    scene.readers.hear(update(*(member(f"@p{number}:x", "leave") for number in range(9))))
    assert await scene.readers.recall(CHAT) == ALONE


async def test_a_gap_before_the_bot_came_is_older_than_a_look_behind_it(scene: Scene) -> None:
    scene.readers.hear(update(member(ME, "invite"), member(ME, before="invite"), SAID, gap="p1"))
    assert [await scene.asks() for _ in range(2)] == [True, False]


async def test_of_a_room_that_was_left_nothing_is_known(scene: Scene) -> None:
    scene.readers.hear(update(member(EVE)))
    scene.readers.hear(replace(tells(), left=(RoomUpdate(CHAT),)))
    assert [await scene.asks() for _ in range(2)] == [True, False]
