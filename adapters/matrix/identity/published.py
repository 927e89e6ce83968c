"""What the homeserver shows everybody of the account's identity and of the bot's device; pure."""

from collections.abc import Mapping

from msgspec import Struct

from adapters.matrix.api import Json
from adapters.matrix.identity.keys import at, verified


class Device(Struct, frozen=True):
    """A device and its public keys, as its owner knows them."""

    id: str
    ed25519: str
    curve25519: str

    @property
    def keys(self) -> Mapping[str, str]:
        """As they stand in its published object."""
        return {f"ed25519:{self.id}": self.ed25519, f"curve25519:{self.id}": self.curve25519}


class Published(Struct, frozen=True):
    """An answer to /keys/query about oneself."""

    user: str
    device_id: str
    answer: Json

    @property
    def identity(self) -> str | None:
        """The public master key; None where the account has no identity."""
        return self._public("master_keys", "master")

    @property
    def self_signing(self) -> str | None:
        """The public key that signs the account's devices, if the master key vouches for it."""
        content, master = self._part("self_signing_keys"), self.identity
        if master is None or not verified(content, self.user, master, master):
            return None
        return self._public("self_signing_keys", "self_signing")

    @property
    def device(self) -> Json | None:
        """The device as the homeserver shows it, if it has been there."""
        found = at(self.answer, "device_keys", self.user, self.device_id)
        return dict(found) if isinstance(found, Mapping) else None

    @property
    def signed(self) -> bool:
        """Whether everybody can follow the signatures from the identity to the device."""
        key, device = self.self_signing, self.device
        return key is not None and device is not None and verified(device, self.user, key, key)

    def _part(self, name: str) -> Json:
        found = at(self.answer, name, self.user)
        return dict(found) if isinstance(found, Mapping) else {}

    def _public(self, name: str, usage: str) -> str | None:
        """The one key of an object that is meant for that use."""
        content = self._part(name)
        keys, uses = content.get("keys"), content.get("usage")
        if not isinstance(keys, Mapping) or not isinstance(uses, list) or usage not in uses:
            return None
        found = [str(key) for name, key in keys.items() if name == f"ed25519:{key}"]
        return found[0] if len(found) == 1 else None
