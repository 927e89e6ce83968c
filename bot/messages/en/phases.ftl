### The agenda.

phase-started =
    {""}**{ $title }** starts, until { $end }.
    { $text }{ $kind ->
        [presentation] { $discussion ->
            [follows] {" "}Hands are collected now and called in the discussion.
           *[none] {" "}No discussion follows; a moderator can give the floor all the same.
        }
       *[discussion] {" "}Raise your hand to speak.
    }
phase-started-closed =
    {""}**{ $title }** starts, until { $end }.
    { $text } The queue is closed.
phase-warning = **{ $title }** ends in { $left }.
phase-half = Half of **{ $title }** is over. Here and without a turn yet: { $groups }.
phase-time-up = The time for **{ $title }** is up.
phase-time-up-moderators = The time for **{ $title }** is up.
phase-extended = **{ $title }** gets { $more } more, until { $end }.
phase-extended-paused = **{ $title }** gets { $more } more. It is still paused.
phase-extended-by = { $by } added { $more }.
phase-paused = **{ $title }** is paused. The clocks stand still.
phase-paused-by = { $by } paused the phase.
phase-resumed = **{ $title }** goes on, { $left } left.
phase-resumed-by = { $by } resumed the phase.
corrected-phase = Correction: the agenda is at **{ $title }** again, { $left } left.
corrected-phase-paused = Correction: the agenda is at **{ $title }** again, and paused.
corrected-not-started = Correction: the meeting has not started yet.

done-start = The first phase has started.
done-phase-next = The next phase has started.
done-phase-previous = The phase before has started again.
done-phase-extend = Added { $time }.
done-phase-pause = Paused.
done-phase-resume = Resumed.

agenda =
    {""}**{ $title }**, { $day }
    { $phases }
agenda-phase = { $title } ({ $length })
agenda-phase-now = **{ $title }** ({ $length }) — now, { $left } left
agenda-phase-paused = **{ $title }** ({ $length }) — paused, { $left } left

refused-not-started = The meeting has not started.
refused-started = The meeting has started already, with { $phase }.
refused-first-phase = { $phase } is the first phase; there is none before it.
refused-last-phase = { $phase } is the last phase.
refused-extension = Please say how much time to add, from a second to three hours.
refused-paused = The phase is paused already.
refused-not-paused = The phase is not paused.
refused-phase-time = Only { $extend } takes a length of time, so nothing was changed. Please send it without.
