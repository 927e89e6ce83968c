### What the group is told of regularly, and by whose clocks.

timezone-own = Your time zone is { $zone }.
    { $now }
timezone-now = There it is { $weekday }, { $time }.
timezone-none = You have not chosen a time zone.
    Choose one with { $example }.
timezone-both = { $own }
    The group's time zone is { $zone }.
timezone-group = The group's time zone is { $zone }.
    { $now }
timezone-which = Several places are called that.
    Which one do you mean?
refused-timezone = I do not know the time zone “{ $text }”.
    Write continent and city, for example { $example }.

digest-comes = { $how ->
    [daily] The digest comes every day at { $time } ({ $zone }).
   *[weekly] The digest comes every { $weekday } at { $time } ({ $zone }).
}
    Next time: { $next }.
digest-off = There is no digest.
digest-set = { $rhythm }
    { $how ->
    [on] You get it by direct message as well.
   *[off] You get it in the channel alone.
}
digest-me = { $how ->
    [on] You get the digest by direct message as well.
   *[off] You get the digest in the channel alone.
}
offer-digest = { $how ->
    [weekly] Every week
    [daily] Every day
   *[off] No digest
}
offer-digest-me = { $how ->
    [on] Send it to me as well
   *[off] In the channel alone
}
refused-digest-form = I cannot read when the digest is to come.
    For example: { $weekly }, { $daily } or { $off }.
refused-digest-quietly = You go on quietly, so the digest comes to you alone.
    To get it no more, leave with { $unstay }.

# The digest: what is new, what comes, and what most needs somebody

digest = **What is new in the group**
    { $parts }
digest-resources = New resources:
    { $lines }
digest-done = Done:
    { $lines }
digest-done-line = **{ $number }** { $text } ({ $owner })
digest-due = Due soon, or late:
    { $lines }
digest-dates = The next two weeks:
    { $lines }
digest-deserted = Nobody attends:
    { $lines }
digest-joined = New in the group:
    { $lines }
digest-quiet = Quiet for a month:
    { $lines }
digest-more = { $count ->
    [one] One more.
   *[other] { $count } more.
}
digest-resource = **{ $number }** { $text }
digest-need = { $digest }
    { $what }
digest-need-action = This most needs somebody:
    { $action }
digest-need-date = This most needs somebody to attend:
    { $date }

# Who is in the group, counted

members = **In the group**
    { $rows }
members-row = { $value }: { $count }
members-coordinators = { $members }
    Of the session, nobody is here from: { $missing }.
    Quiet for a month: { $quiet }.
