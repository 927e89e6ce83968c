"""A message as its reader sees it: Discord's markup acts and vanishes, the words stay."""

import re
from datetime import UTC, datetime

from tests.discord_server.world import Message, World

_MARKUP = re.compile(
    r"\\(?P<escaped>[^A-Za-z0-9\s])"
    r"|`(?P<code>[^`]+)`"
    r"|\[(?P<label>(?:\\.|[^\]\\])+)\]\(https?://[^\s)]+\)"
    r"|(?P<url>https?://(?:(?!\*\*)[^\s<])+)"
    r"|<@!?(?P<person>\d+)>"
    r"|<t:(?P<time>\d+)(?::\w)?>"
    r"|<#(?P<channel>\d+)>"
    r"|(?P<gone><@&\d+>|<a?:\w+:\d+>|:\w+:"
    r"|\*\*|\*|__|_|~~|\|\||^(?:#{1,3}|-#|>{1,3}|[-+]|\d+\.)(?= ))",
    re.MULTILINE,
)


def as_read(world: World, content: str) -> str:
    """Mentions become names, of channels too, and times the hour in UTC; whatever acts as markup is gone."""

    def shown(match: re.Match[str]) -> str:
        if match["person"]:
            return world.users[match["person"]].name if match["person"] in world.users else "@unknown-user"
        if match["channel"]:
            return f"#{world.channels[match['channel']].name}" if match["channel"] in world.channels else "#?"
        if match["time"]:
            return datetime.fromtimestamp(int(match["time"]), UTC).strftime("%H:%M UTC")
        if match["label"]:
            return as_read(world, match["label"])
        return match["escaped"] or match["code"] or match["url"] or ""

    return _MARKUP.sub(shown, content).replace("\u200b", "")


def quoted(world: World, message: Message) -> str | None:
    """What its reader sees above a reply: what it answers, as it stands now, or nothing of what is gone."""
    if not message.replies_to:
        return None
    standing = [each.content for each in world.messages if each.id == message.replies_to]
    return as_read(world, standing[0]) if standing else ""
