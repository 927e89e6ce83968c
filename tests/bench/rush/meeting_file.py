"""The meeting of a rush: one discussion that lasts."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

MEETING = """\
title = "Rush"
start = "{start:%Y-%m-%d %H:%M}"
zone = "UTC"
description = "Many hands at once."
[[phases]]
title = "Discussion"
kind = "discussion"
length = "4h"
text = "The floor is open."
{rooms}
[moderators]
rooms = ["{platform}:{moderators}"]
[notices]
invitation = "{invitation}"
reminder = "never"
[coordination]
name = "Follow-up"
welcome = "Welcome!"
"""
ROOM = """\
[[rooms]]
platform = "{platform}"
place = "{place}"
name = "Room {number}"
how_to_speak = "Unmute."
"""


def write_configuration(
    folder: Path, section: str, *, platform: str, rooms: Sequence[str], moderators: str
) -> Path:
    """The meeting, an hour ahead, and a configuration with that section of the platform; returns its file."""
    (folder / "meetings").mkdir()
    start = datetime.now(UTC) + timedelta(hours=1)
    each = (ROOM.format(platform=platform, place=room, number=n) for n, room in enumerate(rooms, start=1))
    # Where a bot is limited, nothing is to wait while it finds that out.
    invitation = "never" if platform == "matrix" else "7d"
    text = MEETING.format(
        start=start, platform=platform, rooms="".join(each), moderators=moderators, invitation=invitation
    )
    (folder / "meetings" / "rush.toml").write_text(text)
    config = folder / "config.toml"
    config.write_text(
        f'meetings = "{folder}/meetings"\nlog_level = "warning"\n'
        f'[database]\nurl = "sqlite:///{folder}/rush.db"\n[{platform}]\n{section}'
    )
    return config
