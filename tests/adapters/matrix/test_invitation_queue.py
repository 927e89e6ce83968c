"""Whose invitation is answered next."""

from datetime import datetime, timedelta

from adapters.matrix.inbound.invitation_queue import IN_ALL, OF_ONE_HOMESERVER, InvitationQueue
from adapters.matrix.inbound.sync_answer import Invitation
from tests.adapters.matrix.fakes import NOON

MEETINGS_ROOM = "!meeting:good"


def queue() -> InvitationQueue:
    return InvitationQueue(lambda invited: invited.room_id == MEETINGS_ROOM)


def invitation(number: int, by: str) -> Invitation:
    return Invitation(f"!{number}:room", by, direct=True)


def flood(waiting: InvitationQueue, number: int, server: str) -> None:
    """So many people of one homeserver."""
    for n in range(number):
        waiting.put(invitation(n, f"@{n}:{server}"))


def answered(waiting: InvitationQueue, most: int, now: datetime = NOON) -> list[str]:
    """Who is answered, one after the other."""
    found: list[str] = []
    while len(found) < most and (taken := waiting.take(now)):
        line, invited = taken
        found.append(invited.by)
        waiting.done(line)
    return found


def test_homeservers_take_turns_however_many_wait() -> None:
    waiting = queue()
    flood(waiting, 500, "evil")
    waiting.put(invitation(1, "@ana:good"))
    assert answered(waiting, 3) == ["@0:evil", "@ana:good", "@1:evil"]


def test_a_slow_homeserver_holds_up_itself_alone() -> None:
    waiting = queue()
    flood(waiting, 5, "slow")
    flood(waiting, 2, "good")
    assert waiting.take(NOON) is not None
    assert answered(waiting, 9) == ["@0:good", "@1:good"]
    waiting.done("slow")
    assert answered(waiting, 9) == ["@1:slow", "@2:slow", "@3:slow", "@4:slow"]


def test_each_homeserver_has_a_limit_that_comes_back() -> None:
    waiting = queue()
    flood(waiting, 100, "evil")
    assert len(answered(waiting, 100)) == OF_ONE_HOMESERVER.burst
    assert waiting.waits
    flood(waiting, 5, "good")
    assert len(answered(waiting, 100)) == 5
    later = NOON + OF_ONE_HOMESERVER.refill
    assert len(answered(waiting, 100, later)) == 1


def test_many_homeservers_have_a_limit_together_and_meetings_rooms_none() -> None:
    waiting = queue()
    for n in range(200):
        flood(waiting, 2, f"evil{n}")
    assert len(answered(waiting, 400)) == IN_ALL.burst
    waiting.put(Invitation(MEETINGS_ROOM, "@host:good", direct=False))
    assert answered(waiting, 9) == ["@host:good"]
    assert len(answered(waiting, 400, NOON + timedelta(minutes=1))) == IN_ALL.burst


def test_of_one_person_only_the_newest_few_wait() -> None:
    waiting = queue()
    for n in range(50):
        waiting.put(invitation(n, "@eve:good"))
    taken = [waiting.take(NOON)]
    while taken[-1]:
        waiting.done("good")
        taken.append(waiting.take(NOON))
    assert [each[1].room_id for each in taken if each] == ["!47:room", "!48:room", "!49:room"]
    assert not waiting.waits


def test_a_room_that_becomes_a_meetings_meanwhile_leaves_no_line_at_rest() -> None:
    known: set[str] = set()
    waiting = InvitationQueue(lambda invited: invited.room_id in known)
    flood(waiting, 2, "good")
    taken = waiting.take(NOON)
    assert taken is not None
    known.add(taken[1].room_id)
    waiting.done(taken[0])
    assert answered(waiting, 9) == ["@1:good"]
