"""Making the account's identity where there is none, and signing the bot's device with it.

An identity that exists is never replaced unasked: people may have verified it, other devices hang on it.
"""

from collections.abc import Mapping
from typing import Protocol

from msgspec import Struct
from pydantic import SecretStr

from adapters.matrix.api import Json, Refused, Unproven, route
from adapters.matrix.identity.keys import SigningKey
from adapters.matrix.identity.published import Device, Published
from adapters.matrix.identity.recovery import SELF_SIGNING, NoRecoveryKey, key_bytes, seed_in
from adapters.matrix.identity.seeds import Damaged, Kept, SeedFile, Seeds
from bot.ports.platform import TryLater

PROOF = "m.login.password"
RECOVER = "set matrix.recovery_key to the recovery key that the client showed when it was made"
REPLACE = 'or make a new one with "evenfloor identity --reset"'


class Requests(Protocol):
    """The raw API: adapters.matrix.api.Api."""

    async def call(self, method: str, path: str, body: Mapping[str, object] | None = None) -> Json:
        """One request; raises Refused, Unproven or TryLater."""
        ...


class Unsigned(Exception):
    """The device cannot be signed without a person: "what is wrong; the mend"."""


class AccountIdentity(Struct, frozen=True):
    """The identity of one account, as far as the bot may deal with it."""

    requests: Requests
    file: SeedFile
    password: SecretStr | None = None
    recovery_key: SecretStr | None = None

    async def published(self, device_id: str) -> Published:
        """What everybody can see of it now, and of one device."""
        wanted: Json = {"device_keys": {self.file.user: []}}
        answer = await self.requests.call("POST", route("keys", "query"), wanted)
        return Published(self.file.user, device_id, answer)

    async def sign(self, device: Device) -> Published:
        """Have the device signed; harmless if it is. Unsigned where only a person can help."""
        published = await self.published(device.id)
        if published.device is None or published.device.get("keys") != device.keys:
            raise TryLater("the keys of the bot's device are not published yet", 1.0)
        if published.identity is None:
            await self._make(published)
            published = await self.published(device.id)
        if published.signed:
            return published
        key = await self.signing_key(published)
        await self._upload_signature(published, key)
        published = await self.published(device.id)
        if not published.signed:
            raise Unsigned(f"The homeserver did not keep the signature; {RECOVER}, {REPLACE}")
        if self._own(published) is None:
            self._keep(key)
        return published

    async def signing_key(self, published: Published) -> SigningKey:
        """The key that signs the account's devices now: kept, or opened with the recovery key."""
        own = self._own(published)
        if own is not None:
            return own
        if self.recovery_key is None:
            raise Unsigned(
                "The account's identity was made elsewhere, so the bot's device is not signed and some "
                f"clients do not talk to it; {RECOVER}, {REPLACE}"
            )
        recovered = await self._recovered(self.recovery_key)
        if recovered.public != published.self_signing:
            raise Unsigned(
                f"matrix.recovery_key opens an older identity of the account; {RECOVER}, {REPLACE}"
            )
        self._keep(recovered)
        return recovered

    async def replace(self, device_id: str) -> None:
        """A new identity in place of any other; what was kept before comes back if it is refused."""
        before, seeds = self._kept(), Seeds.fresh()
        self._keep(seeds)
        try:
            await self._upload(seeds, device_id, replacing=True)
        except BaseException:
            if before is None:
                self.file.remove()
            else:
                self._keep(before)
            raise

    async def _make(self, published: Published) -> None:
        """The first identity. Its seeds are kept before it is published, so that a crash leaves none lost."""
        seeds = self._kept()
        if not isinstance(seeds, Seeds):
            seeds = Seeds.fresh()
            self._keep(seeds)
        await self._upload(seeds, published.device_id, replacing=False)

    async def _upload(self, seeds: Seeds, device_id: str, *, replacing: bool) -> None:
        path, body = route("keys", "device_signing", "upload"), seeds.upload(self.file.user)
        try:
            await self.requests.call("POST", path, body)
        except Unproven as asked:
            # Older homeservers ask for the first one too; others only where there is one by now.
            if replacing or (await self.published(device_id)).identity is None:
                await self._told(path, {**body, "auth": self._proof(asked)})
        except Refused as error:
            raise _refused(error) from error

    async def _told(self, path: str, body: Json) -> None:
        try:
            await self.requests.call("POST", path, body)
        except (Refused, Unproven) as error:
            raise _refused(error) from error

    def _proof(self, asked: Unproven) -> Json:
        if PROOF not in asked.ways:
            raise Unsigned(
                "The homeserver takes no password for a new identity; make one in a client, such as Element, "
                "and set matrix.recovery_key to the recovery key that it shows"
            )
        if self.password is None:
            raise Unsigned(
                "The homeserver wants the account's password for an identity; "
                "give matrix.password in place of matrix.access_token once"
            )
        user = {"type": "m.id.user", "user": self.file.user}
        secret = self.password.get_secret_value()
        return {"type": PROOF, "identifier": user, "password": secret, "session": asked.session}

    async def _upload_signature(self, published: Published, key: SigningKey) -> None:
        device = {name: part for name, part in (published.device or {}).items() if name != "unsigned"}
        body = {self.file.user: {published.device_id: key.signed(device, self.file.user)}}
        try:
            await self.requests.call("POST", route("keys", "signatures", "upload"), body)
        except Refused as error:
            raise _refused(error) from error

    async def _recovered(self, recovery_key: SecretStr) -> SigningKey:
        path = route("user", self.file.user, "account_data", SELF_SIGNING)
        try:
            key = key_bytes(recovery_key.get_secret_value())
            seed = seed_in(await self.requests.call("GET", path), key)
        except NoRecoveryKey as error:
            raise Unsigned(f"matrix.recovery_key is not whole, or has a slip in it; {RECOVER}") from error
        except Refused as error:
            raise Unsigned(
                f"The account keeps no identity on the homeserver for matrix.recovery_key to open; {REPLACE}"
            ) from error
        if seed is None:
            raise Unsigned(f"matrix.recovery_key does not open the account's identity; {RECOVER}, {REPLACE}")
        return SigningKey(seed)

    def _own(self, published: Published) -> SigningKey | None:
        """The key in the file, if it is that of the account's present identity."""
        kept = self._kept()
        own = kept.self_signing if isinstance(kept, Seeds) else kept
        return own if own is not None and own.public == published.self_signing else None

    def _kept(self) -> Kept | None:
        try:
            return self.file.load()
        except Damaged as error:
            raise self._damaged(error) from error

    def _keep(self, kept: Kept) -> None:
        try:
            self.file.save(kept)
        except Damaged as error:
            raise self._damaged(error) from error

    def _damaged(self, error: Damaged) -> Unsigned:
        return Unsigned(
            f"The file of the account's identity, {self.file.path}, {error}; "
            "give the bot the right to it, bring it back from a backup, or move it away"
        )


def _refused(error: Refused | Unproven) -> Unsigned:
    return Unsigned(
        f"The homeserver does not take the account's identity ({error}); "
        "check matrix.password, or ask whoever runs the homeserver"
    )
