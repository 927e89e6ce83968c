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
    { $shown }{ $identify }
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
passed = Somebody else is called first. You keep your place. To be called as usual: { $ready }.
passed-alone = Nobody else is ready now, so you can be called all the same. You keep your place. To be called as usual: { $ready }.
ready = Good. You are called when it is your turn.
shown-as = Others will see: { $name } ({ $group }). Change the name: { $change }.
withdrawn = You are out of the queue. To come back: { $join }.
withdrawn-raised = { $form ->
    [reply] Your direct response is taken back.
   *[point-of-order] Your point of order is taken back.
} You keep your place in the queue.
hand-down = That hand is down, and you are not in the queue. To speak, raise a hand once more, or: { $join }.
hand-down-waits = That hand is down. You keep your place in the queue. To leave it: { $withdraw }.
you-have-the-floor = You have the floor. When you have finished: { $done }.
finished = Thank you. To speak again later: { $join }.

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
    { $names }
queue-empty =
    Floor: { $floor }
    Nobody is waiting. To speak: { $join }.
queue-on-hold =
    Floor: { $floor }
    Nobody can be called now. To speak: { $join }.
nobody = nobody

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
