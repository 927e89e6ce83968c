### Working groups, and the calls that a group holds by itself.

offer-wg-list = Working groups
offer-wg-join = Join working group { $number }
offer-wg-leave = Leave it
offer-wg-new = Begin it
offer-wg-close = Close it
wg-line = **{ $number }** { $name }: { $purpose }
wg-list = { $left ->
    [0] { $lines }
    [one] { $lines }
    One more.
   *[other] { $lines }
    { $left } more.
}
wg-none = There are no working groups yet.
    Anybody in the group can begin one: { $example }
ask-wg-new =
    A working group “{ $name }”: { $purpose }
    It gets a room of its own, and you coordinate it.
    Name and purpose stay with the group, also if you leave.
done-wg-new = The working group begins. You are invited to its room.
wg-new = New working group **{ $number }** { $name }: { $purpose }
wg-welcome =
    {""}**{ $title }**: { $text }
    What you do here is this working group's: resources, actions, dates and calls.
wg-joined = You are in the working group **{ $title }**.
    You are invited to its room, where the others see your account.
wg-joined-quietly = You are in the working group **{ $title }**, quietly.
    You get its digest by direct message, and nobody sees you in its room.
wg-left = You have left the working group **{ $title }**.
ask-wg-close = Close the working group “{ $name }”?
    Its record is posted, and nobody is reminded of anything in it any more.
    It cannot be opened again.
done-wg-close = The working group is being closed.
wg-closed =
    The working group **{ $title }** has closed.
    What it did stands in this record.
record =
    { $title }
    { $purpose }

    { $people ->
        [few] Fewer than three people took part.
        [one] One person took part.
       *[other] { $people } people took part.
    }
    { $calls ->
        [0] No call was held.
        [one] One call was held.
       *[other] { $calls } calls were held.
    }
    { $parts }
record-resources =
    Shared:
    { $lines }
record-actions =
    Actions:
    { $lines }
record-statements =
    Statements:
    { $lines }
record-statement = { $state ->
    [final] { $number } { $title } (final, version { $version })
   *[open] { $number } { $title } (not final, version { $version })
}
record-dates =
    Dates:
    { $lines }
record-more = { $lines }
    { $left ->
        [one] One more that is older.
       *[other] { $left } more that are older.
    }
record-action = { $number }. { $state ->
    [done] Done:
    [dropped] Dropped:
   *[open] Left open:
} { $text }
record-date = { $number }. { $title }, { $when }
wg-nobody =
    Nobody coordinates the working group **{ $name }** any more.
    The first of you who joins it coordinates it.
call-opens = The call opens now.
date-opens = A call with a speaking queue opens here then.
call-missed = The call **{ $title }** of { $at } was not opened: I was away.
    A coordinator can open one now with a word: wg meet.
call-taken = The call **{ $title }** was not opened, since **{ $other }** is open here.
call-closed =
    {""}**{ $title }**: the call is over. Thank you.
call-closed-moderators =
    {""}**{ $title }**: the call is closed.
    { $waiting ->
        [0] Nobody was waiting any more.
        [one] One person was still waiting and has been asked for their point in writing.
       *[other] { $waiting } people were still waiting and have been asked for their points in writing.
    }
call-closed-waiting =
    {""}**{ $title }**: the call ended before your turn came.
    Please write your point in the room of the group.
refused-wg-form = Write a name and what it is for.
    For example: { $example }
refused-wg-long = That is too long.
    A name has at most { $name } characters, a purpose { $purpose }.
refused-wg-most = There are too many working groups.
    A group has at most { $most }, and one person begins at most { $own }.
    Close one that is done.
refused-wg-unknown = There is no open working group with that number.
refused-wg-close = Working group { $number } is closed by who coordinates it, or the whole group.
refused-wg-whole = You are not in the group that this working group belongs to.
refused-wg-in = You are in the working group **{ $title }** already.
refused-group-over = **{ $title }** has ended. Nothing can be done in it any more.
refused-call-room = There is no room yet in which a call could be held.
refused-call-time = Say the time of the call as well.
    For example: { $example }
