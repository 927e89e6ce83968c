"""Who sits on the Stages of the bot's servers, as Discord last told it, and what that changes.

Discord tells how somebody sits and not what they did, and its library shows the same object before and after
a change. So what is told is read as it comes, and compared with what was told before.
"""

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Literal

from msgspec import Struct, field

from bot.domain.changing import replace

Payload = Mapping[str, Any]
IsStage = Callable[[str], bool]
"""Whether a channel, by its id, is a Stage."""


class Seat(Struct, frozen=True):
    """Somebody on a Stage."""

    user: str
    name: str
    server: str
    channel: str
    session: str
    """What Discord calls this visit of theirs, by chance."""
    listens: bool
    """True in the audience."""
    hand: str = ""
    """Since when a hand is raised; empty where none is, as from the moment when they are invited."""


class Change(Struct, frozen=True):
    """What somebody did on a Stage."""

    what: Literal["came", "left", "up", "down", "lost"]
    """A hand is lost that was not taken down: they are invited, or have come by another device."""
    seat: Seat
    """How they sit now; before, where they left or a hand went down."""

    @property
    def cause(self) -> str:
        """The same for one hand, whenever it is told, and it names nobody."""
        raised = _digest(self.seat.channel, self.seat.user, self.seat.session, self.seat.hand)
        return f"discord:stage:{raised}" + (":down" if self.what == "down" else "")

    @property
    def hand(self) -> str:
        """The one hand that somebody can have up during a visit; it names nobody either."""
        return f"discord:stage:{_digest(self.seat.channel, self.seat.user, self.seat.session)}"


class Seats(Struct):
    """Kept from one connection to the next, so that what happened in between is noticed."""

    _taken: dict[tuple[str, str], Seat] = field(default_factory=dict)
    """By server and account: nobody is in two channels of a server."""

    def find(self, channel: str, user: str) -> Seat | None:
        """Somebody's seat on that Stage, if they are there."""
        theirs = (seat for (_, who), seat in self._taken.items() if who == user)
        return next((seat for seat in theirs if seat.channel == channel), None)

    def moved(self, seat: Seat, *, speaks: bool) -> None:
        """The bot has invited somebody or sent them back; Discord tells so in a moment."""
        key = (seat.server, seat.user)
        if key in self._taken:
            self._taken[key] = replace(self._taken[key], listens=not speaks)

    def told(self, event: str, payload: Payload, is_stage: IsStage) -> Sequence[Change]:
        """What changes with an event of the gateway."""
        if event == "VOICE_STATE_UPDATE":
            key = (str(payload["guild_id"]), str(payload["user_id"]))
            return list(self._one(key, _seat(key, payload, payload.get("member"), is_stage)))
        return list(self._all(payload, is_stage)) if event == "GUILD_CREATE" else ()

    def _all(self, payload: Payload, is_stage: IsStage) -> Iterator[Change]:
        """A server tells of everybody who is there; whoever is not has gone."""
        server = str(payload["id"])
        members = {str(each["user"]["id"]): each for each in payload.get("members") or ()}
        states = {str(each["user_id"]): each for each in payload.get("voice_states") or ()}
        before = [who for where, who in self._taken if where == server]
        for user in dict.fromkeys((*before, *states)):
            key, state = (server, user), states.get(user)
            seat = _seat(key, state, members.get(user), is_stage) if state is not None else None
            yield from self._one(key, seat)

    def _one(self, key: tuple[str, str], now: Seat | None) -> Iterator[Change]:
        before = self._taken.pop(key, None)
        if now is not None:
            self._taken[key] = now
        stays = before is not None and now is not None and before.channel == now.channel
        if before is not None and not stays:
            yield Change("left", before)
        if now is not None and not stays:
            yield Change("came", now)
        if stays and before is not None and now is not None:
            yield from _of_hand(before, now)
        elif now is not None and now.hand:
            yield Change("up", now)


def _of_hand(before: Seat, now: Seat) -> Iterator[Change]:
    same = before.session == now.session
    if before.hand and not (same and now.hand):
        yield Change("down" if same and now.listens else "lost", before)
    if now.hand and not (same and now.hand == before.hand):
        yield Change("up", now)


def _digest(*known: str) -> str:
    """Discord's number of a visit is by chance, so nobody finds out from it whose it was."""
    return hashlib.sha256("/".join(known).encode()).hexdigest()[:24]


def _seat(key: tuple[str, str], state: Payload, member: Payload | None, is_stage: IsStage) -> Seat | None:
    """None for whoever is on no Stage, and for other bots."""
    channel, person = str(state.get("channel_id") or ""), member["user"] if member else {}
    if not channel or not is_stage(channel) or person.get("bot"):
        return None
    name = (member or {}).get("nick") or person.get("global_name") or person.get("username") or ""
    listens, asks = bool(state.get("suppress")), state.get("request_to_speak_timestamp")
    hand = str(asks) if listens and asks else ""
    return Seat(key[1], str(name), key[0], channel, str(state.get("session_id")), listens, hand)
