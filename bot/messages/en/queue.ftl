### The queue, as everyone meets it.

person = { $name } ({ $group })
person-raised = { $person }, { $form ->
    [reply] direct response
   *[point-of-order] point of order
}

joined =
    { $form ->
        [reply] Your direct response is called before the queue.
        [point-of-order] Your point of order is called before the queue. The moderators have been told.
       *[statement] You are in the queue.
    } { $place }{ $text ->
        [read-aloud] {" "}A moderator will read your words aloud.
       *[other] {""}
    }{ $beside ->
        [kept] {" "}You keep your place in the queue as well.
       *[other] {""}
    }
    { $shown }{ $question }
place-of = { $form ->
    [reply] Your direct response: { $place }
    [point-of-order] Your point of order: { $place }
   *[statement] { $place }
}
places = { $lines }
place = Your place: { $place }, in about { $wait }. Others can move it a little.
place-later = Your place: { $place }. The floor is given in the discussion.
place-paused = Your place: { $place }. The clocks stand still. Others can move it a little.
place-next = You are next.
place-held = You keep your place, and are not called at the moment. To be called again: { $ready }.
place-out-of-reach = Your place: { $place }. The time will probably end before your turn. You can hand in your point for the minutes, and it is read aloud if there is time: { $join }.
words-revised = { $name } has changed their words. Please read aloud now: "{ $text }"
words-revised-you = Your words are changed. This last version is read aloud.
words-kept-you = Your words are changed where they are kept. They do not wait to be read aloud any more.
words-removed = { $name } has taken their words back. Please do not read them any further.
words-added-you = A moderator put your message in the queue, to be read aloud for you. To leave the queue: { $withdraw }.
words-removed-you = Your words are taken back and are not read aloud. You keep your place in the queue; to leave it: { $withdraw }.
passed = Somebody else is called first. You keep your place. To be called as usual: { $ready }.
passed-alone = Nobody else is ready now, so you can be called all the same. You keep your place. To be called as usual: { $ready }.
ready = Good. You are called when it is your turn.
shown-as = Others will see: { $name } ({ $group }).
together = { $lines }
together-in = In the queue: { $names }.
together-place = { $name } { $place }
together-out = Out of the queue: { $names }.
withdrawn = You are out of the queue. If you come back within a minute, you have the same place.
withdrawn-raised = { $form ->
    [reply] Your direct response is taken back.
   *[point-of-order] Your point of order is taken back.
} You keep your place in the queue.
hand-down = That hand is down, and you are not in the queue. To speak, raise a hand once more, or: { $join }.
hand-down-waits = That hand is down. You keep your place in the queue. To leave it: { $withdraw }.
you-have-the-floor = You have the floor.
finished = Thank you.

queue =
    Floor: { $floor }
    { $whole ->
        [yes] { $count ->
            [one] One person is waiting:
           *[other] { $count } people are waiting:
        }
       *[no] { $count ->
            [one] One person can be called now:
           *[other] { $count } people can be called now:
        }
    }
    { $names }{ $more }{ $passing }{ $away }
queue-line = { $place }. { $who }{ $words ->
    [yes] , with words to be read aloud
   *[no] {""}
}
queue-more =
    {""}
    And { $count } more: { $next }
queue-passing =
    {""}
    Let others go first once: { $names }
queue-empty =
    Floor: { $floor }
    Nobody is waiting. { $join }.
queue-on-hold =
    Floor: { $floor }
    Nobody can be called now. { $join }.{ $away }
nobody = nobody
to-speak = To speak: { $join }
queue-is-closed = The queue is closed. A point of order can be raised: { $point }

## The queue in the moderators' hands.

added-you = A moderator put you in the queue. Your place: { $position }. To leave: { $withdraw }.
removed-you = A moderator took you out of the queue. To join again: { $join }.
removed-one = { $form ->
    [reply] A moderator took your direct response out of the queue.
    [point-of-order] A moderator took your point of order out of the queue.
   *[statement] A moderator took your statement out of the queue. What you raised beside it stays.
}
removed-by = { $by } took { $who } out of the queue.
restored-you = A moderator took that back: you are in the queue again, at your place.
restored-out = A moderator took that back: you are not in the queue. To join: { $join }.
cleared-you = The moderators cleared the queue, so your place is gone. To join again: { $join }.
queue-cleared = The queue was cleared. To speak: { $join }.
queue-closes = The queue is closed: no new hands are taken. Whoever waits keeps their place. A point of order can be raised: { $point }.
queue-opens = The queue is open again. To speak: { $join }.

done-add = In the queue: { $who }.
done-words = To be read aloud at their turn: the words of { $who }.
done-remove = Out of the queue: { $who }.
done-queue-close = The queue is closed.
done-queue-open = The queue is open.
done-queue-clear = The queue is empty.
ask-clear = This puts everybody out of the queue ({ $count }). If you mean it, say so within a minute.

refused-queue-closed = The queue is closed at the moment, so you are not in it. The rooms are told when it opens. A point of order can be raised: { $point }.
refused-waits = { $who } is in the queue already, so nothing changed.
refused-waits-not = { $who } is not in the queue, so nothing changed. Who is: { $queue }.
refused-words-known = These words wait already to be read aloud, so nothing changed.
refused-words-there = { $who } has handed in words already, so nothing changed. They can send other ones themselves.
refused-nobody-waits = Nobody is waiting, so there is nothing to clear.
refused-queue-is-closed = The queue is closed already. To open it: { $open }.
refused-queue-is-open = The queue is open already. To close it: { $close }.
refused-add = I know nobody here called "{ $text }", so nothing changed. To add somebody of the hall: { $walkup }. To have your own words read aloud: { $own }.

waiting =
    { $count ->
        [one] One person waits:
       *[other] { $count } wait:
    }
    { $lines }
waiting-line = { $place }. { $who }: { $state }
waiting-state = { $way ->
    [held] on hold,{" "}
    [passing] lets others go first,{" "}
   *[none] {""}
}{ $words ->
    [yes] words to be read aloud,{" "}
   *[no] {""}
}{ $time }
waiting-offer = { $place }. { $who }
waiting-of = { $form ->
    [reply] Direct response: { $state }
    [point-of-order] Point of order: { $state }
   *[statement] Waits: { $state }
}
waiting-not = Waits for nothing.
about =
    {""}**{ $who }**
    { $states }
refused-nobody-listed = Nobody waits at the moment.

## Refusals.

refused-joined = You are in the queue already, once is enough. Your place: { $position }. To leave: { $withdraw }.
refused-raised = { $form ->
    [reply] You have asked for a direct response already.
   *[point-of-order] You have raised a point of order already.
} It is called before the queue; one of these at a time. Your place: { $position }. To take it back: { $withdraw }.
refused-not-raised = { $form ->
    [reply] You have not asked for a direct response
   *[point-of-order] You have not raised a point of order
}, so nothing changed. What you wait for: { $queue }.
refused-not-queued = You are not in the queue. To join it: { $join }.
refused-no-floor = You do not have the floor, so there is nothing to finish. To leave the queue: { $withdraw }.
refused-reply = A direct response answers a statement that somebody else has just made. To speak in your turn: { $join }.
refused-replies = A turn gets { $most } direct responses, and this one has them. To speak in your turn: { $join }.
refused-point-of-order = You have had a point of order in this phase. To speak in your turn: { $join }.
refused-long = That is too long to be read aloud: { $most } characters at most, please. Nothing was changed.
refused-page = "{ $text }" is no page of the queue. The first page: { $queue }. Nothing was changed.
