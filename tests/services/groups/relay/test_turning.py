"""Who turns a relay on, who is told, and whose words stay out."""

from bot.domain.changing import replace
from bot.domain.meeting.group.relaying import turn_on
from bot.domain.message import refuse, say
from bot.ports.permissions import NotPermitted
from tests.services.conftest import ANA, BEN, IVO, LI, VERA
from tests.services.groups.relay.conftest import Channels
from tests.services.groups.test_coming_and_going import GROUP
from tests.support.plans import DISCORD_ROOM


async def test_a_coordinator_turns_it_on_when_asked_once_and_all_are_told(channels: Channels) -> None:
    bot = channels.bot
    assert "The relay is off" in await bot.say(ANA, "relay")
    assert "for the coordinators" in await bot.say(ANA, "relay on")
    asked = await bot.say(VERA, "relay on")
    assert "under their name here" in asked
    assert "encryption" not in asked
    await channels.says(ANA, "Not yet")
    assert not channels.copies(channels.matrix)
    await channels.turn_on()
    for place in (channels.discord, channels.matrix):
        fake = bot.fakes[place.platform]
        assert "The relay is on" in bot.texts(place)[-1]
        assert bot.texts(place)[-1] in [fake.shown[str(place)][each].text for each in fake.pinned[place]]
        assert place in fake.listens
    assert "already" in await bot.say(VERA, "relay on")
    assert "Your messages go across" in await bot.say(ANA, "relay")


async def test_of_an_encrypted_room_it_is_said_what_is_given_up(channels: Channels) -> None:
    bot = channels.bot
    bot.fakes["matrix"].sealed.add(channels.matrix)
    assert "leave the encryption" in await bot.say(VERA, "relay on")
    await channels.turn_on()
    assert "leave the encryption" in bot.texts(channels.discord)[-1]
    await channels.write(channels.talk(LI, "Secret", sealed=True))
    assert "Secret" in channels.copies(channels.discord)[-1]


async def test_a_room_that_becomes_encrypted_stays_so_until_it_is_agreed_to(
    channels: Channels,
) -> None:
    bot = channels.bot
    await channels.turn_on()
    for _ in range(2):
        await channels.write(channels.talk(LI, "Secret", sealed=True))
    assert not channels.copies(channels.discord)
    assert sum("encrypted now" in text for text in bot.texts(VERA)) == 1
    bot.fakes["matrix"].sealed.add(channels.matrix)
    await channels.turn_on()
    await channels.write(channels.talk(LI, "Agreed", sealed=True))
    assert "Agreed" in channels.copies(channels.discord)[-1]


async def test_off_it_takes_nothing_more_and_deletions_still_follow(channels: Channels) -> None:
    bot = channels.bot
    await channels.turn_on()
    first = await channels.says(ANA, "Before")
    assert "The relay is off" in await bot.say(IVO, "relay off")
    assert "The relay is off" in bot.texts(channels.matrix)[-1]
    assert "already" in await bot.say(IVO, "relay off")
    await channels.says(ANA, "After")
    await channels.change(ANA, first, "Changed")
    assert [text[-6:] for text in channels.copies(channels.matrix)] == ["Before"]
    await channels.delete("discord", first)
    assert not channels.copies(channels.matrix)


async def test_each_keeps_their_own_words_out(channels: Channels) -> None:
    bot = channels.bot
    await channels.turn_on()
    kept = await channels.says(ANA, "One")
    assert "stays on your platform" in await bot.say(ANA, "relay out")
    assert "already" in await bot.say(ANA, "relay out")
    assert "stay on your platform" in await bot.say(ANA, "relay")
    await channels.says(ANA, "Two")
    await channels.change(ANA, kept, "One changed")
    await channels.says(LI, "Three")
    assert [text[-3:] for text in channels.copies(channels.matrix)] == ["One"]
    assert len(channels.copies(channels.discord)) == 1
    assert "goes across" in await bot.say(ANA, "relay in")
    assert "already" in await bot.say(ANA, "relay in")
    await channels.says(ANA, "Four")
    assert channels.copies(channels.matrix)[-1].endswith("Four")


async def test_nobody_s_words_go_across_who_is_not_in_the_group_or_unseen(channels: Channels) -> None:
    await channels.turn_on()
    await channels.says(BEN, "A stranger here")
    await channels.bot.say(BEN, "stay digest", DISCORD_ROOM)
    await channels.says(BEN, "Unseen")
    assert not channels.copies(channels.matrix)


async def test_a_channel_is_told_once_a_week_that_an_outsider_s_words_stay_there(
    channels: Channels,
) -> None:
    bot, word = channels.bot, "who is not in the group"
    await channels.says(BEN, "Before there is a relay")
    await channels.turn_on()
    await channels.bot.say(ANA, "relay out")
    await channels.says(ANA, "One who is in it, and keeps out")
    assert not any(word in text for text in bot.texts(channels.discord))
    for _ in range(2):
        await channels.says(BEN, "A stranger here")
    (told,) = [text for text in bot.texts(channels.discord) if word in text]
    assert "/stay" in told
    assert "Ben" not in told
    assert not any(word in text for text in bot.texts(channels.matrix))
    await bot.move(7 * 24 * 3600)
    await channels.says(BEN, "Still here")
    assert sum(word in text for text in bot.texts(channels.discord)) == 2


async def test_newcomers_are_told(channels: Channels) -> None:
    await channels.bot.say(BEN, "stay", DISCORD_ROOM)
    assert not any("has a relay" in text for text in channels.bot.texts(BEN))
    await channels.bot.say(BEN, "unstay")
    await channels.turn_on()
    await channels.bot.say(BEN, "stay", DISCORD_ROOM)
    assert sum("has a relay" in text for text in channels.bot.texts(BEN)) == 1


async def test_with_one_channel_there_is_nothing_to_relay(channels: Channels) -> None:
    group = (await channels.bot.store.read(lambda tx: channels.bot.app.repository.load(tx, GROUP))).meeting
    alone = turn_on(replace(group, channels=group.channels[:1]), 1, sealed=False)
    assert alone == refuse("refused-relay-alone")


async def test_coordinators_are_told_once_when_the_bot_may_not_read(channels: Channels) -> None:
    bot = channels.bot
    bot.fakes["discord"].refusals["listen"] = [NotPermitted("no intent", say("relay-deaf"))]
    await channels.turn_on()
    assert sum("Message Content Intent" in text for text in bot.texts(VERA)) == 1
