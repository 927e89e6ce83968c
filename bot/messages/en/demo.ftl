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
