### Texts that a group writes and signs together.

offer-statement-list = Statements
offer-statement-show = Show statement { $number }
offer-statement-comments = Read the comments
offer-statement-append = Add a part
offer-statement-remind = Remind me of statement { $number }
offer-statement-not-remind = Do not remind me
offer-statement-export = { $form ->
    [html] To print
   *[md] As a text
}
offer-sign = Sign statement { $number }
offer-sign-named = Sign with my name
offer-sign-counted = Sign without my name
offer-unsign = Take it back
offer-comment = Comment on statement { $number }

ask-statement =
    {""}“{ $title }”, { $length ->
        [one] one character
       *[other] { $length } characters
    }, open until { $deadline }.
    Is that right?
ask-statement-deadline =
    The deadline of “{ $title }” moves from { $old } to { $deadline }.
    Is that right?
statement-deadline = Statement { $number } is open until { $deadline } now.
statement-moved = Statement **{ $number }** { $title } has another deadline: { $deadline }
    Until now it was { $old }.
ask-statement-withdraw = Take statement “{ $title }” back?
    Its versions, comments and signatures are deleted. You cannot have it back.
offer-statement-withdraw = Take it back
statement-gone = Statement { $number } is deleted, with all that belonged to it.
statement-withdrawn = { $who } has taken back statement **{ $number }** { $title }.
    Nobody signs it any more. What was posted of it stays here.
comment-numbered = **{ $number }** { $comment }
comment-gone = Comment { $number } is deleted.
    Where it was posted in a channel, it stays: delete that there.
refused-comment-unknown = There is no comment with that number.
refused-comment-others = Only its author or a coordinator can delete comment { $number }.
refused-comment-most = A statement takes { $most } comments, and { $own } of one person.
    Say the rest in the channel, or delete one of yours first.
refused-statement-deadline = Say until when it is to be open.
    For example: { $example }
refused-statement-soon = A deadline that comes sooner must be a day ahead at least.
    Some may still want to sign statement { $number }.
statement-begun = Statement { $number } is open.
    If your text is longer, add the next part.
statement-new =
    New statement **{ $number }** { $title }, open until { $deadline }
    { $text }
statement-revised =
    Statement **{ $number }** { $title } is revised: version { $version }. Open until { $deadline }
    { $text }
statement-start = { $start } … (the file has all { $length } characters)
statement-kept = Version { $version } of statement { $number } is kept.
statement-signed-earlier = Statement **{ $number }** { $title } has changed: version { $version }.
    Your signature is for an earlier version. Only the final one counts.
    Read it, then sign again or leave it.
statement-shown =
    {""}**{ $number }** { $title }, version { $version } of { $newest }
    { $text }
    { $state ->
        [final] It is final. Signed: { $signed }. Comments: { $comments }.
       *[open] Open until { $deadline }. Signed: { $signed }. Comments: { $comments }.
    }
statement-line = { $state ->
    [final] **{ $number }** { $title }: final, version { $version }
   *[open] **{ $number }** { $title }: version { $version }, until { $deadline }
}
statement-list = { $left ->
    [0] { $lines }
    [one] { $lines }
    One more.
   *[other] { $lines }
    { $left } more.
}
statement-none = There are no statements yet.
    Anybody in the group can begin one: { $example }
statement-reminded = You are reminded before the deadline of statement { $number }, unless you have signed it.
statement-not-reminded = You are not reminded of statement { $number }.
statement-reminder = Statement **{ $number }** { $title } is open until { $deadline }.
    You have not signed its newest version, and wanted to be reminded.
statement-final = Statement **{ $number }** { $title } is final. Signed: { $signed }.
    The file has its text and its signatories.
statement-export = { $form ->
    [html] Statement **{ $number }** { $title }, to be opened in a browser and printed.
   *[md] Statement **{ $number }** { $title }, with its signatories.
}

ask-sign = You sign version { $version } of statement **{ $number }** { $title }, for yourself alone.{ $organisation }
    { $names ->
        [no] You read along unseen, so you are counted without a name.
       *[yes] Shall your name stand under it for everybody to read?
    }
sign-as = {" "}You give as your organisation: { $organisation }.
signed = { $named ->
    [yes] You have signed version { $version } of statement { $number }, with your name.
   *[no] You have signed version { $version } of statement { $number }, without your name.
}
ask-unsign = Take back your signature under statement **{ $number }** { $title }?
unsigned = Your signature under statement { $number } is taken back.

comment-new = On statement **{ $number }** { $title }: { $comment }
comment-line = { $who }: { $text }
comment-unnamed = Without a name
comment-kept = { $named ->
    [yes] Your comment on statement { $number } is shown with your name.
   *[no] Your comment on statement { $number } is shown without your name.
}
comment-none = Nobody has commented on statement { $number }.
comment-list =
    Comments on { $title }
    { $left ->
        [0] { $lines }
        [one] { $lines }
        One more.
       *[other] { $lines }
        { $left } more.
    }

statement-file-title = { $title }
statement-file-state = Final version ({ $version })
statement-file-signed = Signatories by name
statement-file-who = { $who }
statement-file-for = { $who } ({ $organisation })
statement-file-counts = All signatures
statement-file-total = Signed the final version: { $total }. Signed an earlier version only: { $earlier }.
statement-file-count = { $value }: { $count }

refused-statement-form = Write a title, the text or a link, and the deadline.
    For example: { $example }
refused-statement-unknown = There is no statement with that number.
refused-statement-version = Statement { $number } has versions 1 to { $newest }.
refused-statement-final = Statement { $number } is final. Its deadline is over.
refused-statement-others = Only its author or a coordinator can revise statement { $number }.
    A comment tells them what you would change.
refused-statement-versions = A statement has { $most } versions at most.
refused-statement-long = A text has { $most } characters at most.
    Share a longer one as a link.
refused-statement-link = Statement { $number } is a link, so nothing is added to it.
    Give the whole text as a new version.
refused-statement-most = { $most } statements are open at most, and { $own } of one author.
refused-statement-export = Statement { $number } is handed out as md or html, once it is final.
refused-statement-remind = The reminder of statement { $number } is over. You can sign it now.
refused-sign-form = Everybody signs for themselves alone, with the number of the statement.
    For example: { $example }
refused-sign-already = You have signed version { $version } of statement { $number } already.
refused-sign-not = You have not signed statement { $number }.
refused-comment-form = Write the number of the statement and your comment.
    For example: { $example }
