"""What the platform lets nobody do but those whom its server gave a right for it."""

from collections.abc import Sequence

from bot.domain.message import Message
from bot.ports.platform import Undeliverable


class NotPermitted(Undeliverable):
    """The bot lacks a right; `notice` tells moderators which, its mend, and what goes on meanwhile."""

    def __init__(self, reason: str, notice: Message) -> None:
        super().__init__(reason)
        self.notice = notice


class NotAllowed(Undeliverable):
    """The platform does not let the bot; `rights` are what it lacks, as the platform's menus call them.

    `notice` is the message's key that tells moderators of them.
    """

    def __init__(self, reason: str, rights: Sequence[str], notice: str = "lacks-rights") -> None:
        super().__init__(reason)
        self.rights = tuple(rights)
        self.notice = notice
