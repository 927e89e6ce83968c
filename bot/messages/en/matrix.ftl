### What happens on Matrix alone.

matrix-unsigned =
    On Matrix the bot's device is not signed. Some apps do not talk to it in encrypted chats. It asks those people into a second chat without encryption.
    Whoever runs the bot finds the mend with "evenfloor check --online".
matrix-signed = On Matrix the bot's device is signed now. Every app can talk to it in encrypted chats.
matrix-new-device =
    On Matrix the bot had lost its encryption keys. It is here with a new device now. What was written in encrypted chats before that it cannot read: please write it again.
    Whoever runs the bot finds in its log what was lost, and in docs/matrix.md how to keep it.
matrix-put-out =
    On Matrix the bot was put out of this room. It says nothing there now and takes nothing in. Please invite the bot there again.
    If the room was deleted: the organiser puts another room's id into the meeting file. Then the bot is started again.
matrix-banned = On Matrix the bot was banned from this room. It says nothing there now and takes nothing in. Please lift the ban, then invite the bot there again.
matrix-muted =
    On Matrix the bot may not write in this room now. It still hears commands and hands there, and answers in direct chats.
    The mend: give the bot power level { $level } there, or let everybody write. What was missed follows then.
matrix-upgraded =
    On Matrix this room was given up for a new one, and the bot could not go along. { $new ->
        [none] The homeserver does not tell the new room's id.
       *[other] The new room's id: { $new }
    }
    Please invite the bot into the new room: then everything goes on there by itself.
    If it does not: the organiser puts the new room's id into the meeting file. Then the bot is started again. Until then people can write to it in a direct chat.
