### Joining accounts.

link-code =
    The code for { $name } is **{ $code }**. It is good for { $time } and for one use.
    Send this from the account that is to be joined: { $link }
link-asked =
    Now say yes from the account where you got the code, within { $time }. The question is there.
link-confirm =
    { $name } has sent your code. Is that you? If so, send { $yes }. If not, send { $no }.
    After a yes both accounts are one participant. { $shown }
    Without an answer within { $time } nothing changes.
link-declined = Good: the accounts stay apart. The code is not valid any more.
link-refused = The other account said no, so the accounts stay apart. To try again: { $link }.
linked =
    Done: both accounts are one participant. To part them again: { $undo }.
    { $shown }
unlinked =
    Done: this account is a participant of its own. A place in the queue stayed with the other account.
    { $shown }
    To join the queue: { $join }.
link-left = One of your accounts is a participant of its own again. Your place and your name stay here.
refused-code = That code is not valid; a code is good for ten minutes. For a new one: { $link }.
refused-link-other = You can get a code for people of the hall only, and once. Others get their own with { $link }.
refused-no-link = Nobody has sent a code of yours in the last ten minutes. For a code: { $link }.
refused-not-linked = This account is joined with no other. To join two: { $link }.
refused-own-code = That code is your own. Send it from the other account, or get one there with { $link }.
