"""Mallory, who sends what no client does: by chance, and made odd anywhere."""

import json
from collections.abc import Callable
from random import Random
from typing import Any

from msgspec import Struct

from tests.hostile.device import Device
from tests.hostile.homeserver import ANA, BOT, CHAT, HALL, MALLORY, SEALED
from tests.hostile.odd import spoiled, text, value

Json = dict[str, Any]


def as_served(event: object) -> object:
    """Whose an event is says the homeserver, and it is never Ana's."""
    if isinstance(event, dict):
        return {
            name: MALLORY if name in ("sender", "state_key") and value == ANA else value
            for name, value in event.items()
        }
    return event


class Maker(Struct):
    """Makes inputs of one hostile account from one source of chance."""

    rng: Random
    device: Device
    number: int = 0

    def event(self, kind: str, content: object, **more: object) -> Json:
        """An event of a room, as the homeserver passes it on."""
        self.number += 1
        return {
            "type": kind,
            "content": content,
            "sender": MALLORY,
            "event_id": f"$odd-{self.rng.getrandbits(64):x}",
            "origin_server_ts": 1_795_000_000_000 + self.number,
            "unsigned": {"age": 5},
            **more,
        }

    def timeline(self) -> object:
        """One event of a timeline."""
        made = self.rng.choice([self._message, self._reaction, self._redaction, self._member, self._sealed,
                                self._sealed, self._odd_megolm, self._strange])()  # fmt: skip
        return as_served(spoiled(self.rng, made) if self.rng.random() < 0.6 else made)

    def state(self) -> object:
        """One event of a room's state."""
        made = self.event(
            self.rng.choice(["m.room.member", "m.room.encryption", "m.room.name"]),
            {
                "membership": self.rng.choice(["join", "leave", "ban", "knock"]),
                "displayname": "x",
                "algorithm": "x",
            },
            state_key=self.rng.choice([MALLORY, "@other:x", ""]),
        )
        return as_served(spoiled(self.rng, made))

    def to_device(self) -> object:
        """One message to the bot's device."""
        made = self.rng.choice([self._letter, self._letter, self._odd_letter, self._odd_olm, self._plain])()
        return spoiled(self.rng, made) if self.rng.random() < 0.4 else made

    def invitation(self) -> object:
        """What the homeserver shows of a room that the bot is asked into."""
        asked = self.event("m.room.member", {"membership": "invite", "is_direct": True}, state_key=BOT)
        return spoiled(
            self.rng, {"invite_state": {"events": [asked, self.event("m.room.name", {"name": "x"})]}}
        )

    def _message(self) -> Json:
        body = self.rng.choice(["!join", "hello", "!join " + "x" * 3_000, "!\ud800", "!next | \0", "5"])
        relation: Json = {"rel_type": self.rng.choice(["m.replace", "m.thread"]), "event_id": "$x"}
        if self.rng.random() < 0.3:
            relation = {"m.in_reply_to": self.rng.choice([{"event_id": "$x"}, {"event_id": 5}, "$x", None])}
        return self.event("m.room.message", {"msgtype": "m.text", "body": body, "m.relates_to": relation})

    def _reaction(self) -> Json:
        relation = {
            "rel_type": "m.annotation",
            "event_id": self.rng.choice(["$x", "$" + "x" * 70_000]),
            "key": self.rng.choice(["✋", "\N{THUMBS UP SIGN}", "x" * 3_000, "\ud800", "\0"]),
        }
        return self.event("m.reaction", {"m.relates_to": relation})

    def _redaction(self) -> Json:
        return self.event("m.room.redaction", {"redacts": "$x"}, redacts="$x")

    def _member(self) -> Json:
        return self.event("m.room.member", {"membership": "join", "displayname": "M"}, state_key=MALLORY)

    def _strange(self) -> Json:
        return self.event("m.room.encrypted", self.rng.choice([{}, {"algorithm": "x"}, None, [], 5]))

    def _odd_megolm(self) -> Json:
        content = self.device.seal(self.rng.choice([CHAT, SEALED]), b"{}")
        return self.event("m.room.encrypted", spoiled(self.rng, content))

    def _sealed(self) -> Json:
        """Well sealed, whatever is inside."""
        return self.event(
            "m.room.encrypted", self.device.seal(self.rng.choice([CHAT, SEALED]), self._payload())
        )

    def _payload(self) -> bytes:
        rng = self.rng
        inside = {
            "type": rng.choice(["m.room.message", "m.reaction", "m.room.member", "m.room.encryption",
                                "m.room.redaction", "m.room.encrypted", "m.room.name", "m.call.invite"]),
            "room_id": rng.choice([CHAT, SEALED]),
            "content": {"msgtype": "m.text", "body": "!x", "membership": "leave", "displayname": "Forged"},
            "sender": ANA, "event_id": "$forged", "state_key": ANA, "origin_server_ts": 5,
            "unsigned": {"redacted_because": rng.choice([{}, None, 5])} if rng.random() < 0.1 else {},
        }  # fmt: skip
        return self._bytes(inside)

    def _bytes(self, inside: Json) -> bytes:
        """As it stands, spoiled, or nothing of the kind."""
        chance = self.rng.random()
        if chance < 0.15:
            return json.dumps(inside).encode()
        if chance < 0.75:
            return text(self.rng, spoiled(self.rng, inside))
        if chance < 0.9:
            return text(self.rng, value(self.rng))
        return self.rng.choice(
            [b"", b"[" * 20_000, b"9" * 5_000, b"\xff\xfe", b"nul", b'{"a":' * 9_000, b"-", b"1e999"]
        )

    def _letter(self) -> Json:
        kind = self.rng.choice(
            ["m.room_key", "m.forwarded_room_key", "m.dummy", "m.room_key_request", "m.secret.send"]
        )
        content = self.device.room_key(self.rng.choice([SEALED, CHAT, HALL, "!other:x"])) | {
            "sender_key": self.device.curve,
            "sender_claimed_ed25519_key": "x",
            "forwarding_curve25519_key_chain": [],
        }
        return self.device.to_device(self._bytes(self.device.letter(kind, content)))

    def _odd_letter(self) -> Json:
        return self.device.to_device(self._bytes({"type": "m.room_key", "content": value(self.rng)}))

    def _odd_olm(self) -> Json:
        sealed = self.device.to_device(b"{}")
        [(key, _)] = sealed["content"]["ciphertext"].items()
        body = {
            "type": self.rng.choice([0, 1, 2, 5]),
            "body": self.rng.choice(["x", "", "AwgAEnAC", "é", "A" * 5_000]),
        }
        sealed["content"]["ciphertext"] = {key: self.rng.choice([body, 5, None, [], {}, value(self.rng)])}
        return sealed

    def _plain(self) -> Json:
        kinds: list[Callable[[], Json]] = [
            lambda: {"action": "request", "requesting_device_id": "BOT", "request_id": "1",
                     "body": self.device.room_key(SEALED) | {"sender_key": self.device.curve}},
            lambda: {"transaction_id": "1", "from_device": "MAL", "method": "m.sas.v1", "hashes": ["sha256"],
                     "key_agreement_protocols": ["curve25519"], "message_authentication_codes": ["hmac"],
                     "short_authentication_string": ["emoji"]},
            lambda: self.device.letter("m.room_key", self.device.room_key(SEALED)),
        ]  # fmt: skip
        kind = self.rng.choice(["m.room_key_request", "m.key.verification.start", "m.key.verification.key",
                                "m.key.verification.cancel", "m.room_key", "m.dummy", "x"])  # fmt: skip
        return {
            "type": kind,
            "sender": self.rng.choice([MALLORY, ANA, BOT]),
            "content": self.rng.choice(kinds)(),
        }
