### What the group has, as a file.

export = { $form ->
    [ics] All dates of the group, for calendars.
   *[other] What the group shares, does and plans, as a file.
}
    Nobody is named in it.
offer-export = { $form ->
    [csv] As a table
    [md] As a text
    [json] For programs
   *[ics] For calendars
}
