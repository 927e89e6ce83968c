"""The account's connection: nio's client, signed in, with or without encryption."""

import logging

from nio import AsyncClient, AsyncClientConfig
from pydantic import SecretStr

from adapters.matrix.api import Api, Json, Refused, SignedOut, route
from adapters.matrix.settings import MatrixSettings
from bot.ports.platform import Misconfigured
from bot.private_files import make_private, shut

log = logging.getLogger(__name__)


class Session:
    """One device of the account; signing in again keeps the device."""

    def __init__(
        self, settings: MatrixSettings, device_id: str | None = None, *, encrypt: bool = True
    ) -> None:
        self._settings = settings
        self._device_id = device_id or settings.device_id
        self.client = _client(settings, self._device_id, encrypt=encrypt)
        self.api = Api(self.client)

    @property
    def me(self) -> str:
        """The account's own id."""
        return self.client.user_id or self._settings.user

    @property
    def bookmark(self) -> str:
        """Under which name it is kept how far this device has read."""
        return f"matrix:sync:{self.client.user_id}:{self.client.device_id}"

    @property
    def signed_in(self) -> bool:
        """Whether there is a token that is believed to be valid."""
        return bool(self.client.access_token) and self.client.user_id != ""

    def sign_out(self) -> None:
        """Forget a token that is not valid any more."""
        self.client.access_token = ""

    async def sign_in(self) -> None:
        """Sign in; raises Misconfigured where only a person can help."""
        password, token = self._settings.password, self._settings.access_token
        account = await (self._log_in(password) if password else self._recognise(token or SecretStr("")))
        if account["user_id"] != self._settings.user:
            raise Misconfigured(
                f"matrix.user is {self._settings.user}, but the account is {account['user_id']}: correct it"
            )
        self._take_up(account)
        await self._check_keys()

    async def close(self) -> None:
        """Give the connections back."""
        if self.client.store:
            self.client.store.database.close()
        if self.client.client_session:
            await self.client.client_session.close()
            self.client.client_session = None

    def _take_up(self, account: Json) -> None:
        """Use the account from now on, with its keys from the store."""
        try:
            if self.client.config.encryption_enabled:
                self._make_store(account)
            self.client.restore_login(account["user_id"], account["device_id"], account["access_token"])
        except Exception as error:
            raise Misconfigured(
                f"The encryption keys in {self._settings.store} cannot be opened ({error}): "
                "check matrix.store_key and matrix.store"
            ) from error

    def _make_store(self, account: Json) -> None:
        """A folder for the keys, and each file its owner's alone, whatever the folder allows."""
        store = self._settings.store
        store.mkdir(mode=0o700, parents=True, exist_ok=True)
        make_private(store / f"{account['user_id']}_{account['device_id']}.db")
        for file in store.iterdir():
            shut(file)

    async def _check_keys(self) -> None:
        """A device whose keys are lost stays unreadable to everybody: only a new device helps."""
        if self.client.olm is None:
            return
        device = str(self.client.device_id)
        answer = await self.api.call("POST", route("keys", "query"), {"device_keys": {self.me: [device]}})
        published = answer["device_keys"].get(self.me, {}).get(device, {}).get("keys", {})
        own = self.client.olm.account.identity_keys["ed25519"]
        if published.get(f"ed25519:{device}", own) != own:
            raise Misconfigured(
                f"The encryption keys of device {device} are not those in {self._settings.store}: "
                "bring the folder back, or choose another matrix.device_id (or make a new access token)"
            )

    async def _log_in(self, password: SecretStr) -> Json:
        self.client.access_token = ""
        try:
            return await self.api.call(
                "POST",
                route("login"),
                {
                    "type": "m.login.password",
                    "identifier": {"type": "m.id.user", "user": self._settings.user},
                    "password": password.get_secret_value(),
                    "device_id": self._device_id,
                    "initial_device_display_name": "Evenfloor",
                },
            )
        except Refused as error:
            raise Misconfigured(
                f"The homeserver does not let {self._settings.user} in ({error}): "
                "check matrix.user and the password"
            ) from error

    async def _recognise(self, token: SecretStr) -> Json:
        self.client.access_token = token.get_secret_value()
        try:
            account = await self.api.call("GET", route("account", "whoami"))
        except (Refused, SignedOut) as error:
            raise Misconfigured(
                f"The homeserver does not accept the access token of {self._settings.user}: make a new one"
            ) from error
        return {"device_id": self._device_id, **account, "access_token": self.client.access_token}


def _client(settings: MatrixSettings, device_id: str, *, encrypt: bool) -> AsyncClient:
    key = settings.store_key if encrypt else None
    config = AsyncClientConfig(
        encryption_enabled=key is not None,
        pickle_key=key.get_secret_value() if key else "",
        max_limit_exceeded=0,
        max_timeouts=0,
        request_timeout=30,
    )
    return AsyncClient(
        str(settings.homeserver).rstrip("/"), settings.user, device_id, str(settings.store), config
    )
