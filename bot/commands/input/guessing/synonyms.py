"""Other words for the commands: whoever types one is shown the command, before anything is guessed."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

_WORDS: Final = {
    "join": "speak talk raise say ask question intervene enter register mic unmute",
    "withdraw": "cancel quit exit lower unjoin retract clear stop",
    "later": "pass wait hold defer postpone",
    "away": "brb afk gone",
    "ready": "here back present available",
    "done": "finished finish stop end over yield",
    "identify": "group groups constituency stakeholder region affiliation iam",
    "name": "nick nickname rename alias",
    "name guest": "anonymous anon hide",
    "position": "place turn when status rank eta",
    "why": "reason explain",
    "whoami": "me profile who",
    "queue": "list line order who speakers status",
    "agenda": "schedule programme program phases time topic",
    "balance": "stats statistics fairness fair turns",
    "link": "connect merge account",
    "stay": "subscribe continue",
    "unstay": "unsubscribe",
    "next": "call advance",
    "absent": "missing gone noshow",
    "remove": "delete kick eject drop",
    "queue clear": "clear empty reset",
    "queue close": "lock",
    "exclude NAME | REASON": "ban kick eject expel block",
    "readmit": "unban unblock",
    "relay": "bridge mirror forward crosspost",
    "announce": "broadcast say inform everybody",
    "tell": "message notify",
    "report": "complain harassment abuse problem",
    "pick": "choose select give force",
    "more": "time extra add longer extend",
    "phase extend 5m": "extend",
    "phase pause": "pause break stop hold",
    "phase resume": "resume continue unpause",
    "phase previous": "previous back",
    "walkup": "hall walk-in walkin add",
    "regroup": "move correct",
    "undo": "revert revoke rollback cancel",
    "close": "end stop finish adjourn",
    "start": "begin",
    "help": "commands info usage manual hilfe aide ayuda",
}
"""By command line the words for it."""


def _by_word() -> Mapping[str, tuple[str, ...]]:
    words = {word for several in _WORDS.values() for word in several.split()}
    return MappingProxyType(
        {word: tuple(line for line, several in _WORDS.items() if word in several.split()) for word in words}
    )


SYNONYMS: Final = _by_word()
"""By word the command lines to offer, those for everyone first."""
