### After the session: the group that stays together.

# When

when-full = { $at }
when-day = { $day }, the whole day
when-which = { $why ->
    [gap] The clocks go forward then, and that time is left out. Which do you mean?
    [twice] The clocks go back then, and that time comes twice. Which do you mean?
    [zone] Several time zones are called that. Which do you mean?
    [time] To some that is noon, to others midnight. Which do you mean?
   *[day] That can be more than one day. Which do you mean?
}
weekday = { $day ->
    [monday] Monday
    [tuesday] Tuesday
    [wednesday] Wednesday
    [thursday] Thursday
    [friday] Friday
    [saturday] Saturday
   *[sunday] Sunday
}
refused-when-unreadable =
    I cannot read when that is.
    Write it like `2027-03-15 14:00 Europe/Vienna`, `15 March 2027` or `in two weeks`.
refused-when-unclear =
    That can be read in many ways.
    Write it like `2027-03-15 14:00 Europe/Vienna`.
refused-when-year = Please write the year with four digits, like `15 March 2027`.
refused-when-far = That is too far away. A date can be ten years ahead at most.
refused-when-over = That day is over. Please give a day that is still to come.
refused-when-past =
    That is over: { $when }.
    Please give a time that is still to come.
refused-when-zone =
    I do not know the time zone “{ $text }”.
    Write continent and city, like `Europe/Oslo`, or `UTC`.
refused-when-offset =
    The clocks there are not that far from UTC then.
    Leave the distance out, or name another zone.
refused-when-time =
    There is no time { $time }.
    Write hours from 0 to 23 and minutes from 00 to 59, like `14:00` or `2pm`.
refused-when-weekday = That day is a { $weekday }. Please correct the day or the date.
refused-when-month = There is no month { $month }. Write the date like `2027-03-15` or `15 March 2027`.
refused-when-day = No month has a day { $day }. Write the date like `2027-03-15` or `15 March 2027`.
refused-when-month-end = That month ends on day { $last }. Please correct the day.
repeats-weekly = { $every ->
    [one] every week
   *[other] every { $every } weeks
}
repeats-day = { $every ->
    [one] every month on day { $day }{ $short ->
        [yes] , in shorter months on the last day
       *[no] { "" }
    }
   *[other] every { $every } months on day { $day }{ $short ->
        [yes] , in shorter months on the last day
       *[no] { "" }
    }
}
repeats-weekday = { $every ->
    [one] every month on the { $nth ->
        [first] first
        [second] second
        [third] third
        [fourth] fourth
       *[last] last
    } { $weekday }
   *[other] every { $every } months on the { $nth ->
        [first] first
        [second] second
        [third] third
        [fourth] fourth
       *[last] last
    } { $weekday }
}
repeats-times = { $rhythm }, { $times } times
repeats-until = { $rhythm }, until { $day }
refused-repeat-unreadable =
    I cannot read how often that is.
    Write `every week`, `every 2 weeks until 2027-06-01`, `monthly` or `last Friday of the month, 6 times`.
refused-repeat-every =
    It can come again every { $weeks } weeks or every { $months } months at most.
    Please write a smaller number.
refused-repeat-weekday = The first one falls on another weekday. Write `every week`, or move the first one.
refused-repeat-first =
    The first one is on another day: { $when }.
    Write its own day, or move the first one.
refused-repeat-fifth = Not every month has five of them. Write `last` in place of `fifth`.
refused-repeat-times = It can come 2 to { $most } times. Please write a number in between.
refused-repeat-until = I cannot read the last day. Write it like `until 2027-06-01`.
refused-repeat-ends = It would end before it begins. Please give a later last day.
refused-repeat-twice =
    The clocks go back then, and the first one is in the hour that comes twice.
    Please choose another time for what comes again.
refused-remind-unreadable =
    I cannot read when to remind.
    Write it like `14d 1d 1h`, or `off`.
refused-remind-many = There can be { $most } reminders of a date at most. Please leave some out.
refused-remind-length = A reminder can come { $minutes } minutes to { $days } days before. Please change the others.
