### What the demo says between its scenes.

summary =
    {""}**Turns by constituency**, counted from the log:
    { $lines }
    { $turns ->
        [one] One turn in all.
       *[other] { $turns } turns in all.
    }
summary-line = { $group }: { $turns }
demo-hand-over =
    You are now a moderator. Type what you like, for example:
    { $next } — gives the floor to the next person
    { $walkup } — adds two people from the hall
    { $other } — somebody else joins
    { $help } — everything else
    Ctrl-D lets the script go on: the end, and what the group does later.
matrix-demo-starting = Starting a homeserver, its people and the bot ...
matrix-demo-ready =
    Everything runs on this machine, and no other machine can reach it.

    {""}**Homeserver**: { $homeserver }
    In Element Desktop: Sign in, Edit, Other homeserver. Type this address there. Any other client takes it too.

    {""}**People**, each with the password { $password }
    Moderators: { $moderators }
    Participants: { $participants }

    {""}**As a participant**, in the room “{ $room }”:
    { $join } — raises your hand; the answer comes in a chat that the bot asks you into
    { $identify } — says which groups you belong to
    {""}**As a moderator**, in the room “{ $moderators_room }”:
    { $start } — begins the first phase
    { $phase } — goes on to the discussion
    { $next } — gives the floor to the next person
    { $help } — everything else, for both

    Ctrl-C ends it, and nothing of it is kept.
matrix-demo-ended = It has ended, and nothing of it was kept.
