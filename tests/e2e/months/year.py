"""A group that lives by a clock: moved from moment to moment, and looked at from outside at each."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta
from itertools import groupby

from msgspec import Struct, field

from bot.ports.store import Store
from tests.e2e.months.almanac import CHANNELS
from tests.e2e.months.oracle import DIGEST, Due
from tests.e2e.pressing import DiscordPresser, MatrixPresser, Presser
from tests.e2e.world import Attendee, OnDiscord, OnMatrix, World
from tests.support.clock import MovedClock
from tests.support.idle import until_all_idle

MINUTE = timedelta(minutes=1)


class Year(Struct):
    """`people` are those of the group by name; `reader` is in its room on Matrix."""

    stage: World
    store: Store
    reader: OnMatrix
    people: dict[str, Attendee]
    ahead: list[Due]
    """All that must still come, in order."""
    kills: Mapping[datetime, str]
    """How the process is killed, and at which moments."""
    come: "Counter[tuple[str, str]]" = field(default_factory=Counter)
    """What each must have been told so far, by its words."""

    @property
    def now(self) -> datetime:
        """By the clock of the bot."""
        return self.stage.bot.now

    async def until(self, end: datetime) -> None:
        """Play all that is due by then: nothing comes before its minute, and all at it, once."""
        due = [each for each in self.ahead if each.at <= end]
        self.ahead = self.ahead[len(due) :]
        for at, told in groupby(due, lambda each: each.at):
            await self._meet(at, list(told))
        await self.to(end)
        await self.check((*CHANNELS, *self.people))

    async def to(self, at: datetime) -> None:
        """Let it be that moment, if it is not that late already, and all be done."""
        if at > self.now:
            await self.stage.bot.moved(at)
        await self.idle()

    async def idle(self) -> None:
        """Nothing is left to be done at this moment."""
        await until_all_idle(self.store, MovedClock(self.now))

    async def _meet(self, at: datetime, told: Sequence[Due]) -> None:
        who = sorted({each.who for each in told})
        await self.to(at - MINUTE)
        if any(each.words == DIGEST for each in told):
            await self._shares()
        await self.check(who)
        self.come.update((each.who, each.words) for each in told)
        if at in self.kills:
            await self._killed(at, self.kills[at], who)
        else:
            await self.stage.bot.moved(at)
        await self.idle()
        await self.check(who)

    async def _shares(self) -> None:
        """Something that the digest can tell of."""
        number = f"{self.now:%j}"
        await self.says("Dora3", f"resource add https://example.org/{number} | Text {number}")

    async def _killed(self, at: datetime, how: str, who: Collection[str]) -> None:
        bot, heard = self.stage.bot, len(self.heard(CHANNELS[0]))
        if how == "before":
            await bot.kill()
            bot.now = at
        else:
            bot.move(seconds=(at - bot.now).total_seconds())
            if how == "between" and CHANNELS[0] in who:
                await self.stage.discord.until(lambda: len(self.heard(CHANNELS[0])) > heard)
            await bot.kill()
        await bot.start()

    async def check(self, who: Collection[str]) -> None:
        """They have heard what they were to hear so far, and nothing more."""
        words = {words for _, words in self.come} | {each.words for each in self.ahead}
        for one in who:
            await self._reads(self.reader if one == CHANNELS[1] else self.people.get(one))
            heard = self.heard(one)
            counted = {each: count for each in words if (count := _count(heard, each))}
            wanted = {each: count for (whose, each), count in self.come.items() if whose == one}
            assert counted == wanted, f"{one} at {self.now}, of which the last were {heard[-3:]}"

    def heard(self, who: str) -> Sequence[str]:
        """All that was said to them or there, oldest first."""
        server = self.stage.discord
        if who == CHANNELS[0]:
            return [server.as_read(each) for each in server.messages(self.thread)]
        if who == CHANNELS[1]:
            return self.reader.user.texts(self.room)
        return self.people[who].heard()

    @property
    def thread(self) -> str:
        """The group's on Discord."""
        [thread] = self.stage.discord.threads(self.stage.channel)
        return thread.id

    @property
    def room(self) -> str:
        """The group's on Matrix."""
        [room] = {said.room for said in self.reader.user.seen.values() if "Open questions" in said.text}
        return room

    async def sure(self, who: str, line: str, label: str = "That is right") -> None:
        """Somebody gives a command and presses that it is right."""
        await self.says(who, line)
        person = self.people[who]
        await self._reads(person)
        before = len(person.heard())
        await _presser(person).takes(label)
        wait = person.user.until if isinstance(person, OnMatrix) else self.stage.discord.until
        await wait(lambda: len(person.heard()) > before)
        await self.idle()

    async def says(self, who: str, line: str) -> str:
        """Somebody who has read all so far gives a command, and it is answered."""
        await self._reads(self.people[who])
        answer = await self.people[who].say(line)
        await self.idle()
        return answer

    async def _reads(self, person: Attendee | None) -> None:
        if isinstance(person, OnMatrix):
            await person.user.up_to_date()


def _presser(person: Attendee) -> Presser:
    assert isinstance(person, OnDiscord | OnMatrix)
    return DiscordPresser(person) if isinstance(person, OnDiscord) else MatrixPresser(person)


def _count(texts: Sequence[str], words: str) -> int:
    return sum(words in text for text in texts)
