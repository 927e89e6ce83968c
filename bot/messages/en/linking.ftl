### Joining accounts.

link-code =
    The code for { $name } is **{ $code }**. It is good for { $time } and for one use.
    Send this from the account that is to be joined: { $link }
link-asked =
    Now say yes from the account where you got the code, within { $time }. The question is there.
link-confirm =
    { $name } has sent your code. Is that you?
    After a yes both accounts are one participant. { $shown }
    Without an answer within { $time } nothing changes.
link-declined = Good: the accounts stay apart. The code is not valid any more.
link-refused = The other account said no, so the accounts stay apart.
linked =
    Done: both accounts are one participant.
    { $shown }
unlinked =
    Done: this account is a participant of its own. A place in the queue stayed with the other account.
    { $shown }
link-left = One of your accounts is a participant of its own again. Your place and your name stay here.
refused-code = That code is not valid; a code is good for ten minutes.
refused-link-other = You can get a code for people of the hall only, and once. Others get their own from their own account.
refused-no-link = Nobody has sent a code of yours in the last ten minutes.
refused-not-linked = This account is joined with no other.
refused-own-code = That code is your own. Send it from the other account.
