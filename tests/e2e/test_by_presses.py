"""Forty people in one queue without a typed command, and two kills; what was offered before still works."""

import asyncio
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import partial

import pytest
from msgspec import Struct, field

from tests.e2e.pressing import DiscordPresser, MatrixPresser, Presser
from tests.e2e.test_roundtable import floors
from tests.e2e.world import OnDiscord, World, read

pytestmark = [pytest.mark.sockets, pytest.mark.timeout(600)]

CS, PS, TC, GOV = "Civil Society", "Private Sector", "Technical Community", "Government"
GROUPS = (CS, PS, CS, TC, GOV, CS, PS, TC)
REGIONS = ("African Group", "Asia-Pacific Group", "Not applicable")
HALL = (PS, CS, GOV, PS, TC, CS)
PHASES = (
    "Level-setting",
    "A. Lessons of the negotiations",
    "B. Powers of law enforcement",
    "C. What remains to be decided",
    "Next steps",
)
TURN = 20
"""Seconds: short turns, so that nobody is warned of their end."""
PAUSE = 2.0
"""Seconds between two looks of somebody on Matrix whom nobody waits for."""


class Meeting(Struct):
    """Who presses what, and which group everybody said they are of."""

    stage: World
    vera: Presser
    ivo: Presser
    groups: dict[str, str] = field(default_factory=dict)
    turns: int = 0
    seated: set[str] = field(default_factory=set)
    """Those on the Stage."""

    async def joins(self, person: Presser, number: int) -> None:
        """A hand, and a tap for each question, one after the other."""
        await person.takes_in_room("Raise hand")
        await person.who.told("You are in the queue")
        await self.answers(person, number)

    async def raises(self, person: OnDiscord) -> None:
        """A hand on the Stage, which is where they speak later."""
        await self.stage.discord.stage.join(person.id, self.stage.podium)
        await self.stage.discord.stage.raise_hand(person.id)
        await person.told("You are in the queue")
        self.seated.add(person.name)

    def speaks(self, person: OnDiscord) -> bool:
        """Whether somebody is invited to speak on the Stage, or does."""
        return not self.stage.discord.stage.states[person.id].suppressed

    async def answers(self, person: Presser, number: int) -> None:
        group = self.groups[person.who.name] = GROUPS[number % len(GROUPS)]
        region = REGIONS[number % len(REGIONS)]
        await person.takes(group)
        await person.takes(region)
        await person.who.told(f"Noted: {region}.")

    async def next(self) -> str:
        """The floor to whoever is next, by either moderator on the latest card; returns which that was."""
        self.stage.bot.move(seconds=TURN)
        moderator = (self.vera, self.ivo)[self.turns % 2]
        pressed = await moderator.takes_in_room("Next", f"Turn {self.turns}:" if self.turns else "")
        self.turns += 1
        await self.stage.announced("has the floor", self.turns)
        return pressed

    async def next_phase(self, now: str, then: str) -> None:
        """The time is up, and the agenda goes on."""
        await self.half_an_hour()
        await self.vera.takes_in_room("Next phase", f"The time for {now} is up")
        await self.stage.announced(f"{then} starts")

    async def half_an_hour(self) -> None:
        """Nobody is sent back from the Stage so late: whoever is to be is waited for."""
        discord = self.stage.discord

        def speaking() -> set[str]:
            states = discord.stage.states.items()
            return {discord.world.users[id].name for id, state in states if not state.suppressed}

        await discord.until(lambda: speaking() <= {name for name, _ in floors(self.stage.in_room())[-1:]})
        self.stage.bot.move(minutes=31)

    async def killed(self) -> frozenset[str]:
        """Killed and started again; returns the messages that are older than that."""
        server, seen = self.stage.discord, self.stage.host.seen
        await self.stage.bot.kill()
        known = frozenset({*seen, *(message.id for message in server.world.messages)})
        await self.stage.bot.start()
        return known


async def people(stage: World) -> list[Presser]:
    """Thirty-four with an account; the hall comes later."""
    on_discord: list[Presser] = [DiscordPresser(stage.discord_person(f"Dora{n}")) for n in range(19)]
    return [
        *on_discord,
        *[MatrixPresser(await stage.matrix_person(f"Mats{n}", pause=PAUSE)) for n in range(15)],
    ]


async def test_forty_people_and_two_moderators_press(staged: World) -> None:
    stage, bot = staged, staged.bot
    vera, ivo = await stage.moderators()
    meeting = Meeting(stage, DiscordPresser(vera), MatrixPresser(ivo))
    await bot.start()
    late, *first, later = everybody = await people(stage)
    seated = [each.who for each in first[1:4] if isinstance(each.who, OnDiscord)]
    del first[1:4]
    slow = [first.pop(0), first.pop()]  # They have not said yet who they are when the bot is killed.
    bot.move(minutes=20)  # ten minutes before the start the meeting opens by itself
    await stage.announced("is open. One queue")
    await asyncio.gather(*(meeting.joins(each, n) for n, each in enumerate(first)))
    await ask_for_words((first[0], first[-1]))
    for number, sitting in enumerate(seated):
        await meeting.raises(sitting)
        await meeting.answers(DiscordPresser(sitting), number)
    for person in slow:
        await person.takes_in_room("Raise hand")
        await person.who.told("You are in the queue")
    bot.move(minutes=10)
    await meeting.vera.takes_in_room("Start")
    await stage.announced(f"{PHASES[0]} starts")
    await hall(meeting, HALL[:4])

    old = await meeting.killed()
    assert await late.takes_in_room("Raise hand") in old
    await asyncio.gather(*(meeting.answers(person, n) for n, person in enumerate((late, *slow))))
    await hall(meeting, HALL[4:])
    await meeting.next_phase(*PHASES[:2])
    await turns(meeting, everybody, 14)
    await meeting.next_phase(*PHASES[1:3])
    await turns(meeting, everybody, 7)
    bot.move(seconds=TURN)
    await meeting.ivo.takes_in_room("Next", "Turn 21:")
    meeting.turns += 1

    old = await meeting.killed()  # before that press is answered, or just behind it
    await stage.announced("has the floor", meeting.turns)
    for moderator, card in ((meeting.ivo, "Turn 3:"), (meeting.vera, "Turn 4:")):
        bot.move(seconds=TURN)
        await moderator.takes_in_room("Next", card)
        await moderator.who.told("Already done")
    await meeting.joins(later, 1)
    await turns(meeting, everybody, 6)
    await meeting.next_phase(*PHASES[2:4])
    await turns(meeting, everybody, 40 - meeting.turns)
    await meeting.next_phase(*PHASES[3:])
    await close(meeting, everybody)
    await stage.discord.until(lambda: not any(map(meeting.speaks, seated)))
    check_turns(stage, meeting.groups)
    await check_calls(everybody)
    assert await bot.stop() == 0


async def ask_for_words(pressers: Sequence[Presser]) -> None:
    """They want to be read aloud what they write: in a form, and behind a number."""
    for person in pressers:
        await person.takes("Words to be read aloud", "We ask for a seat at the table.")
        await person.who.told("read your words aloud")


async def turns(meeting: Meeting, everybody: Sequence[Presser], count: int) -> None:
    """So many; now and then the speaker gives the floor back."""
    for _ in range(count):
        await meeting.next()
        name, _ = floors(meeting.stage.in_room())[-1]
        speaker = next((person for person in everybody if person.who.name == name), None)
        if speaker and isinstance(speaker.who, OnDiscord) and name in meeting.seated:
            on_stage = speaker.who
            await meeting.stage.discord.until(partial(meeting.speaks, on_stage))
        if speaker and meeting.turns % 7 == 0:
            await speaker.who.told("You have the floor")
            await speaker.takes("I have finished")


async def close(meeting: Meeting, everybody: Sequence[Presser]) -> None:
    """Asked about once; then two go on together, on either platform."""
    stage, (one, *_, other) = meeting.stage, everybody
    await meeting.half_an_hour()
    await meeting.vera.takes_in_room("Close the meeting", f"The time for {PHASES[-1]} is up")
    await meeting.vera.who.told("cannot be undone")
    stage.bot.move(seconds=2)
    await meeting.vera.takes("Yes, close the meeting")
    await stage.announced("is over. Thank you.")
    for person in (one, other):
        await person.takes_in_room("Keep working together")
        await person.who.told("the others see your account")
    await stage.discord.until(lambda: bool(stage.discord.threads(stage.channel)))
    await other.who.told("Open questions")


def check_turns(stage: World, groups: Mapping[str, str]) -> None:
    """Counted anew from what both rooms read: everybody once, and the group whose turn is longest ago."""
    given = floors(stage.in_channel())
    assert given == floors(stage.in_room())
    assert dict(given) == groups
    assert len(given) == len(groups) == 40
    left, last = Counter(groups.values()), dict.fromkeys(groups.values(), -1)
    for number, (_, group) in enumerate(given):
        assert last[group] == min(last[each] for each, count in left.items() if count), (number, given)
        last[group] = number
        left[group] -= 1


async def check_calls(everybody: Sequence[Presser]) -> None:
    """Whoever has an account was told once, alone."""
    for person in everybody:
        await read(person.who)
        assert sum("You have the floor" in text for text in person.who.heard()) == 1, person.who.name


async def hall(meeting: Meeting, groups: Sequence[str]) -> None:
    """The moderators at the keypad, in turn."""
    for group in groups:
        name = f"Hall {sum(known.startswith('Hall') for known in meeting.groups) + 1}"
        moderator = (meeting.vera, meeting.ivo)[len(meeting.groups) % 2]
        meeting.stage.bot.move(seconds=2)
        await moderator.takes_in_room(group)
        await moderator.who.told(name)
        meeting.groups[name] = group
