### The relay between the channels of a group.

relayed = **{ $who }** ({ $platform ->
        [discord] Discord
        [matrix] Matrix
       *[other] { $platform }
    }): { $text }
relayed-reply = **{ $who }** ({ $platform ->
        [discord] Discord
        [matrix] Matrix
       *[other] { $platform }
    }), [to { $to }]({ $link }): { $text }
relayed-file = (file) { $name }
relayed-sticker = (sticker) { $name }
relayed-poll = (poll) { $name }
relayed-forward = (forwarded message) { $name }
relayed-reactions = Elsewhere, to { $who }: { $signs }
relayed-shortened = { $text } … (shortened)
relay-is-off = The relay is off: what is written in the channel stays on its platform.
    A coordinator turns it on with { $on }.
relay-is-on = The relay is on: what members write in one channel appears in the others, under their name here.
    { $own }
relay-with-you = Your messages go across too.
relay-without-you = Your messages stay on your platform.
ask-relay = What members write in the channel on one platform then appears on the others, under their name here.
    Files that they post go across too.
    All are told, and each can keep their own messages out. Turn it on?
ask-relay-sealed = A channel of this group is encrypted. With the relay its messages and files leave the encryption.
    The other platform and whoever runs this bot can then read them.
    All are told, and each can keep their own messages out. Turn it on?
offer-relay-on = Turn on
offer-relay-out = Keep mine out
offer-relay-in = Include mine
done-relay-on = The relay is on. Everybody is told in the channels.
done-relay-off = The relay is off. What was copied stays; deleting a message still deletes its copy.
done-relay-in = What you write from now on goes across.
done-relay-out = What you write from now on stays on your platform. Earlier copies stay.
    Deleting a message deletes its copy too.
relay-on = The relay is on: what you write here appears in this group's channels on the other platforms.
    Words and files stand there under your name in this group. Edits and deletions follow.
relay-on-sealed = The relay is on, and this group's encrypted messages and files leave the encryption.
    What you write here appears in its channels on the other platforms, under your name in this group.
    Whoever runs this bot can read it, and so can those platforms.
relay-off = The relay is off: what you write here stays on this platform.
relay-newcomer = This group has a relay: what you write in its channel also appears on another platform.
    Words and files stand there under your name in this group.
relay-outsider = Somebody writes here who is not in the group. Their messages stay in this channel.
    To have yours go across as well, write { $join }.
relay-deaf = The relay cannot read what is written in a channel on Discord.
    Whoever runs the bot turns on Message Content Intent: Discord Developer Portal, the application, Bot.
    Then restart the bot.
relay-sealed = A channel of this group is encrypted now, so its messages do not go across any more.
    If they should, turn the relay on again with { $on }.
refused-relay-alone = This group has a channel on one platform alone. A relay needs two.
refused-relay-on = The relay is on already. To turn it off, write { $off }.
refused-relay-off = The relay is off already.
refused-relay-in = Your messages go across already, when the relay is on.
refused-relay-out = Your messages stay on your platform already.
