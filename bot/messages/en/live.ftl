### `evenfloor check --live`: what it posts to try things out, and what it tells whoever runs it.

## In the rooms, for a minute or two.

live-post =
    {""}**Trial.** Evenfloor tries out whether it can write here.
    This message will be removed in a minute or two. There is nothing to do.
live-edited =
    {""}**Trial.** Evenfloor has changed this message, as it changes its board.
    It will be removed in a minute or two. There is nothing to do.
live-offer =
    {""}**Trial.** This is for whoever tries out Evenfloor just now.
    Please press within 30 seconds. This message will be removed afterwards.
offer-live = I am here
live-answer =
    {""}**Trial.** Your press has arrived.
    Only you see this.
live-other =
    {""}**Trial.** Your press has arrived, but you do not moderate this meeting.
    There is nothing to do.
live-direct =
    {""}**Trial.** Evenfloor tries out whether it can write to you alone.
    This message will be removed in a minute or two. There is nothing to do.
live-channel-name = Evenfloor trial
live-channel-topic = A trial of Evenfloor, to be removed in a minute or two.
live-channel-post =
    {""}**Trial.** This is where people would go on after the meeting.
    It will be removed in a minute or two. There is nothing to do.
live-busy =
    Evenfloor is being tried out, and serves no meeting just now.
    Please try again in two minutes.

## A line a step.

live-done = { $platform ->
    [discord] Discord
   *[matrix] Matrix
}, { $step }: done.
live-failed = { $platform ->
    [discord] Discord
   *[matrix] Matrix
}, { $step }: failed ({ $why }). { $mend }
live-skipped = { $platform ->
    [discord] Discord
   *[matrix] Matrix
}, { $step }: skipped. { $why }
live-press-now = { $platform ->
    [discord] Discord: go to { $room } and press "I am here" below the newest message. You have 30 seconds.
   *[matrix] Matrix: go to { $room } and tap 👍 below the newest message. You have 30 seconds.
}
live-all-well = No step failed. What was posted has been removed.
live-something-failed = { $count ->
    [one] One step failed.
   *[other] { $count } steps failed.
}

## The steps, and what to do where one fails.

live-step-leftovers = removing what a trial left that was broken off
live-mend-leftovers = Run the trial again, or remove it by hand.
live-mend-later = It may work later. Look at the network, and run the trial again in a minute.
live-step-connect = connecting
live-mend-connect = Ask evenfloor check --online what is wrong, and look at the network.
live-step-post = writing in { $room }
live-mend-post = { $platform ->
    [discord] Allow the bot "View Channel" and "Send Messages" in that channel's permissions.
   *[matrix] Invite the bot to that room, and let it write there. An encrypted room needs matrix.store_key.
}
live-step-edit = changing it in { $room }
live-mend-edit = { $platform ->
    [discord] Allow the bot "View Channel" and "Send Messages" in that channel's permissions.
   *[matrix] Let the bot write in that room.
}
live-step-find = finding it again in { $room }
live-mend-find = { $platform ->
    [discord] Allow the bot "Read Message History" in that channel's permissions.
   *[matrix] Let members of that room read what was said since they came.
}
live-step-offer = offering a press in { $room }
live-mend-offer = { $platform ->
    [discord] Allow the bot "View Channel" and "Send Messages" in that channel's permissions.
   *[matrix] Let the bot write in that room.
}
live-step-press = a press in { $room }
live-mend-press = { $platform ->
    [discord] If it was you: give yourself the moderators' role of the configuration, or "Manage Server".
   *[matrix] If it was you: have yourself made a moderator of that room (power level 50).
}
live-step-answer = answering it for you alone
live-mend-answer = Run the trial once more.
live-step-direct = a direct message
live-mend-direct = { $platform ->
    [discord] Allow direct messages in your privacy settings of that server. The bot answers in the channel until then.
   *[matrix] Accept the bot's invitation to a direct chat, or write to the bot yourself.
}
live-step-channel = opening a coordination channel
live-mend-channel = { $platform ->
    [discord] Allow the bot "View Channel", "Create Private Threads" and "Read Message History" in the channel for everybody.
   *[matrix] Ask whoever runs the homeserver whether the bot's account may make rooms.
}
live-step-channel-post = writing in the coordination channel
live-mend-channel-post = { $platform ->
    [discord] Allow the bot "Send Messages in Threads" in the channel for everybody.
   *[matrix] Run the trial once more.
}
live-step-invite = letting somebody into it
live-mend-invite = { $platform ->
    [discord] Whoever is to be let in must see the channel for everybody: look at its permissions.
   *[matrix] Look whether that person's account takes invitations.
}
live-step-stage = the rights on { $room }
live-step-speak = inviting you to speak there and sending you back
live-mend-speak = { $platform ->
    [discord] Allow the bot "View Channel", "Connect" and "Mute Members" in the Stage's permissions.
   *[matrix] Run the trial once more.
}
live-step-remove = removing all of it
live-mend-remove = Run the trial again: it removes what is still there. Or remove it by hand.
live-thread-kept = It left one empty, archived thread that nobody is in. Discord lets only those with "Manage Threads" delete it; the next trial uses it again.

## Why a step was skipped.

live-why-no-time = There was no time left for it.
live-why-not-posted = Nothing could be posted.
live-why-nobody-there = Nobody is at the keyboard: run it in a terminal to try a press.
live-why-not-pressed = Nobody pressed within 30 seconds.
live-why-not-a-moderator = who pressed does not moderate
live-why-nobody-known = Nobody pressed, and the meeting file names no account here.
live-why-no-channel = There is no coordination channel.
live-why-not-on-stage = Sit down in its audience, and press, to try that as well.
live-why-no-rooms = The meeting has no room for everybody here.
live-why-no-removal = Nothing could be removed again here.

## Why the whole of it is not run.

live-nothing = The configuration has none of the platforms that this meeting has rooms on.
live-open = The meeting is open, and people would see the trial in its rooms. Run it before the meeting opens or after its close.
live-served = Another process serves { $platform ->
    [discord] Discord
   *[matrix] Matrix
}, or has stopped within the last seconds. Stop it, wait half a minute, and run this again.
