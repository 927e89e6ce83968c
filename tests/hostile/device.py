"""Somebody's encrypting device, by the library's own means: it seals whatever bytes it is given."""

import base64
import json
from collections import defaultdict
from typing import Any

import vodozemac

from tests.hostile.homeserver import BOT

Json = dict[str, Any]
ALGORITHMS = ["m.olm.v1.curve25519-aes-sha2", "m.megolm.v1.aes-sha2"]


class Device:
    """One device, with a key for each room."""

    def __init__(self, user: str, id: str) -> None:
        self.user, self.id = user, id
        self._account = vodozemac.Account()
        self._groups = defaultdict[str, vodozemac.GroupSession](vodozemac.GroupSession)
        self._session: vodozemac.Session | None = None
        self._bot: Json = {}
        self._others: dict[str, vodozemac.InboundGroupSession] = {}

    @property
    def curve(self) -> str:
        return self._account.curve25519_key.to_base64()

    def keys(self) -> Json:
        """As /keys/query tells of the device."""
        own = {
            f"curve25519:{self.id}": self.curve,
            f"ed25519:{self.id}": self._account.ed25519_key.to_base64(),
        }
        return self.signed(
            {"algorithms": ALGORITHMS, "user_id": self.user, "device_id": self.id, "keys": own}
        )

    def signed(self, what: Json) -> Json:
        canonical = json.dumps(what, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        signature = self._account.sign(canonical.encode(errors="replace")).to_base64()
        return {**what, "signatures": {self.user: {f"ed25519:{self.id}": signature}}}

    def meet(self, bot_keys: Json, one_time_key: Json) -> None:
        """Begin a conversation with the bot's device."""
        self._bot = bot_keys["keys"]
        self._session = self._account.create_outbound_session(
            vodozemac.Curve25519PublicKey.from_base64(self._bot["curve25519:BOT"]),
            vodozemac.Curve25519PublicKey.from_base64(one_time_key["key"]),
        )

    def letter(self, kind: str, content: object) -> Json:
        """What an honest client seals for the bot's device."""
        return {
            "type": kind,
            "content": content,
            "sender": self.user,
            "recipient": BOT,
            "recipient_keys": {"ed25519": self._bot["ed25519:BOT"]},
            "keys": {"ed25519": self._account.ed25519_key.to_base64()},
        }

    def room_key(self, room: str) -> Json:
        """The key of the device's messages in a room."""
        return {
            "algorithm": ALGORITHMS[1],
            "room_id": room,
            "session_id": self._groups[room].session_id,
            "session_key": self._groups[room].session_key.to_base64(),
        }

    def to_device(self, plaintext: bytes) -> Json:
        """An event for the bot's device alone."""
        assert self._session
        kind, ciphertext = self._session.encrypt(plaintext).to_parts()
        body = base64.b64encode(ciphertext).decode().rstrip("=")
        sealed = {self._bot["curve25519:BOT"]: {"type": kind, "body": body}}
        content = {"algorithm": ALGORITHMS[0], "sender_key": self.curve, "ciphertext": sealed}
        return {"type": "m.room.encrypted", "sender": self.user, "content": content}

    def seal(self, room: str, plaintext: bytes) -> Json:
        """The content of an encrypted event of a room."""
        return {
            "algorithm": ALGORITHMS[1],
            "sender_key": self.curve,
            "ciphertext": self._groups[room].encrypt(plaintext).to_base64(),
            "session_id": self._groups[room].session_id,
            "device_id": self.id,
        }

    def learn(self, messages: Json) -> None:
        """Take a room's key out of what the bot sent to devices, if it is for this one."""
        letter = messages.get(self.user, {}).get(self.id)
        if letter is None:
            return
        assert self._session
        sealed = letter["ciphertext"][self.curve]
        ciphertext = base64.b64decode(sealed["body"] + "==")
        plaintext = self._session.decrypt(vodozemac.AnyOlmMessage.from_parts(sealed["type"], ciphertext))
        content = json.loads(plaintext)["content"]
        key = vodozemac.SessionKey(content["session_key"])
        self._others[content["session_id"]] = vodozemac.InboundGroupSession(key)

    def read(self, content: Json) -> Json:
        """What an encrypted event of a room says; KeyError without its key."""
        session = self._others[content["session_id"]]
        opened: Json = json.loads(
            session.decrypt(vodozemac.MegolmMessage.from_base64(content["ciphertext"])).plaintext
        )
        return opened
