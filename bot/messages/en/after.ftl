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
