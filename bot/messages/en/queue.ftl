### The queue, as everyone meets it.

person = { $name } ({ $group })
person-raised = { $person }, { $form ->
    [reply] direct response
   *[point-of-order] point of order
}

joined =
    { $form ->
        [reply] Your direct response comes before the queue.
        [point-of-order] Your point of order comes before the queue.
       *[statement] You are in the queue.
    } { $place }{ $text ->
        [read-aloud] {" "}A moderator will read your words aloud.
        [kept] {" "}Your words are kept, and are read aloud if there is time.
        [asked] {" "}You can hand in words for the minutes.
       *[other] {""}
    }{ $beside ->
        [kept] {" "}You keep your other place.
       *[other] {""}
    }
    { $shown }{ $question }
place-of = { $form ->
    [reply] Your direct response: { $place }
    [point-of-order] Your point of order: { $place }
   *[statement] { $place }
}
places = { $lines }
place = Your place now: { $place }, in about { $wait }.
place-later = Your place now: { $place }. The floor is given in the discussion.
place-paused = Your place now: { $place }. The clocks stand still.
place-next = You are next.
place-held = You keep your place, and are not called at the moment.
place-out-of-reach = Your place now: { $place }. The time may end before your turn.
words-revised = { $name } has changed their words. Please read aloud now: "{ $text }"
words-revised-you = Your words are changed. This last version is read aloud.
words-kept-you = Your words are changed where they are kept. They do not wait to be read aloud any more.
words-removed = { $name } has taken their words back. Please do not read them any further.
words-added-you = A moderator put your message in the queue, to be read aloud for you.
words-removed-you = Your words are taken back and are not read aloud. You keep your place in the queue.
passed = Somebody else is called first. You keep your place.
passed-alone = Nobody else is ready now, so you can be called all the same. You keep your place.
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
hand-down = That hand is down, and you are not in the queue. To speak, raise a hand once more.
hand-down-waits = That hand is down. You keep your place in the queue.
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
    And { $count } more.
queue-passing =
    {""}
    Let others go first once: { $names }
queue-empty =
    Floor: { $floor }
    Nobody is waiting. { $state }
queue-on-hold =
    Floor: { $floor }
    Nobody can be called now. { $state }{ $away }
nobody = nobody

## The queue in the moderators' hands.

added-you = A moderator put you in the queue.
removed-you = A moderator took you out of the queue.
removed-one = { $form ->
    [reply] A moderator took your direct response out of the queue.
    [point-of-order] A moderator took your point of order out of the queue.
   *[statement] A moderator took your statement out of the queue. What you raised beside it stays.
}
removed-by = { $by } took { $who } out of the queue.
restored-you = A moderator took that back: you are in the queue again, at your place.
restored-out = A moderator took that back: you are not in the queue.
cleared-you = The moderators cleared the queue, so your place is gone.
queue-cleared = The queue was cleared. To speak, please raise your hand anew.
queue-closes = The queue is closed: no new hands are taken. Whoever waits keeps their place. A point of order can be raised.
queue-opens = The queue is open again.

done-add = In the queue: { $who }.
done-words = To be read aloud at their turn: the words of { $who }.
done-remove = Out of the queue: { $who }.
done-queue-close = The queue is closed.
done-queue-open = The queue is open.
done-queue-tell = Each new hand is told in the moderators' rooms.
done-queue-quiet = New hands are not told any more.
done-queue-clear = The queue is empty.
ask-clear = This puts everybody out of the queue ({ $count }). If you mean it, say so within a minute.

refused-queue-closed = The queue is closed at the moment, so you are not in it. The rooms are told when it opens. A point of order can be raised.
refused-waits = { $who } is in the queue already, so nothing changed.
refused-waits-not = { $who } is not in the queue, so nothing changed.
refused-words-known = These words wait already to be read aloud, so nothing changed.
refused-words-there = { $who } has handed in words already, so nothing changed. They can send other ones themselves.
refused-nobody-waits = Nobody is waiting, so there is nothing to clear.
refused-queue-is-closed = The queue is closed already.
refused-hands-told = Each new hand is told already.
refused-hands-not-told = New hands are not told already, so nothing changed.
refused-queue-is-open = The queue is open already.
refused-add = I know nobody here called "{ $text }", so nothing changed. You can add somebody of the hall, or have your own words read aloud.

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

refused-joined = You are in the queue already, once is enough.
refused-raised = { $form ->
    [reply] You have asked for a direct response already.
   *[point-of-order] You have raised a point of order already.
} It is called before the queue; one of these at a time.
refused-not-raised = { $form ->
    [reply] You have not asked for a direct response
   *[point-of-order] You have not raised a point of order
}, so nothing changed.
refused-not-queued = You are not in the queue.
refused-no-floor = You do not have the floor, so there is nothing to finish.
refused-reply = A direct response answers a statement that somebody else has just made. To speak in your turn, raise your hand.
refused-replies = A turn gets { $most } direct responses, and this one has them. To speak in your turn, raise your hand.
refused-point-of-order = You have had a point of order in this phase. To speak in your turn, raise your hand.
refused-long = That is too long to be read aloud: { $most } characters at most, please. Nothing was changed.
refused-page = "{ $text }" is no page. Nothing was changed.
