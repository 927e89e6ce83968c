"""The account's connection: nio's client, signed in, with or without encryption."""

import asyncio

from nio import AsyncClient, AsyncClientConfig

from adapters.matrix.api import Api
from adapters.matrix.encryption.asking_olm import AskingOlm
from adapters.matrix.login.entrance import Entrance
from adapters.matrix.login.kept import Login, LoginFile
from adapters.matrix.login.lost_keys import (
    KeysLost,
    compare_with_published,
    key_file,
    put_aside_if_damaged,
)
from adapters.matrix.settings import MatrixSettings
from bot.domain.changing import replace
from bot.ports.platform import Misconfigured
from bot.private_files import make_private, shut


class Session:
    """One device of the account; signing in again keeps the device, unless its keys are lost."""

    def __init__(self, settings: MatrixSettings, visiting_as: str = "", *, encrypt: bool = True) -> None:
        self._settings = settings
        self._device_id = visiting_as or settings.device_id
        self._file = None if visiting_as else LoginFile.of(settings)
        self.client = _client(settings, self._device_id, encrypt=encrypt)
        self.api = Api(self.client)
        self.entered = asyncio.Event()
        """Set each time that it was signed in; for whoever has to do something then."""
        self._login: Login | None = None

    @property
    def me(self) -> str:
        """The account's own id."""
        return self.client.user_id or self._settings.user

    @property
    def bookmark(self) -> str:
        """Under which name it is kept how far this device has read."""
        return self.bookmark_of(str(self.client.device_id))

    def bookmark_of(self, device_id: str) -> str:
        """The same of another device of the account."""
        return f"matrix:sync:{self.client.user_id}:{device_id}"

    @property
    def instead_of(self) -> str:
        """The device whose keys were lost, until all that follows from that is done; else empty."""
        return self._login.instead_of if self._login else ""

    def has_followed(self) -> None:
        """All that follows from a new device is done."""
        if self._login and self._login.instead_of and self._file:
            self._login = replace(self._login, instead_of="")
            self._file.save(self._login)

    @property
    def signed_in(self) -> bool:
        """Whether there is a token that is believed to be valid."""
        return bool(self.client.access_token) and self.client.user_id != ""

    def sign_out(self) -> None:
        """Forget a token that is not valid any more."""
        self.client.access_token = ""

    async def sign_in(self) -> None:
        """Sign in, as a new device if the keys are lost; Misconfigured where only a person can help."""
        entrance = Entrance(self._settings, self.client, self.api, self._device_id, self._file)
        login = await entrance.enter()
        if login.user_id != self._settings.user:
            raise Misconfigured(
                f"matrix.user is {self._settings.user}, but the account is {login.user_id}: correct it"
            )
        try:
            await self._take_up(login)
        except KeysLost:
            self._put_down()
            login = await entrance.as_new_device(login)
            await self._take_up(login)
        self._login = login
        self.entered.set()

    async def close(self) -> None:
        """Sign out of a connection, and give it back."""
        self.sign_out()
        self._put_down()  # Another process may use the keys meanwhile, and none may be used twice.
        if self.client.client_session:
            await self.client.client_session.close()
            self.client.client_session = None

    async def _take_up(self, login: Login) -> None:
        """Use the login from now on, with its keys from the store; KeysLost if they are not there."""
        try:
            if self.client.config.encryption_enabled:
                self._make_store(login)
            self.client.restore_login(login.user_id, login.device_id, login.access_token)
        except KeysLost:
            raise
        except Exception as error:
            self._put_down()
            raise Misconfigured(
                f"The encryption keys in {self._settings.store} cannot be opened ({error}): "
                "check matrix.store_key and matrix.store; if both are right, move that folder away and start "
                "again"
            ) from error
        if self.client.store and not isinstance(self.client.olm, AskingOlm):
            self.client.olm = AskingOlm(login.user_id, login.device_id, self.client.store)
        await compare_with_published(self.client, self.api, self.me)

    def _put_down(self) -> None:
        """Let go of keys that are of no use."""
        if self.client.store:
            self.client.store.database.close()
        self.client.store = self.client.olm = None

    def _make_store(self, login: Login) -> None:
        """A folder for the keys, and each file its owner's alone, whatever the folder allows."""
        store = self._settings.store
        store.mkdir(mode=0o700, parents=True, exist_ok=True)
        file = key_file(store, login.user_id, login.device_id)
        if self.client.store is None:
            put_aside_if_damaged(file)
        make_private(file)
        for each in store.iterdir():
            shut(each)


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
