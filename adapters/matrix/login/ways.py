"""How a homeserver lets people in, and what to tell an operator where it does not; pure."""

from collections.abc import Sequence

from msgspec import Struct

from adapters.matrix.api import Json
from adapters.matrix.identity.account import PROOF
from adapters.matrix.inbound.sync_answer import objects

_AWARE = (
    "oauth_aware_preferred",
    "delegated_oidc_compatibility",
    "org.matrix.msc3824.delegated_oidc_compatibility",
)
"""By any of these, true beside a way in, a homeserver says that its logins are OAuth's."""


class Ways(Struct, frozen=True):
    """What a homeserver offers to clients that want in."""

    offered: Sequence[str]
    oauth: bool
    """Whether it leaves logins to an OAuth service."""

    @property
    def password(self) -> bool:
        """Whether a name and a password are enough."""
        return PROOF in self.offered


class Guidance(Struct, frozen=True):
    """The sentences: "what is wrong: the mend"."""

    user: str
    device: str

    def no_password(self, ways: Ways) -> str:
        """Where the password is of no use."""
        if ways.oauth:
            return (
                "The homeserver takes no password from a bot, since it uses Matrix's OAuth login: "
                f"{self._oauth_token()}, in place of matrix.password"
            )
        return (
            f"The homeserver takes no password (it offers {', '.join(ways.offered) or 'nothing'}): "
            f"ask whoever runs it to let {self.user} log in with one, or to make an access token of that "
            "account that no client uses, for matrix.access_token in place of matrix.password"
        )

    def token_refused(self, ways: Ways, code: str) -> str:
        """Where the access token of the settings is of no use any more."""
        mend = (
            self._oauth_token()
            if ways.oauth and not ways.password
            else "make a new one, or set matrix.password in its place"
        )
        return (
            f"The homeserver does not accept the access token of {self.user} ({code}). It was revoked or has "
            f"run out, or the account is deactivated: {mend}"
        )

    def password_refused(self, code: str, *, was_in: bool) -> str:
        """Where the password is not accepted, which many homeservers also say of a deactivated account."""
        if code == "M_USER_DEACTIVATED":
            return self.deactivated()
        if was_in:
            return (
                f"The homeserver has ended the login of {self.user} and no longer takes the password "
                f"({code}). The password was changed, or the account is deactivated: try both in a client, "
                "then set the new matrix.password, or name another account in matrix.user"
            )
        return (
            f"The homeserver does not let {self.user} in ({code}): check matrix.user and the password; "
            "it may say the same of a deactivated account"
        )

    def deactivated(self) -> str:
        """Where the homeserver tells it."""
        return (
            f"The account {self.user} is deactivated: ask whoever runs the homeserver to bring it back, "
            "or name another account in matrix.user"
        )

    def keys_lost(self, device: str, store: object) -> str:
        """Where a new device is needed, and only a person can make one."""
        return (
            f"The encryption keys of device {device} are not in {store}, and with an access token the "
            "bot cannot log in by itself: bring the folder back, or make a new access token (a new "
            "login, which is a new device), or set matrix.password in its place"
        )

    def keys_to_be_made(self, device: str, store: object) -> str:
        """Where the bot makes a new device at its next start."""
        return (
            f"The encryption keys of device {device} are not in {store}; bring the folder back, or start "
            "the bot, which goes on as a new device"
        )

    def _oauth_token(self) -> str:
        name = self.user.removeprefix("@").partition(":")[0]
        return (
            "have whoever runs it make a compatibility token where the login service runs, with "
            f'"mas-cli manage issue-compatibility-token {name} {self.device}", and set '
            "matrix.access_token to it"
        )


def read_ways(answer: Json, *, metadata: bool) -> Ways:
    """From an answer to GET /login; `metadata`: whether the homeserver names an OAuth service."""
    flows = objects(answer, "flows")
    aware = any(flow.get(name) is True for flow in flows for name in _AWARE)
    return Ways([str(flow.get("type")) for flow in flows], metadata or aware)
