"""Ana, who uses the bot as people do, and must be heard as herself whatever others send."""

import json
from collections.abc import Sequence

from msgspec import Struct, field

from bot.ports.platform import Invocation, TypedRequest
from tests.hostile.device import Device
from tests.hostile.homeserver import ANA, CHAT, HALL, Homeserver, Json

MESSAGE = "m.room.message"


class Wrong(Exception):
    """What must not happen, in words."""


class Friend(Struct):
    """Knows what she said, and reads what the bot says."""

    device: Device = field(default_factory=lambda: Device(ANA, "ANA"))
    _said: dict[str, str] = field(default_factory=dict)
    _letters: int = 0

    def probe(self) -> Sequence[tuple[str, Json]]:
        """A command in the open, and one sealed in the direct chat."""
        words = f"probe {len(self._said)}"
        inside = {"type": MESSAGE, "room_id": CHAT, "content": {"msgtype": "m.text", "body": words}}
        sealed = self.device.seal(CHAT, json.dumps(inside).encode())
        return [
            (HALL, self._event(MESSAGE, {"msgtype": "m.text", "body": f"!{words}"}, words)),
            (CHAT, self._event("m.room.encrypted", sealed, words)),
        ]

    def _event(self, kind: str, content: Json, words: str) -> Json:
        id = f"$probe-{len(self._said)}-"
        self._said[f"matrix:{id}"] = words
        return {"type": kind, "content": content, "sender": ANA, "event_id": id, "origin_server_ts": 1}

    def check(self, when: str, handed: Sequence[Invocation]) -> None:
        """What came as hers is hers, and what is hers came as such."""
        for invocation in handed:
            words = self._said.get(invocation.cause)
            if words is None and invocation.author.id == ANA:
                raise Wrong(f"{when}: words were put into Ana's mouth")
            if words is None:
                continue
            if invocation.author.id != ANA or invocation.request != TypedRequest(words):
                raise Wrong(f"{when}: what Ana said came as something else")
            if invocation.author_name != "Ana":
                raise Wrong(f"{when}: Ana's name was forged")

    def reads(self, when: str, homeserver: Homeserver) -> None:
        """The last thing the bot said in an encrypted room."""
        for messages in homeserver.to_devices[self._letters :]:
            self.device.learn(messages)
        self._letters = len(homeserver.to_devices)
        try:
            words = self.device.read(homeserver.sent[-1])["content"]["body"]
        except KeyError:
            raise Wrong(f"{when}: Ana was given no key") from None
        if words != when:
            raise Wrong(f"{when}: Ana reads something else")
