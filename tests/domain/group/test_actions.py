"""Actions: reminders come before what is due, in order, each once."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import asdict

from bot.domain.group.actions import due_now, next_reminder, over, reminders
from bot.domain.group.rows import ActionItem

ADDED = datetime(2026, 1, 1, tzinfo=UTC)
ZONES = ("UTC", "Europe/Vienna", "America/New_York", "Asia/Kolkata", "Pacific/Chatham", "America/Sao_Paulo")

actions = st.builds(
    ActionItem,
    number=st.just(1),
    author=st.just(1),
    owner=st.just(2),
    at=st.just(ADDED),
    due=st.integers(1, 3_000_000).map(lambda minutes: ADDED + timedelta(minutes=minutes)),
    zone=st.sampled_from(ZONES),
    whole_day=st.booleans(),
)


@given(actions)
def test_the_day_before_and_the_morning_come_before_it_is_over(action: ActionItem) -> None:
    eve, morning = reminders(action)
    end = over(action)
    assert end is not None
    assert action.due is not None
    assert eve < morning < end
    assert eve.astimezone(ZoneInfo(action.zone)).hour == 9
    assert morning <= action.due or action.whole_day


@given(actions, st.lists(st.integers(1, 60 * 24 * 40), max_size=60))
def test_however_the_clock_goes_on_each_comes_once_and_none_too_late(
    action: ActionItem, steps: list[int]
) -> None:
    now, told = ADDED, []
    for step in steps:
        now += timedelta(minutes=step)
        moment = next_reminder(action, max(ADDED, action.reminded or ADDED))
        if moment is not None and moment <= now:
            if due_now(action, now):
                told.append(now)
            action = ActionItem(**{**asdict(action), "reminded": now})
    end = over(action)
    assert end is not None
    assert len(told) <= 2
    assert all(at < end for at in told)


def test_what_is_done_or_nobody_s_or_has_no_day_reminds_nobody() -> None:
    action = ActionItem(1, 1, 2, ADDED, due=ADDED + timedelta(days=9))
    assert reminders(ActionItem(**{**asdict(action), "state": "done"})) == ()
    assert reminders(ActionItem(**{**asdict(action), "owner": None})) == ()
    assert reminders(ActionItem(**{**asdict(action), "due": None})) == ()
    assert not due_now(ActionItem(**{**asdict(action), "due": None}), ADDED)
