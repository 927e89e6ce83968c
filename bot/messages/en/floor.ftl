### The floor: who has it, who is next, and why.

has-the-floor = **{ $who } has the floor** for { $time }. { $reason } { $following }
has-the-floor-paused = **{ $who } has the floor.** The clocks stand still; when they go on: { $time }. { $reason } { $following }
next-is = Next: { $who }.
next-nobody = Nobody else is waiting.
next-nobody-now = Nobody else can be called now.

# One sentence: first about the group, then about the person in it. A turn in the queue is one that the rule or a
# moderator gave; speakers of the programme, direct responses and points of order are none.
why =
    { $decided ->
        [earlier] This was decided when { $name } was told to be next.{" "}
       *[now] {""}
    }{ $by_group ->
        [only_group] Only { $group } is waiting
        [only_callable] Only { $group } can be called now
        [rest] { $group } comes next, since the group ahead of it had the last turn in the queue
        [first_voice] { $group } comes next, since it has somebody who has had no turn in the queue in this phase
        [never_heard] { $group } has had no turn in the queue yet
        [oldest_turn] { $group } had its last turn in the queue longest ago
        [point-of-order] Points of order come first
        [reply] Direct responses come before new statements
        [picked] Picked by a moderator
        [speaker] A speaker of the programme
       *[furthest_behind] { $group } is furthest behind its share
    }{ $person }

# The same where naming the group would tell who is remote.
why-some-group =
    { $decided ->
        [earlier] This was decided when { $name } was told to be next.{" "}
       *[now] {""}
    }{ $by_group ->
        [only_group] Only one group is waiting
        [only_callable] Only one group can be called now
        [rest] The group ahead had the last turn in the queue, so another one comes next
        [first_voice] A group with somebody who has had no turn in the queue in this phase comes first
        [never_heard] A group that has had no turn in the queue yet comes first
        [oldest_turn] The group whose last turn in the queue is longest ago comes first
        [point-of-order] Points of order come first
        [reply] Direct responses come before new statements
        [picked] Picked by a moderator
        [speaker] A speaker of the programme
       *[furthest_behind] The group furthest behind its share comes first
    }{ $person }

# [first_come] stands in logs from before: among those who are alike otherwise, not in the whole group.
why-person =
    { $by_person ->
        [first_time] . Within it, those who have had no turn in the queue in this phase come first.
        [balance] . Within it, the other answers are balanced.
        [longest_waiting] . Within it, { $every ->
            [0] it was the turn of whoever has waited longest.
            [one] whoever has waited longest is next.
            [4] every fourth turn goes to whoever has waited longest.
           *[other] one turn in { $every } goes to whoever has waited longest.
        }
        [longest_callable] . Within it, { $every ->
            [0] it was the turn of whoever has waited longest of those who can be called.
            [one] whoever has waited longest of those who can be called is next.
            [4] every fourth turn goes to whoever has waited longest of those who can be called.
           *[other] one turn in { $every } goes to whoever has waited longest of those who can be called.
        }
        [came_first] . Within it, whoever came first is next.
        [first_callable] . Within it, whoever came first of those who can be called is next.
        [first_come] . Within it, of those who are alike whoever came first is next.
       *[other] .
    }{ $decided ->
        [earlier] {" "}What changed since then counts from the next turn on.
       *[now] {""}
    }

why-not-stated = "Not stated"
why-remote = The group of those online
why-remote-inside = the group of those online

your-floor =
    {""}**You have the floor** for { $time }.
    { $how }
your-floor-paused =
    {""}**You have the floor.** The clocks stand still; when they go on: { $time }.
    { $how }
your-room = { $rooms }: { $how }
your-words = A moderator reads your words aloud; you need not speak.
on-deck-after = **You are next,** after { $count ->
    [one] one point of order or direct response
   *[other] { $count } points of order or direct responses
}. Please get ready.
on-deck = **You are next.** Please get ready.
floor-taken = A new part of the meeting begins, so your turn is over.
off-deck =
    { $why ->
        [undone] A decision was taken back.
        [phase] A new part of the meeting begins.
        [absent] Somebody was called and is not here.
        [regrouped] A moderator corrected your groups.
       *[given] A moderator gave the floor to somebody else.
    } { $instead ->
        [nobody] Who is next is decided anew.
       *[somebody] You are not next any more.
    } You keep your place in the queue. At the moment it is { $place }.

turn-card =
    {""}**Turn { $number }: { $name }**
    { $values }
    { $text }
    Why: { $reason }{ $picked }
    Before: { $own }. { $group }: { $all }.{ $forecast }
    Given by { $by }.
    { $then }
card-turns = { $count ->
    [0] no turn
    [one] one turn, { $time }
   *[other] { $count } turns, { $time }
}
card-following =
    Then:
    { $people }
card-nobody = Then: { $nobody }
card-next = { $who }{ $hall ->
    [yes] , in the hall
   *[no] {""}
}{ $words ->
    [yes] , with words to be read aloud
   *[no] {""}
}
card-picked = {" "}"{ $reason }"
card-forecast =
    {""}
    There is time for { $reach } of the { $count } turns that are asked for.
card-hall = Speaks in the hall.
card-online = Speaks online.
card-text = Please read aloud: { $texts }
card-words = "{ $text }"
speaker-done = { $name } has finished.

turn-warning = { $name }: { $left } left.
turn-warning-you = You have { $left } left.
turn-time-up = { $name }: time is up, please finish.
turn-time-up-you = Your time is up, please finish.

floor-given = { $who } has the floor.
ask-next = This is a presentation; hands are only collected. To give the floor all the same, say so within a minute.
undone = Taken back: { $what } of { $whose }.
undone-by = { $by } took back { $what } of { $whose }. Floor now: { $floor }.
corrected-call = Correction: the call of { $name } was taken back. Floor now: { $floor }.
corrected-floor = Correction: a decision was taken back. Floor now: { $floor }.
corrected-you-wait = A decision was taken back. You keep your place in the queue{ $words ->
    [kept] , and your words
   *[none] {""}
}.
corrected-you-out = A decision was taken back. You are not in the queue.
corrected-you-speak = You have the floor again.

refused-repeat = Already done: { $who } has the floor. Nothing changed.
refused-queue-empty = Nobody is waiting, so nothing changed. You can add somebody from the hall.
refused-same-tap = You sent { $what } twice at once, so it was done once. If you mean it once more, send it again.
refused-same-moment = { $who } sent { $what } just now, so nothing more was changed. If you mean it once more, send it again.
refused-nothing-to-undo = There is no decision left to take back.

## Beside the rule.

point-of-order = **Point of order:** { $who }. It comes before the queue.
hand-told = { $who } raised a hand.
first-hand = { $who } raised a hand; the queue was empty.
first-hand-now = { $who } raised a hand; nobody else can be called now.
absent = { $name } was called and is not here.
absent-kept = We called you and you were not there. You keep your place. Please say when you are back.
absent-next =
    You were next, but you were not there.
    You keep your place. Please say when you are back.
absent-missed = We called you and you were not there.
absent-other = We called you and you were not there. Your other place in the queue is kept. Please say when you are back.
absent-gone = We called you twice and you were not there, so your place is gone.
stage-missed-floor = { $name } has the floor, but has left the Stage.
stage-missed-next = { $name } is next, but has left the Stage.
away = { $name } is away and keeps their place.
returned = { $name } is back and can be called.
callable-again = { $name } can be called again.
skipped = A moderator passed over you for one call. You keep your place.
turn-extended = { $name } has { $more } more.
turn-extended-by = { $by } gave { $name } { $more } more.
turn-extended-you = You have { $more } more.

done-absent = Noted. The first time the place is kept, the second time it is lost.
done-absent-next = Noted. { $name } keeps their place, and is called when they are back.
done-skip = Passed over for one call.
done-more = Added { $time }.
done-regroup = Corrected: { $who }.

refused-all-on-hold = { $count ->
    [one] The only one who waits is away, so nothing changed. You can call them all the same.
   *[other] All { $count } who wait are away, so nothing changed. You can call somebody all the same.
}
refused-nobody-called = Nobody has the floor, so nothing changed.
refused-absent = { $who } neither has the floor nor is next, so nothing changed.
refused-nobody-to-skip = Nobody can be called, so there is nobody to pass over. You can add somebody from the hall.
refused-has-floor = { $who } has the floor already.
refused-more = Please say how much time to add, from a second to half an hour.
refused-speaker =
    Please name one speaker of the programme:
    { $names }
refused-nobody = I do not know whom you mean by "{ $text }". Please use a place in the queue, a badge such as Guest 12, a mention, or the name.
refused-target = Nobody goes by that account here, so nothing changed. Some take part under another name. Please choose them among those who wait.
refused-several = "{ $text }" could be { $one } or { $other }. Please use the place in the queue, or the whole name.
refused-regroup-same = { $who } belongs there already, so nothing changed.
answered = { $by }: { $what }
