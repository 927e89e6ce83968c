### The balance before the day, for organisers.

before-dimension = { $dimension }
before-speakers = - { $total ->
    [0] No speakers are listed.
    [one] One speaker: { $counts }. Missing: { $missing }.
   *[other] { $total } speakers: { $counts }. Missing: { $missing }.
}
before-participants = - { $total ->
    [one] One participant so far: { $counts }. Missing: { $missing }.
   *[other] { $total } participants so far: { $counts }. Missing: { $missing }.
}
before-count = { $value } { $count }
before-few = { $value } fewer than 3
