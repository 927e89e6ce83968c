"""The example meeting moved into a terminal: its rooms there, and the summary at the end."""

from collections import Counter
from datetime import datetime, timedelta

from bot.domain.changing import replace
from bot.domain.identity import Place
from bot.domain.meeting.state import Meeting
from bot.domain.message import Label, Listing, Message, say
from bot.domain.plan import Plan, Room

ONLINE, MODERATORS = Place("console", "online"), Place("console", "moderators")
BEFORE_THE_START = timedelta(minutes=10)


def staged(plan: Plan) -> Plan:
    """The plan with one room of the terminal for all its chats, opened by hand and without invitations."""
    online = next((room for room in plan.rooms if room.place is not None), None)
    how = online.how_to_speak if online else {"en": ""}
    halls = tuple(room for room in plan.rooms if room.place is None)
    return replace(
        plan,
        rooms=(*halls, Room({"en": "Online"}, how, ONLINE)),
        moderators_rooms=(MODERATORS,),
        moderators=(),
        notices=replace(plan.notices, invitation=None, reminder=None, opening=None),
    )


def on_matrix(plan: Plan, now: datetime, room: Place, moderators_room: Place, link: str) -> Plan:
    """The plan with those two rooms for all its chats, about to begin: it opens by itself at once."""
    online = next((each for each in plan.rooms if each.place and each.place.platform == room.platform), None)
    shown = replace(online or Room({"en": "Matrix"}, {"en": ""}), place=room, link=link)
    halls = tuple(each for each in plan.rooms if each.place is None)
    opening = int(BEFORE_THE_START.total_seconds())
    return replace(
        plan,
        start=now + BEFORE_THE_START,
        rooms=(*halls, shown),
        moderators_rooms=(moderators_room,),
        moderators=(),
        rapporteurs=(),
        organisers=(),
        notices=replace(plan.notices, invitation=None, reminder=None, opening=opening),
    )


def summary(meeting: Meeting) -> Message:
    """How many turns each group had, of how many people, as the log tells it."""
    dimension = meeting.plan.dimensions[0].id
    turns = Counter(spoken.attributes[0] for spoken in meeting.spoken)
    lines = tuple(
        say("summary-line", group=Label(dimension, group), turns=count)
        for group, count in turns.most_common()
    )
    return say("summary", turns=len(meeting.spoken), lines=Listing(lines, lines=True))
