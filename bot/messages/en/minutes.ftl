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
minutes-item = { $text }
