### People of the hall.

walked-up = In the queue: { $people }.
refused-walkups = That is too much at once: at most { $most } people in one line, and a name only for one. For example: { $example }. Nothing was changed.
keypad = **The hall.** Who comes to the microphone, by group:
nametag-given = In the queue: { $who }.
refused-nametag = { $who } takes part by an account, so the name is theirs to choose. Nothing was changed.
