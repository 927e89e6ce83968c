"""What a Matrix client shows with a message: what it answers, as that stands, and the thread it stands in."""

from collections.abc import Mapping, Sequence
from typing import Any

Event = Mapping[str, Any]


def quoted(events: Sequence[Event], message: str) -> str | None:
    """The words of what it answers as they are now, none of what is gone; None if it answers nothing."""
    relation = _relation(events, message)
    answered = relation.get("m.in_reply_to", {}).get("event_id")
    if answered is None or relation.get("is_falling_back"):
        return None
    return _standing(events).get(answered, "")


def thread(events: Sequence[Event], message: str) -> str:
    """The id of what the thread hangs on; empty where it stands in none."""
    relation = _relation(events, message)
    return str(relation["event_id"]) if relation.get("rel_type") == "m.thread" else ""


def _relation(events: Sequence[Event], message: str) -> Mapping[str, Any]:
    [its] = [each["content"] for each in events if each["event_id"] == message]
    found: Mapping[str, Any] = its.get("m.relates_to", {})
    return found


def _standing(events: Sequence[Event]) -> Mapping[str, str]:
    words: dict[str, str] = {}
    for event in events:
        content = event["content"]
        relation = content.get("m.relates_to", {})
        if relation.get("rel_type") != "m.replace":
            words[event["event_id"]] = content.get("body", "")
        elif words.get(relation["event_id"]):
            words[relation["event_id"]] = content["m.new_content"]["body"]
    return words
