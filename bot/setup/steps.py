"""What somebody is asked who sets up a meeting: one question after the other, each with its answers."""

import re
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from msgspec import Struct

from bot.domain.folding import plain, visible
from bot.domain.identity import Identity
from bot.domain.message import Argument, CommandText, Message, Offer, Refusal, RoomRef, offering, refuse, say
from bot.meeting_file.problems import FILL_IN
from bot.meeting_file.zones import mend_of
from bot.ports.premises import FoundRoom, Look
from bot.setup.file_text import LONGEST_GROUP, MOST_GROUPS, OWN, Answers, group_names, presets

LONGEST_TITLE: Final = 100
MOST_ACCOUNTS: Final = 10
MOST_ROOMS: Final = 100
ZONES: Final = (
    "UTC",
    "Africa/Lagos",
    "Africa/Nairobi",
    "America/Los_Angeles",
    "America/New_York",
    "America/Sao_Paulo",
    "Asia/Dubai",
    "Asia/Kolkata",
    "Asia/Tokyo",
    "Australia/Sydney",
    "Europe/London",
    "Europe/Paris",
)
"""A short list; any other can be written."""
_START: Final = re.compile(r"(\d{4}-\d{2}-\d{2})[ T]+(\d{1,2}[:.]\d{2})", re.ASCII)


class Scene(Struct, frozen=True):
    """Who is asked, and what there is to choose from."""

    platform: str
    who: Identity
    look: Look
    whole_server: bool
    languages: Sequence[str]
    account: Callable[[str], str | None]
    now: datetime

    def found(self, id: str) -> FoundRoom | None:
        """The room of that id, if it is there."""
        return next((each for each in self.look.rooms if each.place.id == id), None)


class Step(Struct, frozen=True):
    """One question; `read` gives the answer as it is kept."""

    name: str
    ask: Callable[[Answers, Scene], Message]
    read: Callable[[str, Answers, Scene], str | Refusal]


def choice(step: str, value: str, label: Argument) -> Offer:
    """An answer to be pressed."""
    return Offer(f"setup {step} {value}", label)


def writing(step: str) -> Offer:
    """An answer to be written."""
    return Offer(f"setup {step}", say("offer-setup-write"), asks=True)


AGAIN: Final = Offer("setup again", say("offer-setup-again"))


def _ask_room(_answers: Answers, scene: Scene) -> Message:
    rooms = [each for each in scene.look.rooms if not each.private][:MOST_ROOMS]
    if not rooms:
        return offering(say("setup-room-none"), AGAIN)
    return offering(say("setup-room"), *(_room("room", each) for each in rooms))


def _read_room(words: str, answers: Answers, scene: Scene) -> str | Refusal:
    found = scene.found(words)
    if found is None or words == answers.get("desk"):
        return refuse("refused-setup-choice")
    return words


def _ask_desk(answers: Answers, scene: Scene) -> Message:
    rooms = [each for each in scene.look.rooms if each.private and each.place.id != answers.get("room")]
    offers = [_room("desk", each) for each in rooms[:MOST_ROOMS]]
    if scene.look.can_make:
        offers.append(choice("desk", "new", say("offer-setup-new")))
    if not offers:
        return offering(say("setup-desk-none"), AGAIN)
    if scene.whole_server:
        return offering(say("setup-desk"), *offers, AGAIN)
    return offering(say("setup-desk-alone", here=CommandText("setup here")), *offers)


def _read_desk(words: str, answers: Answers, scene: Scene) -> str | Refusal:
    found = scene.found(words)
    if found is None or words == answers.get("room"):
        return refuse("refused-setup-choice")
    return words if found.private else refuse("refused-setup-public")


def _ask_hall(_answers: Answers, _scene: Scene) -> Message:
    yes, no = say("offer-setup-yes"), say("offer-setup-no")
    return offering(say("setup-hall"), choice("hall", "yes", yes), choice("hall", "no", no))


def _ask_title(_answers: Answers, _scene: Scene) -> Message:
    return offering(say("setup-title"), writing("title"))


def _read_title(words: str, _answers: Answers, _scene: Scene) -> str | Refusal:
    title = printable(words)
    if not title or len(title) > LONGEST_TITLE or FILL_IN in title:
        return refuse("refused-setup-title", most=LONGEST_TITLE)
    return title


def _ask_moderators(_answers: Answers, scene: Scene) -> Message:
    return offering(
        say("setup-moderators", platform=scene.platform),
        choice("moderators", "power", say("offer-setup-power")),
        choice("moderators", "me", say("offer-setup-me")),
        Offer("setup moderators", say("offer-setup-others"), asks=True),
    )


def _read_moderators(words: str, _answers: Answers, scene: Scene) -> str | Refusal:
    match words:
        case "power":
            return ""
        case "me":
            return scene.who.id
    accounts = [scene.account(each) for each in re.split(r"[\s,;]+", words) if each]
    known = [each for each in accounts if each is not None]
    if not 0 < len(accounts) <= MOST_ACCOUNTS or len(known) < len(accounts):
        return refuse("refused-setup-account", platform=scene.platform)
    return " ".join(dict.fromkeys(known))


def _ask_language(_answers: Answers, scene: Scene) -> Message:
    return offering(say("setup-language"), *(choice("language", each, each) for each in scene.languages))


def _ask_zone(_answers: Answers, _scene: Scene) -> Message:
    return offering(say("setup-zone"), *(choice("zone", zone, zone) for zone in ZONES), writing("zone"))


def _read_zone(words: str, _answers: Answers, _scene: Scene) -> str | Refusal:
    zone = printable(words)
    mend = mend_of(zone) if zone and len(zone) <= LONGEST_TITLE else ""
    return zone if mend is None else refuse("refused-setup-zone")


def _ask_start(answers: Answers, _scene: Scene) -> Message:
    return offering(say("setup-start", zone=answers.get("zone", "UTC")), writing("start"))


def _read_start(words: str, answers: Answers, scene: Scene) -> str | Refusal:
    found = _START.fullmatch(plain(words).strip())
    try:
        at = datetime.fromisoformat(f"{found[1]} {found[2].replace('.', ':'):0>5}") if found else None
    except ValueError:
        at = None
    if at is None or at.year > scene.now.year + 5:
        return refuse("refused-setup-start")
    zone = ZoneInfo(answers.get("zone", "UTC"))
    first, second = (at.replace(tzinfo=zone, fold=fold) for fold in (0, 1))
    if first.utcoffset() != second.utcoffset():
        return refuse("refused-setup-clocks")
    return f"{at:%Y-%m-%d %H:%M}" if first > scene.now else refuse("refused-setup-past")


def _ask_format(_answers: Answers, _scene: Scene) -> Message:
    offers = (choice("format", name, Message(f"offer-format-{name}")) for name in presets()["formats"])
    return offering(say("setup-format"), *offers)


def _ask_groups(_answers: Answers, _scene: Scene) -> Message:
    listed = presets()["constituencies"]
    offers = (choice("groups", name, Message(f"offer-groups-{name}")) for name in listed)
    return offering(say("setup-groups"), *offers, Offer("setup groups", say("offer-setup-own"), asks=True))


def _read_groups(words: str, _answers: Answers, _scene: Scene) -> str | Refusal:
    if words in presets()["constituencies"]:
        return words
    names = group_names(", ".join(printable(name) for name in group_names(words)))
    fitting = all(len(each) <= LONGEST_GROUP and FILL_IN not in each for each in names)
    if not 2 <= len(names) <= MOST_GROUPS or not fitting:
        return refuse("refused-setup-groups", most=MOST_GROUPS)
    return OWN + ", ".join(names)


def _one_of(allowed: Callable[[Scene], Sequence[str]]) -> Callable[[str, Answers, Scene], str | Refusal]:
    def read(words: str, _answers: Answers, scene: Scene) -> str | Refusal:
        return words if words in allowed(scene) else refuse("refused-setup-choice")

    return read


def _room(step: str, room: FoundRoom) -> Offer:
    return choice(step, room.place.id, RoomRef(room.place, room.name))


def printable(words: str) -> str:
    """On one line, with nothing in it that cannot be seen."""
    return " ".join("".join(c if c.isprintable() else " " for c in visible(words)).split())


STEPS: Final = (
    Step("room", _ask_room, _read_room),
    Step("desk", _ask_desk, _read_desk),
    Step("hall", _ask_hall, _one_of(lambda _: ("yes", "no"))),
    Step("title", _ask_title, _read_title),
    Step("moderators", _ask_moderators, _read_moderators),
    Step("language", _ask_language, _one_of(lambda scene: scene.languages)),
    Step("zone", _ask_zone, _read_zone),
    Step("start", _ask_start, _read_start),
    Step("format", _ask_format, _one_of(lambda _: tuple(presets()["formats"]))),
    Step("groups", _ask_groups, _read_groups),
)
"""In the order in which they are asked."""
