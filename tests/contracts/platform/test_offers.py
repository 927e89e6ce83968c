"""What a message offers is taken with one press, whatever a press is on the platform."""

from bot.domain.identity import Identity, Place
from bot.messages.document import Choice, Document, Text
from bot.messages.offers import PressedRequest
from bot.ports.platform import Invocation, Platform
from tests.contracts.platform.inbox import RecordingInbox, running
from tests.contracts.venue import Venue

SIGNS = "\N{RAISED HAND}", "\N{WAVING HAND SIGN}", "\N{SPEECH BALLOON}"
CHOICES = (
    Choice("1:abcdefgh::join", "Raise hand", "main", sign=SIGNS[0]),
    Choice("1:abcdefgh:f7:withdraw", "Lower **hand** @everyone <b>", "danger", sign=SIGNS[1]),
    Choice("1?:abcdefgh::join", "With words to be read aloud", asks=True, sign=SIGNS[2]),
)


def offering(*choices: Choice) -> Document:
    return Document((Text("The floor is open."),), choices=choices)


async def took(
    venue: Venue, inbox: RecordingInbox, who: Identity, place: Place | None, message: str, number: int
) -> Invocation:
    return await inbox.caused_by(await venue.takes(who, place, message, number))


async def test_what_is_offered_in_a_room_can_be_taken(
    venue: Venue, platform: Platform, inbox: RecordingInbox
) -> None:
    ana = await venue.person("Ana")
    message = await platform.post(venue.room, offering(*CHOICES), "key-1")
    first = await took(venue, inbox, ana, venue.room, message, 1)
    second = await took(venue, inbox, ana, venue.room, message, 2)
    assert [each.request for each in (first, second)] == [PressedRequest(c.token) for c in CHOICES[:2]]
    assert {(each.author, each.author_name, each.place, each.direct) for each in (first, second)} == {
        (ana, "Ana", venue.room, False)
    }
    assert first.cause != second.cause
    assert first.cause.startswith(f"{platform.name}:")


async def test_what_is_offered_in_private_can_be_taken(
    venue: Venue, platform: Platform, inbox: RecordingInbox
) -> None:
    ana = await venue.person("Ana")
    message = await platform.direct_message(ana, offering(*CHOICES), "key-1")
    taken = await took(venue, inbox, ana, None, message, 2)
    assert (taken.request, taken.direct) == (PressedRequest(CHOICES[1].token), True)


async def test_words_that_are_asked_for_come_with_the_choice(
    venue: Venue, platform: Platform, inbox: RecordingInbox
) -> None:
    ana, words = await venue.person("Ana"), "Reply to the minister: **no** @everyone"
    message = await platform.direct_message(ana, offering(*CHOICES), "key-1")
    taken = await inbox.caused_by(await venue.takes(ana, None, message, 3, words))
    assert taken.request == PressedRequest(CHOICES[2].token, words)


async def test_a_message_of_before_a_restart_still_works(venue: Venue, inbox: RecordingInbox) -> None:
    ana = await venue.person("Ana")
    async with running(venue.platform(), RecordingInbox()) as platform:
        message = await platform.post(venue.room, offering(*CHOICES), "key-1")
        private = await platform.direct_message(ana, offering(*CHOICES), "key-2")
    async with running(venue.platform(), inbox):
        one = await took(venue, inbox, ana, venue.room, message, 1)
        other = await took(venue, inbox, ana, None, private, 2)
    assert [one.request, other.request] == [PressedRequest(each.token) for each in CHOICES[:2]]


async def test_a_message_that_was_edited_offers_what_it_says_now(
    venue: Venue, platform: Platform, inbox: RecordingInbox
) -> None:
    ana = await venue.person("Ana")
    message = await platform.post(venue.room, offering(*CHOICES), "key-1")
    new = Choice("1:abcdefgh::position", "Where am I?", sign="\N{ROUND PUSHPIN}")
    await platform.edit(venue.room, message, offering(CHOICES[0], new), "key-2")
    taken = await took(venue, inbox, ana, venue.room, message, 2)
    assert taken.request == PressedRequest(new.token)


async def test_each_of_many_choices_can_be_taken(
    venue: Venue, platform: Platform, inbox: RecordingInbox
) -> None:
    ana = await venue.person("Ana")
    many = [Choice(f"1:abcdefgh::identify c{n}", f"Choice {n} " + "x" * 100) for n in range(60)]
    message = await platform.direct_message(ana, offering(*many), "key-1")
    for number in (1, 25, 26, 60):
        taken = await took(venue, inbox, ana, None, message, number)
        assert taken.request == PressedRequest(many[number - 1].token)


async def test_the_same_press_twice_has_one_cause_and_another_press_another(
    venue: Venue, platform: Platform, inbox: RecordingInbox
) -> None:
    ana, ben = await venue.person("Ana"), await venue.person("Ben")
    message = await platform.post(venue.room, offering(*CHOICES), "key-1")
    cause = await venue.takes(ana, venue.room, message, 1)
    await inbox.caused_by(cause)
    await venue.repeat(cause)
    other = await took(venue, inbox, ben, venue.room, message, 1)
    assert {each.cause for each in inbox.invocations} == {cause, other.cause}
