### The minutes of a meeting, for whoever reports on it.

minutes-title = Minutes: { $title }
minutes-opened = Opened: { $day }, { $at }
minutes-closed = Closed: { $day }, { $at }
minutes-going = The meeting goes on; these are the numbers so far.
minutes-phases = Phases
minutes-phase = { $phase }: from { $start } to { $end }
minutes-phase-going = { $phase }: since { $start }
minutes-turns = Turns
minutes-total = { $count ->
    [one] One turn, { $airtime } of airtime.
   *[other] { $count } turns, { $airtime } of airtime.
}
minutes-speakers = { $count ->
    [0] No speaker of the programme had the floor.
    [one] Speakers of the programme had one more.
   *[other] Speakers of the programme had { $count } more.
}
minutes-by = Turns by: { $dimension }
minutes-share = { $values }: { $count } turns, { $airtime }
minutes-few = There were too few turns to tell them apart.
minutes-hidden = Counts under 3 are not told alone.
minutes-waiting = Waiting
minutes-waited = Of those who got the floor, half waited { $wait } at most.
minutes-waited-few = Too few waited to tell for how long.
minutes-unreached = { $count ->
    [0] Nobody waited any more at the end.
    [one] One person still waited at the end.
   *[other] { $count } people still waited at the end.
}
minutes-questions = Policy questions
minutes-next-steps = Next steps
minutes-handed-in = Handed in and not reached
minutes-notes = Notes
minutes-note = { $at }: { $text }
minutes-names = Had the floor, and agreed to be named
minutes-item = { $text }
### The minutes: what is told of a meeting afterwards.

offer-minutes-yes = The minutes may name me
offer-minutes-no = Not in the minutes
ask-minutes = {" "}
    May the minutes of the meeting name you?
minutes-named = The minutes may name you if you have had the floor.
minutes-unnamed = The minutes do not name you.
done-note = Note { $number } is kept for the minutes.
refused-note = Notes for the minutes are for moderators and the rapporteur.
    Nothing was kept.
minutes-short =
    { $turns ->
        [0] The minutes in short: nobody had the floor.
        [one] The minutes in short: one turn, { $time } of speaking.
       *[other] The minutes in short: { $turns } turns, { $time } of speaking.
    }
    { $waiting ->
        [0] Nobody still waited at the end.
        [one] One person still waited at the end.
       *[other] { $waiting } people still waited at the end.
    }
    { $notes ->
        [0] No notes were taken.
        [one] One note was taken.
       *[other] { $notes } notes were taken.
    }
    Whoever runs the bot can write the whole minutes.
