### What happens on Matrix alone.

matrix-unsigned =
    On Matrix the bot's device is not signed. Some apps do not talk to it in encrypted chats. It asks those people into a second chat without encryption.
    Whoever runs the bot finds the mend with "evenfloor check --online".
matrix-signed = On Matrix the bot's device is signed now. Every app can talk to it in encrypted chats.
matrix-new-device =
    On Matrix the bot had lost its encryption keys. It is here with a new device now. What was written in encrypted chats before that it cannot read: please write it again.
    Whoever runs the bot finds in its log what was lost, and in docs/matrix.md how to keep it.
matrix-put-out = On Matrix the bot was put out of this room. It says nothing there now and takes nothing in. Please invite the bot there again.
matrix-banned = On Matrix the bot was banned from this room. It says nothing there now and takes nothing in. Please lift the ban, then invite the bot there again.
matrix-upgraded =
    On Matrix this room was given up for a new one, in which the bot does not work. { $new ->
        [none] The homeserver does not tell the new room's id.
       *[other] The new room's id: { $new }
    }
    Before the meeting: please invite the bot into the new room. The organiser puts its id into the meeting file, and the bot is started again.
    While the meeting is open: the bot cannot move. Please tell people to write to it in a direct chat.
