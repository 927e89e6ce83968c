"""The private halves of the identity: made at random, kept in one file that only its owner reads.

They stand apart from the store of the encryption keys: whoever loses that can go on as a new device.
"""

import json
import secrets
from pathlib import Path

from msgspec import Struct
from msgspec.structs import asdict

from adapters.matrix.api import Json
from adapters.matrix.identity.keys import SEED_BYTES, SigningKey, decoded, encoded
from bot.private_files import exposed, shut, write_private


class Damaged(Exception):
    """The file cannot be used; the text says what is wrong with it, and nothing of what stands in it."""


class Seeds(Struct, frozen=True):
    """The keys of an identity that is the bot's own."""

    master: SigningKey
    self_signing: SigningKey
    user_signing: SigningKey

    @classmethod
    def fresh(cls) -> "Seeds":
        """Those of a new identity."""
        return cls(*(SigningKey(secrets.token_bytes(SEED_BYTES)) for _ in range(3)))

    def upload(self, user: str) -> Json:
        """The public halves as they are published."""
        return {
            "master_key": _public("master", self.master, user),
            "self_signing_key": self.master.signed(_public("self_signing", self.self_signing, user), user),
            "user_signing_key": self.master.signed(_public("user_signing", self.user_signing, user), user),
        }


Kept = Seeds | SigningKey
"""Of an identity that was made elsewhere the bot has but the key that signs devices."""


def _public(usage: str, key: SigningKey, user: str) -> Json:
    return {"user_id": user, "usage": [usage], "keys": {f"ed25519:{key.public}": key.public}}


class SeedFile(Struct, frozen=True):
    """Where they are kept, for one account."""

    path: Path
    user: str

    def load(self) -> Kept | None:
        """What is kept; None if there is nothing, or another account's."""
        try:
            content = json.loads(self.path.read_bytes())
            if content["user_id"] != self.user:
                return None
            keys = {name: SigningKey(_seed(seed)) for name, seed in content["seeds"].items()}
            return keys["self_signing"] if len(keys) == 1 else Seeds(**keys)
        except FileNotFoundError:
            return None
        except OSError as error:
            raise Damaged(f"cannot be read ({error.strerror})") from error
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise Damaged("holds no keys of an identity") from error

    def save(self, kept: Kept) -> None:
        """Keep it: whole or not at all, and never readable by others, not even for a moment."""
        keys = asdict(kept) if isinstance(kept, Seeds) else {"self_signing": kept}
        seeds = {name: encoded(key.seed) for name, key in keys.items()}
        try:
            write_private(self.path, json.dumps({"user_id": self.user, "seeds": seeds}))
        except OSError as error:
            raise Damaged(f"cannot be written ({error.strerror})") from error

    def remove(self) -> None:
        """Keep nothing."""
        self.path.unlink(missing_ok=True)

    @property
    def exposed(self) -> bool:
        """Whether others than its owner may read it."""
        return exposed(self.path)

    def shut(self) -> bool:
        """Let its owner alone read it; whether others could."""
        return shut(self.path)


def _seed(text: str) -> bytes:
    seed = decoded(text)
    if len(seed) != SEED_BYTES:
        raise ValueError("not a seed")
    return seed
