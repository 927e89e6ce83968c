### Opening and closing, and the people the bot cannot help yet.

moved-time = **{ $title }** has a new time. It moved from { $old } to { $new }.
moved-rooms =
    {""}**{ $title }** takes place in other rooms than you were told. They are now:
    { $rooms }
moved-room = { $name }
moved-room-link = { $name }: { $link }
cancelled = **{ $title }** is cancelled. It does not take place.
refused-cancelled = **{ $title }** is cancelled, so there is nothing to do here.
reminder = **{ $title }** starts on { $start }.
panel =
    {""}**{ $title }** is open. One queue serves the hall and everyone online.
    Others see your name and this one answer, nothing else: { $shown }.
    To have no name, choose "{ $whoami }" on the board below.
    All of this also works in a [direct chat]({ $chat }) with me, unseen by others.
opened-moderators = **{ $title }** is open; hands are being collected.
closed =
    {""}**{ $title }** is over. Thank you.
    Do you want to keep working with the others? You are invited to a coordination channel.
closed-moderators =
    {""}**{ $title }** is closed. The coordination channels are being opened, and those who want to go on are invited.
    { $waiting ->
        [0] Nobody was waiting any more.
        [one] One person was still waiting and has been asked for their point in writing.
       *[other] { $waiting } people were still waiting and have been asked for their points in writing.
    }
closed-waiting =
    {""}**{ $title }** ended before your turn came. Please give your point in writing.
    You can do so in the coordination channel, among those who go on.

channel-name = { $name }
channel-topic = Coordination after { $title }
welcome =
    { $text }
    {""}**Open questions**
    { $questions }
    {""}**Next steps**
    { $steps }

stays = Good. When the meeting is over you are invited to the coordination channel, where the others see your account.
stays-now = Good. You are invited to the coordination channel, where the others see your account.
stays-waiting = Good. The coordination channel is not open here yet; you are invited as soon as it is. There the others see your account.
stays-not = You will not be invited.
stays-left = You have left the group of **{ $title }**.
done-open = The meeting is open.
done-close = The meeting is closed.
ask-close =
    { $waiting ->
        [0] Nobody is waiting.
        [one] One person is still waiting.
       *[other] { $waiting } people are still waiting.
    } This ends the meeting for everyone and cannot be undone. If you mean it, say so within a minute.
meeting-offer = { $title }
meeting-chosen = This chat is now about **{ $title }**.

undelivered-post =
    A message of **{ $title }** could not be posted in { $room }. Please see whether the bot is in that room and may write there.
    When that is mended, it can be tried again. To find out more, the organiser runs "evenfloor check --online".
lacks-rights =
    In { $room } the bot lacks: { $rights }. What it says or does there fails.
    Please allow that in the channel's permissions, or in the bot's role. Then it can be tried again.
lacks-in-locked-thread =
    The thread { $room } is locked, and the bot lacks: { $rights }. It can say nothing there.
    Please unlock the thread, or allow that in the channel's permissions. Then it can be tried again.
undelivered-channel =
    The coordination channel beside { $room } could not be opened. Please see whether the bot may make one there.
    When that is mended, it can be tried again. To find out more, the organiser runs "evenfloor check --online".
undelivered-invitation =
    Somebody could not be invited to the coordination channel, or not be given the right to run it.
    Please see whether the bot may invite and give rights there.
    When that is mended, it can be tried again.
chat-closed = { $name } cannot be written to in private on { $platform ->
    [discord] Discord
   *[matrix] Matrix
}, and may not know that it is their turn. Please say it aloud or in the room.
introduction = I tell you here when you are next. The room reads it too, so you need not answer.
chat-closed-here = { $name }: I cannot write to you in private. Please watch this room: when you have the floor, it is said here. { $platform ->
    [discord] To hear from me in private, allow direct messages from members of this server. Its privacy settings have that.
   *[matrix] To hear from me in private, start a direct chat with me.
}
chats-later = More people have asked here than I can open private chats with at once. I will write to each as soon as I can. Please accept the invitation then.
room-of-moderators = a moderators' room
room-afterwards = a coordination channel
room-before = a room that the meeting has left
done-retry = What could not be said or opened is being tried again, as far as it still holds. What still fails is told here.

refused-open = The meeting is open already.
refused-room-taken = "{ $title }" is open in one of this meeting's rooms, and a room has one meeting at a time. Please close that one first.
refused-stays = You said so already, so nothing changed.
refused-stays-not = You had not said that you want to go on, so nothing changed.
refused-closed = **{ $title }** is over. You can keep working with the others.
refused-not-open = **{ $title }** is not open yet. It starts on { $day }. You will be told here when it opens.
refused-no-meeting = No meeting is planned here. Please ask the organiser.
refused-no-meeting-here = No meeting belongs to this room. Please use the meeting's own room, or a direct chat with me.
refused-of-another-meeting = This was offered by another meeting, so nothing was changed. Please press it in that meeting's own room, or use the newest message here.
refused-no-meeting-but-there =
    No meeting belongs to this channel. Please go to:
    { $rooms }
go-to-room = { $room }: { $title }
refused-which-meeting =
    Which meeting is this about?
refused-not-moderator = { $command } is for the meeting's moderators, so nothing changed.
refused-rights-unknown = I could not find out just now whether you moderate this meeting. Nothing changed; please send it again.
refused-too-many = That was a lot at once, so your last message was left out. Please wait half a minute; until then I take one message every few seconds and pass over the others.
refused-busy = So many people write to me at once that I left this out. Nothing was changed. Please send it again in a minute.
refused-failure = Something went wrong with that, and nothing was changed. Please try it another way, or tell the organiser.
refused-edited = Your message was carried out as it stood before, and to change it later changes nothing. Please send a new one.
refused-unreadable = I could not read your message, since I do not have its key. Please write it again here. If its key comes first, I take it as it is. Your homeserver can read this chat, unless it is encrypted.

unread-here = I could not read an encrypted message here, since its key did not come. I told its author in private what to do.
refused-too-long = That is too long for a command: { $most } characters at most, please. Nothing was changed.
refused-unknown-command = I do not know that command.
refused-unknown-command-near =
    I do not know that command. Did you mean this?
    { $near }
refused-talk =
    I go by short commands. Perhaps one of these?
refused-thanks = You are welcome. Is there anything else?
refused-extra =
    That has more words than the command takes, so nothing was done. This is how it goes:
    { $usage }
refused-missing =
    Something is missing. This is how it goes:
    { $usage }
refused-word =
    Please use one of { $words }. This is how it goes:
    { $usage }
refused-unit =
    Do you mean { $seconds } or { $minutes }? Nothing was changed. Please write one of { $ways }. This is how it goes:
    { $usage }
refused-duration =
    Please say how long, for example 5m or 1h30. This is how it goes:
    { $usage }

invitation =
    {""}**You are invited: { $title }**
    { $day }
    { $description }
    { $questions }
    When it opens, you are told here how to join the queue.
