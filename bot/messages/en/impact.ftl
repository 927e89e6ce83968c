### What changes for people, by country, with its sources: given and reviewed in private.

impact-how =
    A note says what happened, where, and where it can be read. { $named }
    In your name: coordinators see it is yours, nobody else does. { $needed } of them review it.
    Without it: { $anonymous }
    I keep no account with such a note, and only its day. { $three } coordinators review it.
    The platform of this chat knows that you wrote to me. Delete your message there.
    Write nothing that tells who you are.
offer-impact-list = What counts already
impact-kept = Note **{ $number }** is kept. It counts once { $needed } coordinators agree.
    They see that it is yours. Nobody else does.
    You can take it back at any time.
impact-kept-anonymous = Note **{ $number }** is kept, without your account. It counts once { $needed } coordinators agree.
    Your code, said this once: **{ $code }**
    { $withdraw } takes the note back, from any account, at any time.
    Only the day is kept with it. The platform knows your message and this one: delete both.
ask-impact-country = Several are called so. Which one?
impact-line = **{ $number }** { $country }: { $what }
impact-list = { $left ->
    [0] { $lines }
    [one] { $lines }
    One more.
   *[other] { $lines }
    { $left } more.
}
impact-none = No note counts there yet.
impact-note = **{ $number }** { $country }, { $day }
    { $what }
    { $link }{ $more }
impact-how-far =
    {""}
    { $by }
    { $state ->
        [counts] It counts.
        [not] It does not count.
       *[waiting] It waits: { $accepted } for it, { $against } against, { $needed } must agree.
    }
impact-by = Given by { $who }.
impact-nobody = Given without a name: nobody knows who can be asked.
impact-review =
    { $note }
    { $more ->
        [0] {""}
        [one] One more waits for you.
       *[other] { $more } more wait for you.
    }
impact-review-none = { $others ->
    [0] No note waits.
    [one] One note waits, for other coordinators.
   *[other] { $others } notes wait, for other coordinators.
}
impact-waiting = Impact notes that wait for coordinators: { $waiting }.
    { $review } shows them one by one.
impact-reviewed = { $state ->
    [counts] Note **{ $number }** counts from now on.
    [not] Note **{ $number }** does not count.
   *[waiting] { $accepts ->
        [yes] You accept note **{ $number }**. { $alike } of { $needed } do.
       *[no] You think that note **{ $number }** does not count. { $alike } of { $needed } do.
    }
}
ask-impact-reason = Why does note **{ $number }** not count?
impact-reason = { $why ->
    [source] The source does not say so, or cannot be opened
    [scope] It is about something else
    [twice] It is there already
    [harm] It could harm somebody
   *[own] { $own }
}
impact-counts = Your note **{ $number }** counts from now on. Members read it, without your name.
impact-counts-not = Your note **{ $number }** does not count: { $reason }.
    Only you and coordinators can read it.
impact-withdrawn = Note **{ $number }** is gone, with what coordinators thought of it.
    Files and private chats with it, if there are any, stay where they are.
impact-export = Notes in this file: { $notes }. Nobody's name is in it.
offer-impact-show = Read note { $number }
offer-impact-withdraw = Take note { $number } back
offer-impact-accept = It counts
offer-impact-reject = It does not count
offer-impact-review = Review the next note
refused-impact-open = Impact notes are for a private chat with me alone.
    Others can read what you wrote here: delete it now.
    Nothing of it is kept.
refused-impact-form = Write the country, what happened, and a link to the source.
    Put a | between them. For example: { $example }
refused-impact-link = The last part must be a link to the source, of { $most } letters at most.
    Nothing was kept.
refused-impact-country = I know no country by that name.
    Its name in English works, or its two letters. Nothing was kept.
refused-impact-which = Several are called so: { $countries }.
    Give the note again with the two letters. Nothing was kept.
refused-impact-most = { $most } notes wait to be reviewed, which is as many as can.
    Give this one again when some have been. Nothing was kept.
refused-impact-many = You have given many notes without a name in a short time.
    Give this one again in two hours. Nothing was kept.
refused-impact-code = No note has this code. It may be gone already.
refused-impact-unknown = There is no note with that number that you can read or change.
refused-impact-own = Note { $number } is yours, so others review it.
refused-impact-over = Note { $number } has been decided.
refused-impact-search = Say which words to look for, like { $example }.
refused-impact-export = Choose csv, json or md, like { $example }.
refused-impact-edited = What is given without a name cannot be changed by an edit.
    Take it back with its code, and send a new message.
