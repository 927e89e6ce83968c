"""As much of a homeserver as an identity needs, in memory: for those that Synapse is not any more."""

from collections.abc import Collection, Mapping

from msgspec import Struct, field

from adapters.matrix.api import Json, Refused, Unproven
from adapters.matrix.identity.keys import SigningKey
from adapters.matrix.identity.published import Device
from bot.ports.platform import TryLater

ME, BOT = "@evenfloor:example.org", "BOT"
DEVICE = Device(BOT, "its ed25519", "its curve25519")
SECRET = "/_matrix/client/v3/user/%40evenfloor%3Aexample.org/account_data/m.cross_signing.self_signing"
QUERY, IDENTITY, SIGNATURES = (
    f"/_matrix/client/v3/keys/{path}" for path in ("query", "device_signing/upload", "signatures/upload")
)


class Homeserver(Struct):
    """Keeps what is published; each way of being difficult is a switch."""

    asks: bool = False
    """For a proof also where there is no identity yet."""
    ways: Collection[str] = ("m.login.password",)
    password: str = "secret"
    refuses: str | None = None
    """Matrix's word for why it takes no identity."""
    dies_after: int | None = None
    """That many requests are answered, and no more."""
    loses_signatures: bool = False
    meanwhile: Json | None = None
    """What somebody else publishes in the moment in which the bot is asked for a proof."""
    account_data: Mapping[str, Json] = field(default_factory=dict)
    identity: Json = field(default_factory=dict)
    device: Json | None = field(
        default_factory=lambda: {"user_id": ME, "device_id": BOT, "keys": dict(DEVICE.keys)}
    )
    requests: list[str] = field(default_factory=list)

    async def call(self, method: str, path: str, body: Mapping[str, object] | None = None) -> Json:
        if self.dies_after is not None and len(self.requests) >= self.dies_after:
            raise TryLater("the homeserver cannot be reached")
        self.requests.append(path.rpartition("/v3/")[2])
        match method, path:
            case "POST", str() if path == QUERY:
                return self._shown()
            case "POST", str() if path == IDENTITY:
                return self._publish(dict(body or {}))
            case "POST", str() if path == SIGNATURES:
                return self._sign(dict(body or {}))
            case "GET", str() if path in self.account_data:
                return self.account_data[path]
        raise Refused("M_NOT_FOUND")

    def _shown(self) -> Json:
        parts = {"master_keys": "master_key", "self_signing_keys": "self_signing_key"}
        shown: Json = {part: {ME: self.identity[key]} for part, key in parts.items() if key in self.identity}
        return {**shown, "device_keys": {ME: {BOT: self.device} if self.device else {}}}

    def _publish(self, body: Json) -> Json:
        proof = body.pop("auth", None)
        if self.refuses:
            raise Refused(self.refuses)
        if proof is None and (self.asks or (self.identity and self.identity != body)):
            self.identity = self.meanwhile or self.identity
            raise Unproven("a session", self.ways)
        if proof is not None and (proof["password"], proof["session"]) != (self.password, "a session"):
            raise Refused("M_FORBIDDEN")
        self.identity = body
        return {}

    def _sign(self, body: Json) -> Json:
        if not self.loses_signatures:
            self.device = body[ME][BOT]
        return {}


def another() -> SigningKey:
    """Some key."""
    return SigningKey(b"e" * 32)
