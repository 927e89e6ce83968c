### Key dates of the group: rounds, consultations, deadlines and calls.

date-line = **{ $number }** { $title }: { $when }
date-card = { $line }
    { $lines }
date-place = Where: { $text }
date-link = Link: { $text }
date-how = How to take part: { $text }
date-register = Register by { $when }
date-going = { $going ->
    [0] Nobody has said that they take part.
    [one] One person takes part.
   *[other] { $going } people take part.
} { $speaking ->
    [0] Nobody speaks there for the group yet.
    [one] One of them speaks.
   *[other] { $speaking } of them speak.
}
date-once = Once.
ask-date =
    {""}“{ $title }”: { $when }.
    { $again }
    Is that right?
date-added = New date { $date }
date-kept = Done. The group has been told.
date-none = No date is ahead.
    Add one like this: { $example }
date-list = { $lines }
date-part = { $what ->
    [going] You take part in “{ $title }”.
    [speaking] You speak at “{ $title }”.
   *[out] You do not take part in “{ $title }”.
}
ask-date-move =
    {""}“{ $title }” moves from { $old } to { $new }.
    Is that right?
date-moved =
    {""}“{ $title }” has moved.
    It was on { $old }.
    Now it is on { $new }.
ask-date-drop =
    Drop this date?
    { $date }
date-dropped =
    { $who } has dropped “{ $title }”.
    It would have been on { $when }.
date-remind = { $count ->
    [0] Nobody is reminded of “{ $title }” any more.
    [one] The group is reminded of “{ $title }” once.
   *[other] The group is reminded of “{ $title }” { $count } times.
}
date-reminder =
    {""}“{ $title }” is on { $when }.
    { $lines }
offer-date-going = I take part
offer-date-speaking = I speak
offer-date-out = Not after all
offer-date-show = Show
offer-date-number = Show date { $number }
offer-date-drop = Drop it
refused-date-form = Write a title and when it is.
    A place and a link may follow, with | between.
    For example: { $example }
refused-date-unknown = There is no date with that number.
refused-date-others = Only its author or a coordinator can change date { $number }.
refused-date-most = There are { $most } dates, which is as many as there can be.
    Drop some first.
refused-date-register = Registering until { $by } is too late.
    The date is { $when }.
refused-date-over = Date { $number } is over.
refused-date-again = Date { $number } comes again, and that day does not fit.
    Write behind the day how it comes again.
