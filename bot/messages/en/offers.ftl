### What is offered below a message, and how it is taken.

offer-typed = { $label }: { $command }
offer-typed-all = { $lines }
offer-numbers = **{ $number }** { $label }
offer-numbers-all =
    { $lines }
    To choose, send the number.
offer-signs = { $sign } { $label }
offer-signs-all =
    { $lines }
    To choose, react to this message with the sign.

## For everybody.

offer-join = Raise hand
offer-point = Point of order
offer-withdraw = Lower hand
offer-position = Where am I?
offer-why = Why not me?
offer-whoami = Who am I?
offer-words = Words to be read aloud
offer-own-words = Your words
offer-change-name = Change name
offer-guest = No name
offer-change = { $dimension }
offer-later = Let others go first
offer-stay = Keep working together
offer-quietly = Read along, unseen
offer-unstay = Not after all
offer-ready = I am ready
offer-done = I have finished
offer-take-back = Take it back
offer-agenda = Agenda
offer-balance = Who has been heard
offer-queue = Who waits
offer-help = What can I do?
offer-identify = Where I belong
offer-link = Get a code
offer-link-yes = Yes, that is me
offer-link-no = No
offer-link-undo = Part them again

## For moderators.

offer-next = Next
offer-absent = Absent
offer-undo = Undo
offer-more = +1 minute
offer-pause = Pause
offer-resume = Resume
offer-not-stated = Not stated
offer-start = Start
offer-phase-next = Next phase
offer-extend = +5 minutes
offer-end = Close the meeting
offer-keypad = Hall keypad
offer-waiting = Everyone who waits
offer-open-queue = Open the queue
offer-close-queue = Close the queue
offer-retry = Try again
offer-tell-hands = Tell each new hand
offer-quiet-hands = Stop telling new hands
offer-rule = Change the rule
offer-rule-to = { $name }
offer-close = Yes, close the meeting
offer-clear = Yes, clear the queue
offer-next-all-the-same = Yes, next
offer-name = Add a name
offer-call = Give the floor
offer-skip = Pass over once
offer-remove = Put out of the queue
offer-regroup-words = Another group
offer-regroup = Belongs to { $group }
offer-more-people = More

## When it is pressed.

ask-words = Please send the number with the words behind it.

refused-over-floor = Already done: { $who } has the floor. Nothing changed.
refused-over-turn = Already done: that turn is over. Nothing changed.
refused-over-phase = Already done: the agenda is at { $phase }. Nothing changed.
refused-over-start = Already done: that was taken back, and no phase has started. Nothing changed.
refused-over-decision = That is not the latest decision any more, so nothing changed. You can take the latest one back.
refused-unknown-offer = I do not know that choice any more.
refused-which-question = That question is more than ten minutes old. Please answer its own message with the number.
