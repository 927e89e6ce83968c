"""The digest: due at the group's wall time and never twice, new or not at all, bounded, with one need."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from dateutil.rrule import DAILY, WEEKLY, rrule
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import asdict

from bot.domain.group.digest.news import AHEAD, Found, News, most_needed, news
from bot.domain.group.digest.times import due_now, next_due
from bot.domain.group.rows import ActionItem, Going, KeyDate, Member, Resource, Settings
from bot.domain.meeting.state import Meeting
from bot.domain.message import Listing, Message
from bot.views.group.digest import MOST, digest
from tests.support.plans import plan

NOW = datetime(2027, 3, 20, 12, tzinfo=UTC)
GROUP = Meeting(plan())
ZONES = (
    *("UTC", "Europe/Vienna", "America/New_York", "Asia/Kolkata", "Asia/Kathmandu", "Pacific/Chatham"),
    *("Australia/Lord_Howe", "America/Santiago", "Africa/Casablanca", "Pacific/Auckland"),
)

moments = st.integers(-60 * 24 * 30, 60 * 24 * 30).map(lambda minutes: NOW + timedelta(minutes=minutes))
settings = st.builds(
    Settings,
    number=st.just(1),
    zone=st.sampled_from(ZONES),
    digest=st.sampled_from(("weekly", "daily")),
    weekday=st.integers(0, 6),
    minute=st.integers(0, 24 * 60 - 1),
)
actions = st.builds(
    ActionItem,
    number=st.integers(1, 9),
    author=st.none(),
    owner=st.none() | st.just(1),
    at=moments.map(lambda at: min(at, NOW)),
    due=st.none() | moments,
    whole_day=st.booleans(),
)
dates = st.builds(
    KeyDate,
    number=st.integers(1, 9),
    author=st.none(),
    at=moments,
    zone=st.sampled_from(ZONES),
    whole_day=st.booleans(),
    since=moments.map(lambda at: min(at, NOW)),
    uid=st.just("u"),
    repeats=st.sampled_from(("", "weekly", "monthly")),
    dropped=st.booleans(),
)
found = st.builds(
    Found,
    resources=st.lists(st.builds(Resource, st.integers(1, 99), st.none(), moments, *[st.just("")] * 3)),
    titled=st.just(frozenset[int]()),
    settled=st.lists(actions),
    open=st.lists(actions, max_size=12),
    dates=st.lists(dates, max_size=12),
    going=st.lists(st.builds(Going, st.just(1), st.integers(1, 9), st.just(1), st.booleans()), max_size=4),
    members=st.just(list[Member]()),
)


@given(settings, st.lists(st.integers(1, 60 * 24 * 20), max_size=40))
def test_however_the_clock_goes_on_each_moment_has_one_digest(own: Settings, steps: list[int]) -> None:
    now, seen = NOW, set[datetime]()
    own = Settings(**{**asdict(own), "digested": now})
    for step in steps:
        now += timedelta(minutes=step)
        due = due_now(own, now)
        if due is None:
            continue
        assert own.digested is not None
        assert own.digested < due <= now
        assert due not in seen
        seen.add(due)
        own = Settings(**{**asdict(own), "digested": now})
        assert due_now(own, now) is None


@given(settings, st.integers(0, 60 * 24 * 365))
def test_the_next_one_is_that_of_a_calendar(own: Settings, minutes: int) -> None:
    """Against rrule by the wall; where the clocks leave a time out, what comes is as much later."""
    after = NOW + timedelta(minutes=minutes)
    local = after.astimezone(ZoneInfo(own.zone)).replace(tzinfo=None) - timedelta(days=10)
    start = local.replace(hour=own.minute // 60, minute=own.minute % 60, second=0)
    weekday = None if own.digest == "daily" else own.weekday
    rule = rrule(DAILY if weekday is None else WEEKLY, dtstart=start, byweekday=weekday, count=40)
    wall = (at.replace(tzinfo=ZoneInfo(own.zone)).astimezone(UTC) for at in rule)
    assert next_due(own, after) == next(at for at in wall if at > after)


def test_where_it_is_off_none_is_due() -> None:
    off = Settings(1, "UTC", "off")
    assert (next_due(off, NOW), due_now(off, NOW)) == (None, None)


@given(found)
def test_what_most_needs_somebody_is_what_the_order_says(there: Found) -> None:
    told = news(GROUP, there, NOW - timedelta(weeks=1), NOW)
    need, free = most_needed(told), [each for each in there.open if each.owner is None]
    soon = [each.due for each in free if each.due is not None and each.due <= NOW + AHEAD]
    deserted = [each.at for each in told.dates if not each.attended]
    if soon:
        assert isinstance(need, ActionItem)
        assert need.due == min(soon)
    elif deserted:
        assert need is not None
        assert not isinstance(need, ActionItem)
        assert need.at == min(deserted)
    else:
        assert (need in free) if free else need is None


@given(found)
def test_each_part_is_bounded_and_says_how_many_more_there_are(there: Found) -> None:
    told = news(GROUP, there, NOW - timedelta(weeks=1), NOW)
    message = digest(GROUP, told)
    assert (message is None) == (not told.fresh)
    sizes = {"digest-resources": len(told.resources), "digest-done": len(told.done)}
    sizes |= {"digest-due": len(told.due), "digest-dates": len(told.dates)}
    shown = {part.key: lines(part) for part in parts(message)} if message else {}
    for key, count in sizes.items():
        listed = shown.get(key, ())
        assert len(listed) == (count if count <= MOST else MOST + 1) or message is None
        if listed and count > MOST:
            assert listed[-1].arguments == {"count": count - MOST}


@given(found)
def test_nothing_dropped_or_over_is_told_as_coming(there: Found) -> None:
    told = news(GROUP, there, NOW - timedelta(weeks=1), NOW)
    assert not any(each.date.dropped for each in told.dates)
    assert all(NOW < each.at <= NOW + AHEAD for each in told.dates)
    assert all(each.state == "done" for each in told.done)


@given(found)
def test_what_was_told_is_not_new_a_moment_later(there: Found) -> None:
    """With nothing added, the next digest is made of what comes near alone."""
    same = Found([], frozenset(), [], there.open, there.dates, there.going, [])
    assert not news(GROUP, same, NOW, NOW).fresh


def parts(message: Message) -> Sequence[Message]:
    """The parts of a digest, also of one with a need behind it."""
    inner = message.arguments.get("digest", message)
    assert isinstance(inner, Message)
    return lines(inner, "parts")


def lines(message: Message, name: str = "lines") -> Sequence[Message]:
    listing = message.arguments[name]
    assert isinstance(listing, Listing)
    return [each for each in listing.items if isinstance(each, Message)]


def test_a_new_date_and_one_that_comes_near_are_new_and_others_are_not() -> None:
    since = NOW - timedelta(weeks=1)

    def told(at: datetime, added: datetime) -> News:
        date = KeyDate(1, None, at, "UTC", False, added, "u")
        return news(GROUP, Found([], frozenset(), [], [], [date], [], []), since, NOW)

    old, new = since - timedelta(days=1), since + timedelta(days=1)
    assert told(NOW + timedelta(days=3), new).fresh
    assert not told(NOW + timedelta(days=3), old).fresh
    assert told(NOW + timedelta(days=10), old).fresh
    assert not told(NOW + timedelta(days=20), new).fresh
