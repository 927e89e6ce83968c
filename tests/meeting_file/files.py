"""A small sound meeting file, and ways to spoil it."""

from pathlib import Path
from typing import Final

from bot.meeting_file.read import MeetingFile, read_meeting

SOUND: Final = """\
title = "A roundtable"
start = "2026-12-03 10:30"
zone = "Europe/Oslo"
description = "What it is about."
questions = ["What should change?"]

[[speakers]]
name = "Ana Example"
group = "cs"
region = "ap"

[[phases]]
title = "Opening"
kind = "presentation"
length = "30m"
text = "Welcome."

[[phases]]
title = { en = "Discussion", fr = "Discussion ouverte" }
kind = "discussion"
length = "1h"
text = "The floor is open."
advance = "automatic"

[[rooms]]
platform = "discord"
place = "100"
name = "Discord"
how_to_speak = "Unmute."

[[rooms]]
platform = "hall"
name = "The hall"
how_to_speak = "Walk to the microphone."

[moderators]
rooms = ["discord:200"]
accounts = ["matrix:@mo:example.org"]

[coordination]
name = "Follow-up"
welcome = "Welcome!"
"""


def read(folder: Path, text: str, name: str = "example.toml") -> MeetingFile:
    """Write a meeting file and read it."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return read_meeting(path)


def spoilt(old: str, new: str) -> str:
    """The sound file with one thing changed, which must have been there."""
    assert old in SOUND
    return SOUND.replace(old, new, 1)


def lines(file: MeetingFile) -> list[str]:
    """The problem lines, without the folder's name."""
    return [str(each).replace(f"{file.path.parent}/", "") for each in file.problems]
