### Who does what in the group, and by when.

action-line = { $state ->
    [done] **{ $number }** Done: { $text } ({ $owner })
    [dropped] **{ $number }** Dropped: { $text } ({ $owner })
   *[open] **{ $number }** { $text } ({ $owner }){ $due }
}
action-free = nobody yet
action-due = , by { $when }
ask-action =
    {""}“{ $text }”, by { $when }.
    Is that right?
offer-right = That is right
action-added = New action { $action }
action-yours =
    You have been asked to do this:
    { $action }
action-done = { $what ->
    [take] Action { $number } is yours.
    [done] Action { $number } is done. Thank you.
   *[drop] Action { $number } is dropped.
}
action-changed = { $what ->
    [take] { $who } takes action **{ $number }**: { $text }
    [done] { $who } has done action **{ $number }**: { $text }
   *[drop] { $who } drops action **{ $number }**: { $text }
}
action-reminder = { $day ->
    [eve] Your action is due tomorrow.
   *[today] Your action is due today.
}
    { $action }
action-none = { $which ->
    [mine] None of the open actions is yours.
    [open] No action is open.
   *[all] There are no actions yet.
}
action-list = { $lines }
action-list-more = { $left ->
    [one] { $lines }
    One more.
   *[other] { $lines }
    { $left } more.
}
offer-action-take = Take action { $number }
offer-action-done = Action { $number } is done
refused-action-form = Write what is to be done, who does it, and by when.
    For example: { $example }
refused-action-most = There are { $most } open actions, which is as many as there can be.
    Finish or drop some first.
refused-action-given = You have given others { $most } actions in a day, which is as many as you can.
    Leave the owner out, and anybody can take it.
refused-action-unknown = There is no action with that number.
refused-action-member = { $who } is not in the group, so they cannot take an action.
refused-action-over = Action { $number } is closed already.
refused-action-yours = Action { $number } is yours already.
refused-action-taken = Somebody else has action { $number }.
refused-action-others = Action { $number } is not yours.
    Its owner, its author or a coordinator can close it.
