# What moderators must know of a platform, whatever they asked for.
set-aside = Something came from { $platform ->
    [discord] Discord
   *[matrix] Matrix
} that the bot could not read. It was left out, and everything else goes on. If somebody gets no answer, please ask them to write again.
platform-stopped = { $platform ->
    [discord] Discord
   *[matrix] Matrix
} does not let the bot in any more, so people there cannot take part for now. Everything else goes on. Please tell whoever runs the bot: its log says what to do.
platform-back = { $platform ->
    [discord] Discord
   *[matrix] Matrix
} lets the bot in again. What is still to be said there follows now.
room-lost =
    The bot has lost { $room } of **{ $title }**.
    { $loss }
channel-lost =
    On { $platform ->
        [discord] Discord
       *[matrix] Matrix
    } the coordination channel of **{ $title }** was deleted.
    It can be opened once more. Everybody who goes on is let in again; what stood there is gone.
room-back = The bot is back in { $room } of **{ $title }**. What was missed there, and still holds, follows now.
room-moved =
    { $room } of **{ $title }** was given up for a new room. The bot has followed, and goes on there.
    Nothing need be done now. Later the organiser puts the new room's id into the meeting file: { $new }
discord-put-out = On Discord the bot was put out of the server of this room. It says nothing there now and takes nothing in. Please add the bot to that server again.
discord-stage =
    On Discord the bot may not invite people to speak on the Stage.
    The mend: in the Stage channel's settings, under Permissions, allow the bot View Channel, Connect and Mute Members.
    Until then the meeting goes on in text. Please invite whoever has the floor yourself.
discord-unregistered =
    Discord lets the bot offer no slash commands. Those of before may be out of date.
    Please add the bot to the server again, with the link of the guide. Buttons and typed commands work.
discord-deleted =
    On Discord this channel was deleted.
    Before the meeting: the organiser puts the id of a new channel into the meeting file. Then the bot is started again.
    While the meeting is open: the bot cannot move. Please tell people to write to it in a direct chat.
pins-not-permitted = { $platform ->
    [discord] On Discord the bot may not pin messages here. The mend: in the channel's settings, under Permissions, allow it Pin Messages.
   *[matrix] On Matrix the bot may not pin messages here. The mend: give it the power level of a moderator in this room.
}
    The message stands here all the same. You can pin it yourself.
eject-not-permitted = { $platform ->
    [discord] On Discord the bot may not take somebody out of the coordination thread. The mend: allow it Manage Threads in the channel above.
   *[matrix] On Matrix the bot may not take somebody out of the coordination room who has as much power there.
}
    Whoever wants to go can leave by themselves.
