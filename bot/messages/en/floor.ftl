### The floor: who has it, who is next, and why.

has-the-floor = **{ $who } has the floor** for { $time }. { $reason } { $following }
next-is = Next: { $who }.
next-nobody = Nobody else is waiting.

# One sentence: first about the group, then about the person in it.
why =
    { $by_group ->
        [only_group] Only { $group } is waiting
        [never_heard] { $group } has not been heard yet
        [oldest_turn] { $group } had its last turn longest ago
       *[furthest_behind] { $group } is furthest behind its share
    }{ $by_person ->
        [only_one] .
        [first_time] ; within it, first-time speakers come first.
        [balance] ; within it, those heard less so far come first.
        [longest_waiting] ; within it, every fourth turn goes to whoever has waited longest.
       *[first_come] ; within it, whoever came first is next.
    }{ $decided ->
        [earlier] {" "}This was decided when { $name } was told to be next; who joined later counts from the next turn on.
       *[now] {""}
    }

why-not-stated = "Not stated"

your-floor =
    {""}**You have the floor** for { $time }.
    { $how }
    When you have finished: { $done }.
on-deck = **You are next.** Please get ready. If you cannot speak now: { $withdraw }.

turn-card =
    {""}**Turn { $number }: { $name }**
    { $values }
    { $text }
    Why: { $reason }
    Then: { $then }
    Given by { $by }. To take it back: { $undo }.
card-audio = Speaks in person.
card-text = Please read aloud: "{ $text }"
speaker-done = { $name } has finished. To go on: { $next }.

turn-warning = { $name }: { $left } left.
turn-warning-you = You have { $left } left.
turn-time-up = { $name }: time is up, please finish.
turn-time-up-you = Your time is up, please finish.

floor-given = { $who } has the floor. To take it back: { $undo }.
ask-next = This is a presentation; hands are only collected. To give the floor all the same, send { $next } again within a minute.
undone = Taken back: { $what }.
undone-by = { $by } took back { $what }. Floor now: { $floor }.
corrected-floor = Correction: that call was taken back. Floor now: { $floor }.
corrected-you-wait = The call was taken back. You keep your place in the queue.
corrected-you-out = The call was taken back. To speak: { $join }.
corrected-you-speak = You have the floor again. When you have finished: { $done }.

refused-repeat = Already done: { $who } has the floor. Nothing changed. To go on, send { $next } again.
refused-queue-empty = Nobody is waiting, so nothing changed. To add somebody from the hall: { $walkup }.
refused-nothing-to-undo = There is no decision left to take back.
