"""How the bot's device stands, as an operator is told, and a new identity at an operator's word."""

from collections.abc import Sequence

from pydantic import SecretStr

from adapters.matrix.api import Refused
from adapters.matrix.identity.account import AccountIdentity, Unsigned
from adapters.matrix.identity.published import Published
from adapters.matrix.identity.seeds import SeedFile
from adapters.matrix.login.kept import LoginFile
from adapters.matrix.login.lost_keys import damaged, key_file
from adapters.matrix.login.ways import Guidance
from adapters.matrix.session import Session
from adapters.matrix.settings import MatrixSettings
from adapters.matrix.visit import visiting


def account_identity(
    session: Session, settings: MatrixSettings, password: SecretStr | None = None
) -> AccountIdentity:
    """The identity of the account that the settings name."""
    file = SeedFile(settings.identity_file, settings.user)
    return AccountIdentity(session.api, file, password or settings.password, settings.recovery_key)


async def signing_problems(session: Session, settings: MatrixSettings) -> Sequence[str]:
    """What keeps the device from being signed, found without changing anything: "what is wrong; the mend"."""
    if settings.store_key is None:
        return []
    identity = account_identity(session, settings)
    found = []
    if identity.file.exposed:
        path = identity.file.path
        found.append(f"Others than its owner can read {path}, the keys of the identity; chmod 600 {path}")
    try:
        published = await identity.published(_bots_device(session, settings))
        if published.device is not None:
            found += _lost(settings, published)
        if published.identity is not None and not published.signed:
            await identity.signing_key(published)
            if published.device is not None:
                found.append("The bot's device is not signed yet; start the bot, or start it again")
    except Unsigned as error:
        found.append(str(error))
    except Refused as error:
        found.append(f"The homeserver tells nothing of the account's identity ({error}); ask whoever runs it")
    return found


def _lost(settings: MatrixSettings, published: Published) -> Sequence[str]:
    """A device whose keys the bot has not: with a password it makes another one by itself."""
    device, store = published.device_id, settings.store
    file = key_file(store, published.user, device)
    if file.exists() and not damaged(file):
        return []
    guidance = Guidance(settings.user, settings.device_id)
    say = guidance.keys_lost if settings.password is None else guidance.keys_to_be_made
    return [say(device, store)]


async def replace_identity(settings: MatrixSettings, password: SecretStr) -> None:
    """A new identity for the account, with which the bot signs when it starts; Unsigned if it is refused."""
    async with visiting(settings) as session:
        await account_identity(session, settings, password).replace(_bots_device(session, settings))


def _bots_device(session: Session, settings: MatrixSettings) -> str:
    """The running bot's, not that of this visit: with a token they are the same."""
    if settings.password is None:
        return str(session.client.device_id)
    kept = LoginFile.of(settings).load()
    return kept.device_id if kept else settings.device_id
