"""Reading a secret that the account keeps on the homeserver, with the recovery key that opens it; pure.

Matrix specification, "Secret storage": m.secret_storage.v1.aes-hmac-sha2, and the recovery key's base58.
"""

import hmac
from collections.abc import Mapping

from Crypto.Cipher import AES
from Crypto.Hash import SHA256
from Crypto.Protocol.KDF import HKDF

from adapters.matrix.identity.keys import SEED_BYTES, at, decoded

SELF_SIGNING = "m.cross_signing.self_signing"
_BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
_PREFIX = b"\x8b\x01"
_KEY_BYTES = 32


class NoRecoveryKey(ValueError):
    """The text is no recovery key, or has a slip in it."""


def key_bytes(recovery_key: str) -> bytes:
    """The key behind what a client shows as "EsTc ...", in groups of four characters."""
    number = 0
    for character in "".join(recovery_key.split()):
        if character not in _BASE58:
            raise NoRecoveryKey
        number = number * len(_BASE58) + _BASE58.index(character)
    length = len(_PREFIX) + _KEY_BYTES + 1
    if number.bit_length() > 8 * length:
        raise NoRecoveryKey
    whole, parity = number.to_bytes(length, "big"), 0
    for byte in whole:
        parity ^= byte
    if parity or not whole.startswith(_PREFIX):
        raise NoRecoveryKey
    return whole[len(_PREFIX) : -1]


def seed_in(account_data: Mapping[str, object], key: bytes) -> bytes | None:
    """The seed of the key that signs devices; None if the recovery key does not open it."""
    secret = opened(account_data, SELF_SIGNING, key)
    try:
        seed = decoded((secret or b"").decode())
    except ValueError:
        return None
    return seed if len(seed) == SEED_BYTES else None


def opened(account_data: Mapping[str, object], name: str, key: bytes) -> bytes | None:
    """The secret of that name; None if the key opens none of the copies there are."""
    copies = account_data.get("encrypted")
    for copy in copies.values() if isinstance(copies, Mapping) else ():
        secret = _opened(copy, name, key)
        if secret is not None:
            return secret
    return None


def _opened(copy: object, name: str, key: bytes) -> bytes | None:
    """A copy is believed only if its seal (an HMAC under the same key) is whole."""
    try:
        iv, sealed, mac = (decoded(str(at(copy, part))) for part in ("iv", "ciphertext", "mac"))
    except ValueError:
        return None
    keys = HKDF(key, 2 * _KEY_BYTES, bytes(_KEY_BYTES), SHA256, context=name.encode())
    both = keys if isinstance(keys, bytes) else b"".join(keys)
    if len(iv) != AES.block_size or not hmac.compare_digest(
        hmac.digest(both[_KEY_BYTES:], sealed, "sha256"), mac
    ):
        return None
    return AES.new(both[:_KEY_BYTES], AES.MODE_CTR, nonce=b"", initial_value=iv).decrypt(sealed)
