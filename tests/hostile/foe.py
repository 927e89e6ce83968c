"""Mallory, with an account in the rooms and a device: what she sends, and what is said of her devices."""

import json
from random import Random

from msgspec import Struct, field

from tests.hostile.device import Device
from tests.hostile.homeserver import CHAT, HALL, MALLORY, SEALED, Json
from tests.hostile.inputs import Maker
from tests.hostile.odd import garbage, spoiled, text

Inputs = tuple[list[object], list[tuple[str, object]], dict[str, Json], Json]
"""Messages to the device, what is said in rooms, rooms with their state, invitations."""

MOST_BAD_PAGES = 5
"""In a round; a homeserver that never gives a room's history hides it, whatever one does."""


class Foe(Struct):
    """Before her first inputs everything about her is as it should be."""

    device: Device = field(default_factory=lambda: Device(MALLORY, "MAL"))
    _rng: Random | None = None
    _bad_pages: int = 0

    def inputs(self, rng: Random, count: int) -> Inputs:
        """So many odd things; what is said of her devices is odd by the same chance from now on."""
        self._rng, self._bad_pages, maker = rng, 0, Maker(rng, self.device)
        to_device: list[object] = []
        said: list[tuple[str, object]] = []
        state: dict[str, list[object]] = {HALL: [], SEALED: [], CHAT: []}
        asked: Json = {}
        for number in range(count):
            match rng.randrange(8):
                case 0 | 1 | 2:
                    to_device.append(maker.to_device())
                case 3:
                    state[rng.choice([HALL, SEALED, CHAT])].append(maker.state())
                case 4:
                    asked[f"!asked-{number}:x"] = maker.invitation()
                case _:
                    said.append((rng.choice([HALL, SEALED, CHAT]), maker.timeline()))
        return to_device, said, {room: {"state": {"events": each}} for room, each in state.items()}, asked

    def spoil(self, kind: str, answer: Json) -> bytes:
        """What others' homeservers and devices say of themselves is theirs to spoil, and nobody else's."""
        rng = self._rng
        if rng is None:
            return json.dumps(answer).encode()
        if kind == "keys/query" and MALLORY in answer["device_keys"]:
            answer["device_keys"][MALLORY] = spoiled(rng, {"MAL": self._odd_device(rng)})
        if kind == "keys/claim" and MALLORY in answer["one_time_keys"]:
            key = {
                "signed_curve25519:x": self.device.signed({"key": rng.choice(["x", "", "A" * 43, "é", 5])})
            }
            answer["one_time_keys"][MALLORY] = spoiled(rng, {"MAL": key}, rng.choice([0, 0, 1]))
        if kind == "event" and rng.random() < 0.3:
            return text(rng, spoiled(rng, answer))
        if kind == "messages" and self._bad_pages < MOST_BAD_PAGES and rng.random() < 0.3:
            self._bad_pages += 1
            return garbage(rng)
        return json.dumps(answer).encode()

    def _odd_device(self, rng: Random) -> Json:
        keys = self.device.keys()
        del keys["signatures"]
        odd = spoiled(rng, keys, rng.choice([0, 1]))
        return self.device.signed(odd if isinstance(odd, dict) else keys)
