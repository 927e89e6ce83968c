"""An identity as another client makes it, by other libraries (PyNaCl, signedjson, cryptography)."""

import base64
import hmac
import secrets
from collections.abc import Mapping
from urllib.parse import quote

from canonicaljson import encode_canonical_json
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from msgspec import Struct, field
from nacl.signing import SigningKey
from signedjson.key import decode_verify_key_bytes
from signedjson.sign import SignatureVerifyException, verify_signed_json

from tests.synapse import Person

BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
SECRET = "m.cross_signing.self_signing"
Json = dict[str, object]


def unpadded(data: bytes) -> str:
    return base64.b64encode(data).decode().rstrip("=")


def canonical(content: Mapping[str, object]) -> bytes:
    return encode_canonical_json({k: v for k, v in content.items() if k not in ("signatures", "unsigned")})


class MadeElsewhere(Struct, frozen=True):
    """Private keys, and the recovery key under which the client keeps one of them on the homeserver."""

    master: SigningKey = field(default_factory=SigningKey.generate)
    self_signing: SigningKey = field(default_factory=SigningKey.generate)
    storage: bytes = field(default_factory=lambda: secrets.token_bytes(32))

    @property
    def recovery_key(self) -> str:
        """In groups of four characters, as clients show it."""
        whole = b"\x8b\x01" + self.storage
        parity = 0
        for byte in whole:
            parity ^= byte
        number, text = int.from_bytes((*whole, parity), "big"), ""
        while number:
            number, digit = divmod(number, 58)
            text = BASE58[digit] + text
        return " ".join(text[i : i + 4] for i in range(0, len(text), 4))

    def public(self, user: str) -> Json:
        """What is published."""
        keys = {"master": self.master, "self_signing": self.self_signing}
        shown = {usage: self._public(user, usage, key) for usage, key in keys.items()}
        signature = unpadded(self.master.sign(canonical(shown["self_signing"])).signature)
        by = {f"ed25519:{name(self.master)}": signature}
        return {
            "master_key": shown["master"],
            "self_signing_key": {**shown["self_signing"], "signatures": {user: by}},
        }

    def secret(self) -> Json:
        """The self-signing key as it is kept in the account's data."""
        keys = HKDF(SHA256(), 64, bytes(32), SECRET.encode()).derive(self.storage)
        iv = secrets.token_bytes(16)
        cipher = Cipher(algorithms.AES(keys[:32]), modes.CTR(iv)).encryptor()
        sealed = cipher.update(unpadded(bytes(self.self_signing)).encode()) + cipher.finalize()
        mac = hmac.digest(keys[32:], sealed, "sha256")
        copy = {"iv": unpadded(iv), "ciphertext": unpadded(sealed), "mac": unpadded(mac)}
        return {"encrypted": {"a_key": copy}}

    async def publish(self, person: Person, *, kept: bool = True) -> None:
        """Make it the account's identity; `kept`: with its secret on the homeserver."""
        await person.call("POST", "/keys/device_signing/upload", self.public(person.id))
        if kept:
            path = f"/user/{quote(person.id)}/account_data/{SECRET}"
            await person.call("PUT", path, self.secret())

    @staticmethod
    def _public(user: str, usage: str, key: SigningKey) -> Json:
        return {"user_id": user, "usage": [usage], "keys": {f"ed25519:{name(key)}": name(key)}}


def name(key: SigningKey) -> str:
    """The public half."""
    return unpadded(bytes(key.verify_key))


async def identity_of(asker: Person, user: str) -> str | None:
    """The master key of an account, as somebody else sees it."""
    keys = (await _shown(asker, user, "master_keys")).get("keys")
    return next(iter(keys.values())) if isinstance(keys, dict) else None


async def chain_holds(asker: Person, user: str, device_id: str) -> bool:
    """Whether a stranger can follow the signatures from an account's identity to a device of it."""
    master = await identity_of(asker, user)
    signer = await _shown(asker, user, "self_signing_keys")
    device = (await _shown(asker, user, "device_keys")).get(device_id)
    keys = signer.get("keys")
    if master is None or not isinstance(keys, dict) or not isinstance(device, dict):
        return False
    (self_signing,) = keys.values()
    own = device["keys"][f"ed25519:{device_id}"]
    return all(
        _bears(*each)
        for each in (
            (signer, user, master, master),
            (device, user, self_signing, self_signing),
            (device, user, device_id, own),
        )
    )


async def _shown(asker: Person, user: str, part: str) -> Json:
    answer = await asker.call("POST", "/keys/query", {"device_keys": {user: []}})
    by_user = answer.get(part)
    found = by_user.get(user) if isinstance(by_user, dict) else None
    return found if isinstance(found, dict) else {}


def _bears(content: Json, user: str, key_id: str, public: str) -> bool:
    key = decode_verify_key_bytes(f"ed25519:{key_id}", base64.b64decode(public + "="))
    try:
        verify_signed_json(content, user, key)
    except SignatureVerifyException:
        return False
    return True
