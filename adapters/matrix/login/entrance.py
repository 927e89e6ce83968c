"""Letting the bot in: with the token that was kept, with a password, or with a token of the settings."""

import logging
import secrets

from msgspec import Struct
from nio import AsyncClient
from pydantic import SecretStr

from adapters.matrix.api import Api, OddAnswer, Refused, SignedOut, route
from adapters.matrix.identity.account import PROOF
from adapters.matrix.login.kept import Login, LoginFile
from adapters.matrix.login.ways import Guidance, Ways, read_ways
from adapters.matrix.settings import MatrixSettings
from bot.domain.changing import replace
from bot.ports.platform import Misconfigured

log = logging.getLogger(__name__)

_METADATA = "/_matrix/client/v1/auth_metadata"


class Entrance(Struct, frozen=True):
    """One account's way in, to one device; without a file nothing is kept."""

    settings: MatrixSettings
    client: AsyncClient
    api: Api
    device_id: str
    file: LoginFile | None

    async def enter(self) -> Login:
        """Get in; Misconfigured where only a person can help."""
        password, token = self.settings.password, self.settings.access_token
        if password is None:
            return await self._by_token(token or SecretStr(""))
        kept = self.file.load() if self.file else None
        if self.file and kept:
            self.file.shut()
            if await self._is_good(kept):
                return kept
        return await self._by_password(password, kept or self._fresh(self.device_id), was_in=kept is not None)

    async def as_new_device(self, lost: Login) -> Login:
        """Get in anew, without the keys of a device that nobody can have back; the old one is gone then."""
        password = self.settings.password
        if password is None:
            raise Misconfigured(self._guidance.keys_lost(lost.device_id, self.settings.store))
        wanted = self._fresh(f"{self.device_id}-{secrets.token_hex(3).upper()}")
        login = await self._by_password(password, replace(wanted, instead_of=lost.device_id), was_in=True)
        await self._log_out(lost)
        self.client.access_token = login.access_token
        return login

    async def _is_good(self, kept: Login) -> bool:
        """Whether the kept token still opens the account."""
        self.client.access_token = kept.access_token
        try:
            account = await self.api.call("GET", route("account", "whoami"))
        except SignedOut:
            log.warning(
                "Matrix: the homeserver has ended the bot's login; it logs in again with the password"
            )
            return False
        except Refused as error:
            raise self._refused(error, was_in=True) from error
        return account.get("user_id") == kept.user_id

    async def _by_password(self, password: SecretStr, wanted: Login, *, was_in: bool) -> Login:
        self.client.access_token = ""
        ways = await self._ways()
        if not ways.password:
            raise Misconfigured(self._guidance.no_password(ways))
        body = {
            "type": PROOF,
            "identifier": {"type": "m.id.user", "user": self.settings.user},
            "password": password.get_secret_value(),
            "device_id": wanted.device_id,
            "initial_device_display_name": "Evenfloor",
        }
        try:
            given = await self.api.call("POST", route("login"), body)
        except Refused as error:
            raise self._refused(error, was_in=was_in) from error
        token, device = str(given["access_token"]), str(given["device_id"])
        login = Login(str(given["user_id"]), device, token, wanted.instead_of)
        if self.file:
            self.file.save(login)
        return login

    async def _by_token(self, token: SecretStr) -> Login:
        self.client.access_token = token.get_secret_value()
        try:
            account = await self.api.call("GET", route("account", "whoami"))
        except (Refused, SignedOut) as error:
            code = error.code if isinstance(error, Refused) else "M_UNKNOWN_TOKEN"
            self.client.access_token = ""
            if code == "M_USER_DEACTIVATED":
                raise Misconfigured(self._guidance.deactivated()) from error
            raise Misconfigured(self._guidance.token_refused(await self._ways(), code)) from error
        device = str(account.get("device_id") or self.device_id)
        return Login(str(account["user_id"]), device, self.client.access_token)

    async def _ways(self) -> Ways:
        """What the homeserver offers; one that leaves logins to another service may know none."""
        try:
            answer = await self.api.call("GET", route("login"))
        except Refused:
            return Ways((), oauth=True)
        ways = read_ways(answer, metadata=False)
        return ways if ways.password or ways.oauth else read_ways(answer, metadata=await self._metadata())

    async def _metadata(self) -> bool:
        try:
            await self.api.call("GET", _METADATA)
        except (Refused, OddAnswer):
            return False
        return True

    async def _log_out(self, lost: Login) -> None:
        self.client.access_token = lost.access_token
        try:
            await self.api.call("POST", route("logout"), {})
        except (Refused, SignedOut, OddAnswer) as problem:
            log.info("Matrix: the old device could not be logged out: %s", problem)

    def _refused(self, error: Refused, *, was_in: bool) -> Misconfigured:
        return Misconfigured(self._guidance.password_refused(error.code, was_in=was_in))

    @property
    def _guidance(self) -> Guidance:
        return Guidance(self.settings.user, self.settings.device_id)

    def _fresh(self, device: str) -> Login:
        return Login(self.settings.user, device, "")
