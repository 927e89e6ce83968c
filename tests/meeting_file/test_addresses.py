"""Ids that no room and no account can have are told before the meeting, with the right one if it is known."""

from pathlib import Path

import pytest

from bot.cli.wiring.known_platforms import ADDRESSES
from bot.meeting_file.read import read_meeting
from tests.meeting_file.files import SOUND, lines, read, spoilt

DEVELOPER = "in Discord switch on User Settings, Advanced, Developer Mode; then right-click the "
INTERNAL = "open the room's settings in your Matrix app, Advanced, and copy the Internal room ID"
MATRIX = SOUND.replace('platform = "discord"', 'platform = "matrix"').replace(
    "discord:200", "matrix:!m:x.org"
)


def found(folder: Path, text: str) -> list[str]:
    """What is said of the file where the platforms' ids are known."""
    file = read_meeting(read(folder, text).path, ADDRESSES)
    return [line.partition(": ")[2] for line in lines(file)]


@pytest.mark.parametrize("id", ["100", "1234567890123456789"])
def test_a_channels_id_is_taken(id: str, tmp_path: Path) -> None:
    assert found(tmp_path, spoilt('"100"', f'"{id}"')) == []


@pytest.mark.parametrize(
    ("id", "expected"),
    [
        ("https://discord.com/channels/77/100", 'is the channel\'s link; write "100"'),
        ("https://discord.com/channels/77/100/5", 'is the channel\'s link; write "100"'),
        ("https://ptb.discord.com/channels/77/100", 'is the channel\'s link; write "100"'),
        ("<#100>", 'is how a channel is mentioned; write "100"'),
        ("#general", f"is not a channel's id; {DEVELOPER}channel, Copy Channel ID"),
        ("https://discord.gg/abc", f"is not a channel's id; {DEVELOPER}channel, Copy Channel ID"),
        ("https://discord.com/channels/٣/٢", f"is not a channel's id; {DEVELOPER}channel, Copy Channel ID"),
        ("١٢٣", f"is not a channel's id; {DEVELOPER}channel, Copy Channel ID"),
    ],
)
def test_what_is_no_channels_id_is_told(id: str, expected: str, tmp_path: Path) -> None:
    assert found(tmp_path, spoilt('"100"', f'"{id}"')) == [f'rooms[1].place: "{id}" {expected}']


@pytest.mark.parametrize("id", ["!ab:example.org", "!v12-room_id", "#table:example.org", "#table:[::1]:8448"])
def test_a_room_id_or_an_alias_is_taken(id: str, tmp_path: Path) -> None:
    assert found(tmp_path, MATRIX.replace('"100"', f'"{id}"')) == []


@pytest.mark.parametrize(
    ("id", "expected"),
    [
        (
            "https://matrix.to/#/!ab:example.org?via=a.org",
            'is a link; write "!ab:example.org"',
        ),
        ("https://matrix.to/#/%23table%3Ax.org", 'is a link; write "#table:x.org"'),
        ("https://matrix.to/#/!ab:x.org/$event?via=a.org", 'is a link; write "!ab:x.org"'),
        ("matrix:r/table:x.org", 'is a link; write "#table:x.org"'),
        ("matrix:roomid/ab:x.org?via=a.org", 'is a link; write "!ab:x.org"'),
        ("#table", f"is not a room's id or alias; {INTERNAL}"),
        ("@ana:x.org", f"is not a room's id or alias; {INTERNAL}"),
        ("Roundtable", f"is not a room's id or alias; {INTERNAL}"),
    ],
)
def test_what_is_no_room_on_matrix_is_told(id: str, expected: str, tmp_path: Path) -> None:
    assert found(tmp_path, MATRIX.replace('"100"', f'"{id}"')) == [f'rooms[1].place: "{id}" {expected}']


@pytest.mark.parametrize(
    ("account", "expected"),
    [
        ("discord:<@5>", '"<@5>" is how a person is mentioned; write "discord:5"'),
        ("discord:mo", f'"mo" is not an account\'s id; {DEVELOPER}person, Copy User ID'),
        (
            "matrix:https://matrix.to/#/@mo:x.org",
            '"https://matrix.to/#/@mo:x.org" is a link; write "matrix:@mo:x.org"',
        ),
        ("matrix:mo", '"mo" is not an account\'s id; write it with its server, like "@ana:example.org"'),
    ],
)
def test_what_is_no_moderators_account_is_told(account: str, expected: str, tmp_path: Path) -> None:
    text = spoilt('"matrix:@mo:example.org"', f'"{account}"')
    assert found(tmp_path, text) == [f"moderators.accounts[1]: {expected}"]


@pytest.mark.parametrize("unseen", ["\\u001b[2J", "\\u200b", "\\u202e"])
def test_an_id_with_something_unseen_in_it_is_told(unseen: str, tmp_path: Path) -> None:
    [line] = found(tmp_path, MATRIX.replace('"100"', f'"!ab{unseen}:x.org"'))
    assert line.endswith(INTERNAL)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (SOUND.replace('place = "100"', 'place = "100"\nstage = "101"'), []),
        (
            SOUND.replace('place = "100"', 'place = "100"\nstage = "Stage"'),
            [f'rooms[1].stage: "Stage" is not a channel\'s id; {DEVELOPER}channel, Copy Channel ID'],
        ),
        (
            MATRIX.replace('place = "100"', 'place = "!ab:x.org"\nstage = "!cd:x.org"'),
            ["rooms[1].stage: this platform has no Stages; take this line out"],
        ),
        (
            SOUND.replace('platform = "hall"', 'platform = "hall"\nstage = "101"'),
            ["rooms[2].stage: the hall is in no chat; take this line out"],
        ),
    ],
)
def test_a_stage_is_looked_at_too(text: str, expected: list[str], tmp_path: Path) -> None:
    assert found(tmp_path, text) == expected


def test_a_moderators_room_is_looked_at_too(tmp_path: Path) -> None:
    [line] = found(tmp_path, spoilt("discord:200", "discord:#moderators"))
    assert line.startswith('moderators.rooms[1]: "#moderators" is not a channel\'s id; ')


def test_what_is_left_to_fill_in_is_told_as_that_alone(tmp_path: Path) -> None:
    [line] = found(tmp_path, spoilt('"100"', '"FILL IN: the id"'))
    assert line == "rooms[1].place: is to be filled in; write the id"
