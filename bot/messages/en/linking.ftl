### Joining accounts.

link-code =
    The code for { $name } is **{ $code }**. It is good for { $time } and for one use.
    Send this from the account that is to be joined: { $link }
linked =
    Done: both accounts are one participant.
    { $shown }
refused-code = That code is not valid; a code is good for ten minutes. For a new one: { $link }.
refused-link-other = You can get a code for people of the hall only. Others get their own with { $link }.
refused-own-code = That code is your own. Send it from the other account, or get one there with { $link }.
