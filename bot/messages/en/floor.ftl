### The floor: who has it, who is next, and why.

has-the-floor = **{ $who } has the floor** for { $time }. { $reason } { $following }
next-is = Next: { $who }.
next-nobody = Nobody else is waiting.

# One sentence: first about the group, then about the person in it.
why =
    { $by_group ->
        [only_group] Only { $group } { $decided ->
            [earlier] was
           *[now] is
        } waiting
        [never_heard] { $group } has not been heard yet
        [oldest_turn] { $group } had its last turn longest ago
        [first_voice] { $group } has somebody who has not spoken in this phase
        [point-of-order] Points of order come first
        [reply] Direct responses come before new statements
        [picked] Picked by a moderator
        [speaker] A speaker of the programme
       *[furthest_behind] { $group } is furthest behind its share
    }{ $person }

# The same where naming the group would tell who is remote.
why-some-group =
    { $by_group ->
        [only_group] Only one group { $decided ->
            [earlier] was
           *[now] is
        } waiting
        [never_heard] A group that has not been heard yet comes first
        [oldest_turn] The group whose last turn is longest ago comes first
        [first_voice] A group with somebody who has not spoken in this phase comes first
        [point-of-order] Points of order come first
        [reply] Direct responses come before new statements
        [picked] Picked by a moderator
        [speaker] A speaker of the programme
       *[furthest_behind] The group furthest behind its share comes first
    }{ $person }

why-person =
    { $by_person ->
        [first_time] ; within it, first-time speakers come first.
        [balance] ; within it, those heard less so far come first.
        [longest_waiting] ; within it, { $every ->
            [one] whoever has waited longest is next.
            [4] every fourth turn goes to whoever has waited longest.
           *[other] one turn in { $every } goes to whoever has waited longest.
        }
        [first_come] ; within it, whoever came first is next.
       *[other] .
    }{ $decided ->
        [earlier] {" "}This was decided when { $name } was told to be next; who joined later counts from the next turn on.
       *[now] {""}
    }

why-not-stated = "Not stated"
why-remote = The group of those online

your-floor =
    {""}**You have the floor** for { $time }.
    { $how }
    When you have finished: { $done }.
on-deck = **You are next.** Please get ready. If you cannot speak now: { $withdraw }.

turn-card =
    {""}**Turn { $number }: { $name }**
    { $values }
    { $text }
    Why: { $reason }{ $picked }
    Then: { $then }{ $forecast }
    Given by { $by }. To take it back: { $undo }.
card-picked = {" "}"{ $reason }"
card-forecast =
    {""}
    There is time for { $reach } of the { $count } who wait.
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
refused-same-moment = { $who } sent { $what } just now, so nothing more was changed. If you mean it once more, send it again.
refused-nothing-to-undo = There is no decision left to take back.

## Beside the rule.

point-of-order = **Point of order:** { $who }. It comes before the queue. To give the floor: { $next }.
first-hand = { $who } raised a hand; the queue was empty. To give the floor: { $next }.
absent = { $name } was called and is not here.
absent-kept = We called you and you were not there. You keep your place; send { $ready } when you are back.
absent-missed = We called you and you were not there. To speak: { $join }.
absent-gone = We called you twice and you were not there, so your place is gone. To join again: { $join }.
returned = { $name } is back and can be called.
skipped = A moderator passed over you for one call. You keep your place: { $position }.
turn-extended = { $name } has { $more } more.
turn-extended-by = { $by } gave { $name } { $more } more.
turn-extended-you = You have { $more } more.

done-absent = Noted. The first time the place is kept, the second time it is lost. To go on: { $next }. To take it back: { $undo }.
done-skip = Passed over for one call. To go on: { $next }. To take it back: { $undo }.
done-more = Added { $time }. To take it back: { $undo }.
done-regroup = Corrected: { $who }. To take it back: { $undo }.

refused-all-on-hold = { $count ->
    [one] The only one who waits is on hold after being absent, so nothing changed. To call them all the same: { $pick }.
   *[other] All { $count } who wait are on hold after being absent, so nothing changed. To call somebody all the same: { $pick }.
}
refused-nobody-called = Nobody has the floor, so nothing changed. To give it: { $next }.
refused-nobody-to-skip = Nobody can be called, so there is nobody to pass over. To add somebody from the hall: { $walkup }.
refused-has-floor = { $who } has the floor already. For more time: { $more }.
refused-more = Please say how much time to add, from a second to half an hour, for example { $example }.
refused-speaker =
    Please name one speaker of the programme:
    { $names }
refused-nobody = I do not know whom you mean by "{ $text }". Please use a place in the queue, a badge such as Guest 12, a mention, or the name.
refused-several = "{ $text }" could be { $one } or { $other }. Please use the place in the queue, or the whole name.
decided-by = { $by } used { $what }.
