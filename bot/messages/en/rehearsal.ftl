### A rehearsal in the moderators' rooms.

rehearsal-begin = **Rehearsal of { $title }.** Ten minutes of a discussion with made-up people. Nobody else sees this, and nothing of it is kept.
rehearsal-turn =
    {""}**Rehearsal, turn { $number }: { $name }** ({ $group })
    Why: { $reason }
    Then: { $then }
rehearsal-end = End of the rehearsal. In the meeting each of these turns comes with your "next".
rehearsed = The rehearsal stands in the moderators' rooms.
refused-rehearsal = The agenda has no discussion, so there is nothing to rehearse.
