"""Hostile names, topics, words and reactions on Matrix: nothing pings, acts as markup or is taken."""

import re
from collections.abc import AsyncIterator, Sequence
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from adapters.matrix.offers.content import FIELD
from bot.domain.message import Offer, say
from bot.messages.offers import token
from tests.e2e.pressing import MatrixPresser
from tests.e2e.world import EXAMPLE, OnMatrix, World, world
from tests.synapse import Person, Synapse

pytestmark = [pytest.mark.sockets, pytest.mark.timeout(300)]

TURNED = "\N{RIGHT-TO-LEFT OVERRIDE}lla llac\N{LEFT-TO-RIGHT ISOLATE}"
NAMES = ("@room", "<b>Bo</b> &lt;", f"{TURNED} Eve", "\N{ZERO WIDTH SPACE}", "Host: **x**", "1 Raise hand")
TOPIC = f"@room <b>Topic</b> <img src=x> {TURNED}"
WORDS = f"@room <script>x</script> [x](https://evil.example) {TURNED} \N{ZERO WIDTH SPACE}"
NEXT, HAND = "\N{BLACK RIGHT-POINTING TRIANGLE}", "\N{RAISED HAND}"
DIRECTIONS = re.compile("[\u200e\u200f\u202a-\u202e\u2066\u2067]")


@pytest.fixture
async def stage(synapse: Synapse, tmp_path: Path) -> AsyncIterator[World]:
    async with world(synapse, tmp_path) as made:
        file = tmp_path / "meetings" / EXAMPLE.name
        text, found = re.subn(r'^title = "[^"]*"', f"title = '{TOPIC}'", file.read_text("utf-8"), flags=re.M)
        assert found > 1  # the meeting's title and those of its phases
        file.write_text(text, "utf-8")
        yield made


async def test_hostile_names_and_reactions(stage: World) -> None:
    vera, ivo = await stage.moderators()
    await stage.bot.start()
    await vera.say("open")
    people = [MatrixPresser(await stage.matrix_person("Guest")) for _ in NAMES]
    for person, name in zip(people, NAMES, strict=True):
        await renamed(person.who.user.person, name)
        await person.takes_in_room("Raise hand")
        await person.who.told("You are in the queue")
        await person.takes("Civil Society")
        await person.takes("Words to be read aloud", WORDS)
        await person.who.told("read your words aloud")
    for line in ("start", "phase next"):
        await vera.say(line)
    moderator = MatrixPresser(ivo)
    card = await moderator.takes_in_room("Next")
    await stage.announced("has the floor")
    await forged(stage, people[0].who, ivo, card)
    for turn in range(1, len(people)):
        stage.bot.move(seconds=20)
        await moderator.takes_in_room("Next", f"Turn {turn}:")
        await stage.announced("has the floor", turn + 1)
    names = {person.who.user.person.id for person in people}
    for room, reader in ((stage.room, stage.host.person), (stage.moderators_room, ivo.user.person)):
        said = [each for each in await reader.messages(room) if each["sender"] == ivo.user.bot]
        check([each for each in said if each["type"] == "m.room.message"], names)
    assert any("@room" in post for post in stage.in_room())
    assert sum("has the floor" in post for post in stage.in_room()) == len(people)


async def renamed(person: Person, name: str) -> None:
    await person.call("PUT", f"/profile/{person.id}/displayname", {"displayname": name})


async def forged(stage: World, mallory: OnMatrix, ivo: OnMatrix, card: str) -> None:
    """Gives nobody the floor: a card of a room that she is not in, signs of no offer, an offer of hers."""
    person, room = mallory.user.person, stage.room
    board = next(id for id, said in stage.host.seen.items() if "Raise hand" in said.text)
    for key in (NEXT, "1\ufe0f\u20e3", f"{NEXT}{HAND}", "next", "1", "\N{ZERO WIDTH SPACE}"):
        await person.react(room, board, key)
    for event in (card, board):
        for body in ("1", "99", "2 words", "next"):
            relation = {"m.in_reply_to": {"event_id": event}}
            await person.send(room, {"msgtype": "m.text", "body": body, "m.relates_to": relation})
    made = token(Offer("next", say("offer-next")), EXAMPLE.stem)
    hers = {
        "msgtype": "m.text",
        "body": f"{NEXT} Next",
        FIELD: [{"token": made, "sign": NEXT, "asks": False}],
    }
    await ivo.user.person.react(room, await person.send(room, hers), NEXT)
    await person.say(room, "!next")
    await mallory.told("for the meeting's moderators")
    await ivo.say("agenda")  # all that came before is dealt with
    assert sum("has the floor" in post for post in stage.in_room()) == 1


def check(said: Sequence[dict[str, Any]], people: set[str]) -> None:
    """What clients would do with it."""
    assert len(said) > 5
    for event in said:
        content = event["content"].get("m.new_content", event["content"])
        pinged = content["m.mentions"]
        assert set(pinged) <= {"user_ids"}
        assert set(pinged.get("user_ids", ())) <= people
        assert not DIRECTIONS.search(content["body"]), content
        Allowed().feed(content.get("formatted_body", ""))


class Allowed(HTMLParser):
    """Markup of the bot's own, and no other."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in {"strong", "br", "code", "a"}, self.rawdata
        assert all(name == "href" and "evil" not in str(value) for name, value in attrs), self.rawdata
