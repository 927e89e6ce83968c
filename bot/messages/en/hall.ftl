### People of the hall.

walked-up = In the queue: { $people }. To take it back: { $undo }.
refused-walkups = That is too much at once: at most { $most } people in one line, and a name only for one. For example: { $example }. Nothing was changed.
