"""Ed25519 keys and signed JSON, as the appendices of the Matrix specification have them; pure."""

import json
from base64 import b64decode, b64encode
from binascii import Error as NoBase64
from collections.abc import Mapping

from Crypto.PublicKey import ECC
from Crypto.Signature import eddsa
from msgspec import Struct

from adapters.matrix.api import Json

SEED_BYTES = 32
UNSIGNED = ("signatures", "unsigned")
"""What of a signed object is not covered by its signatures."""


class SigningKey(Struct, frozen=True):
    """A private key; its seed is all there is to it."""

    seed: bytes

    def __repr__(self) -> str:
        return "SigningKey(...)"  # the seed would be in whatever is written down of an error

    @property
    def public(self) -> str:
        """The public half, which is also the key's name."""
        return encoded(self._key.public_key().export_key(format="raw"))

    def signed(self, content: Mapping[str, object], user: str) -> Json:
        """The object with this key's signature added to those that it bears."""
        signature = encoded(eddsa.new(self._key, "rfc8032").sign(canonical(content)))
        given = content.get("signatures")
        others = dict(given) if isinstance(given, Mapping) else {}
        own = {**others.get(user, {}), f"ed25519:{self.public}": signature}
        return {**content, "signatures": {**others, user: own}}

    @property
    def _key(self) -> ECC.EccKey:
        return ECC.construct(curve="Ed25519", seed=self.seed)


def verified(content: Mapping[str, object], user: str, key_id: str, public: str) -> bool:
    """Whether the object bears a good signature of that key; false for whatever is odd."""
    signature = at(content, "signatures", user, f"ed25519:{key_id}")
    try:
        key = eddsa.import_public_key(decoded(public))
        eddsa.new(key, "rfc8032").verify(canonical(content), decoded(str(signature)))
    except ValueError:
        return False
    return True


def at(content: object, *path: str) -> object:
    """What stands at a path of JSON that may hold anything; None where it leads nowhere."""
    for part in path:
        if not isinstance(content, Mapping):
            return None
        content = content.get(part)
    return content


def canonical(content: Mapping[str, object]) -> bytes:
    """What is signed of an object."""
    covered = {key: value for key, value in content.items() if key not in UNSIGNED}
    return json.dumps(covered, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()


def encoded(data: bytes) -> str:
    """Base64 without padding, as Matrix writes it."""
    return b64encode(data).decode().rstrip("=")


def decoded(text: str) -> bytes:
    """Base64, padded or not; ValueError if it is none."""
    try:
        return b64decode(text.rstrip("=") + "=" * (-len(text.rstrip("=")) % 4), validate=True)
    except NoBase64 as error:
        raise ValueError(str(error)) from error
