### The board: one live message a room.

board =
    { $phase }
    Floor: { $floor }
    { $queue }{ $away }
    { $state }
board-queue-open = There is one queue for everybody.
board-queue-closed = The queue is closed. A point of order can be raised.
board-moved = The board has moved: it stands further down.
board-not-started = **{ $title }** starts on { $start }
board-phase = **{ $title }**, until { $end }
board-closed = **{ $title }** is over.
board-paused = **{ $title }**, paused
board-empty = Queue: empty
board-on-hold = Queue: nobody can be called now
board-one = Next: { $next }
board-few =
    Next: { $next }
    Then, may change: { $then }
board-many =
    Next: { $next }
    { $count } waiting: { $groups }
board-away =
    {""}
    Away: { $names }
board-away-many =
    {""}
    Away: { $count } people
board-group = { $group } { $count }
