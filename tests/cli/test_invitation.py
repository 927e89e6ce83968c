from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from icalendar import Calendar

from bot.cli.invitation.letter import letter
from bot.domain.plan import Plan
from bot.files.calendar import calendar, uid
from bot.messages.catalogue import load_catalogues
from tests.cli.running import run
from tests.meeting_file.files import SOUND, read

NOW = datetime(2026, 11, 1, 12, tzinfo=UTC)
CHANGED = datetime(2026, 10, 31, 8, tzinfo=UTC)


def plan(folder: Path, text: str = SOUND) -> Plan:
    found = read(folder, text).plan
    assert found is not None
    return found


def test_the_letter_says_when_where_what_and_how(tmp_path: Path) -> None:
    text = SOUND.replace('place = "100"', 'place = "100"\nlink = "https://discord.gg/abc"')
    words = letter(plan(tmp_path, text), load_catalogues(), "en", {})
    for expected in [
        "A roundtable\n",
        "When: Thursday, December 3, 2026, 10:30 UTC+01 (2026-12-03 09:30 UTC), 1 hour 30 minutes.",
        "1. What should change?",
        "Discussion (1 hour)",
        "Ana Example (Civil Society)",
        "- Discord. To speak, type /join; to see what else there is, type /help.",
        "  To get there: https://discord.gg/abc\n",
        "- The hall. To speak, tell the moderator there. When you have the floor: Walk to the microphone.",
        "(Stakeholder group and Regional group)",
    ]:
        assert expected in words


def test_commands_are_written_the_way_each_platform_takes_them(tmp_path: Path) -> None:
    words = letter(plan(tmp_path, SOUND.replace("discord", "matrix")), load_catalogues(), "en", {})
    assert "type !join" in words
    assert "/join" not in words


def test_the_texts_of_the_file_come_in_the_language_asked_for(tmp_path: Path) -> None:
    words = letter(plan(tmp_path), load_catalogues(), "fr", {})
    assert "Discussion ouverte" in words


@pytest.mark.parametrize(
    ("start", "zone", "utc"),
    [
        ("2026-12-03 10:30", "Europe/Oslo", datetime(2026, 12, 3, 9, 30, tzinfo=UTC)),
        ("2026-06-23 23:30", "America/New_York", datetime(2026, 6, 24, 3, 30, tzinfo=UTC)),
        ("2026-06-23 09:00", "Asia/Kathmandu", datetime(2026, 6, 23, 3, 15, tzinfo=UTC)),
        ("2026-06-23 09:00", "UTC", datetime(2026, 6, 23, 9, 0, tzinfo=UTC)),
        ("2026-10-25 01:30", "Europe/Oslo", datetime(2026, 10, 24, 23, 30, tzinfo=UTC)),
    ],
)
def test_the_calendar_reads_back_with_the_right_instants(
    tmp_path: Path, start: str, zone: str, utc: datetime
) -> None:
    text = SOUND.replace("2026-12-03 10:30", start).replace("Europe/Oslo", zone)
    meeting = plan(tmp_path, text)
    back = Calendar.from_ical(calendar(meeting, "words", "en", NOW, CHANGED))
    (event,) = back.events
    assert isinstance(event.start, datetime)
    assert event.start.astimezone(UTC) == utc == meeting.start
    assert event.duration == timedelta(minutes=90)
    assert (str(event.summary), str(event.uid)) == ("A roundtable", uid(meeting))
    assert back.get_missing_tzids() == set()


def test_the_verb_prints_the_letter_and_writes_the_calendar(tmp_path: Path) -> None:
    file, ics = read(tmp_path, SOUND).path, tmp_path / "out.ics"
    done = run("invitation", str(file), "--ics", str(ics))
    assert done.code == 0
    assert done.out.startswith("A roundtable\n")
    assert b"A roundtable" in ics.read_bytes()


def test_the_letter_names_the_bot_to_write_to(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    line = "  To write to the bot in private, start a chat with @evenfloor:x.org.\n"
    both = (
        SOUND
        + '[[rooms]]\nplatform = "matrix"\nplace = "!a:x.org"\nname = "Matrix"\nhow_to_speak = "Unmute."\n'
    )
    file = read(tmp_path, both.replace('["discord:200"]', '["discord:200", "matrix:!m:x.org"]')).path
    config = tmp_path / "config.toml"
    config.write_text('[matrix]\nhomeserver = "https://x.org"\nuser = "@evenfloor:x.org"\n')
    assert line not in run("invitation", str(file), "--config", str(config)).out
    monkeypatch.setenv("EVENFLOOR_MATRIX__PASSWORD", "secret")
    assert run("invitation", str(file), "--config", str(config)).out.count(line) == 1


def test_an_unsound_file_gives_its_problems_and_no_letter(tmp_path: Path) -> None:
    done = run("invitation", str(read(tmp_path, SOUND.replace("30m", "0m")).path))
    assert (done.code, done.out) == (1, "")
    assert done.err.startswith("Problem: ")
    assert "phases[1].length" in done.err


def test_a_calendar_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    file = read(tmp_path, SOUND).path
    done = run("invitation", str(file), "--ics", str(tmp_path / "none" / "out.ics"))
    assert done.code == 1
    assert "cannot be written" in done.err


def test_meetings_of_the_same_name_do_not_replace_each_other_in_a_calendar(tmp_path: Path) -> None:
    mine, theirs = plan(tmp_path), plan(tmp_path, SOUND.replace("discord:", "discord:9"))
    assert mine.id == theirs.id
    assert mine.moderators_rooms != theirs.moderators_rooms
    assert uid(mine) != uid(theirs)
    moved = plan(tmp_path, SOUND.replace("10:30", "11:30"))
    assert uid(mine) == uid(moved)


def test_a_changed_meeting_has_a_higher_sequence_and_a_cancelled_one_says_so(tmp_path: Path) -> None:
    (first,) = Calendar.from_ical(calendar(plan(tmp_path), "words", "en", NOW, CHANGED)).events
    cancelled = plan(tmp_path, "cancelled = true\n" + SOUND)
    later = CHANGED + timedelta(minutes=1)
    (second,) = Calendar.from_ical(calendar(cancelled, "words", "en", NOW, later)).events
    assert int(second["sequence"].to_ical()) > int(first["sequence"].to_ical())
    assert (first["last-modified"].to_ical(), second["last-modified"].to_ical()) == (
        b"20261031T080000Z",
        b"20261031T080100Z",
    )
    assert (str(first["status"]), str(second["status"])) == ("CONFIRMED", "CANCELLED")
