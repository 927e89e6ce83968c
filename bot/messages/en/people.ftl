### Who one is: constituency and name.

question =
    {""}
    {""}**{ $dimension }?** { $shown ->
        [yes] Others see it.
       *[no] Others do not see it.
    } You need not say.
choices = **{ $dimension }:** { $choices }
choice = **{ $code }** { $name }

identified =
    Noted: { $values }.
    { $shown }{ $turn }{ $queued }{ $warning }{ $question }
value = { $dimension }: { $value }
identified-on-deck = {" "}Your coming turn still counts for that group.
identified-in-room =
    {""}
    Others here could read what you typed. Next time, write to me in a direct chat.
named = { $asked } { $shown }{ $queued }{ $before }{ $minutes }
asked-name = You asked for the name { $name }.
asked-guest = You asked to be shown without a name.
named-before = {" "}Others have seen you under the name from before, and what was posted then still shows it.
language-chosen =
    Noted. Texts of the meeting that come in this language are shown to you in it: { $language }.
    My own words are in English for now.
language-known =
    Texts of the meeting are shown to you in this language, where they come in it: { $language }.
    To change that, send for example { $example }.
refused-language = That is no short code of a language. Send for example { $example }. Nothing changed.
not-queued = {" "}You are not in the queue.
regrouped = A moderator corrected where you belong: you are now counted as { $values }.

whoami =
    { $values }
    { $shown }{ $moderator }
whoami-moderator = {" "}You moderate this meeting.
whoami-unknown = The meeting knows nothing of you yet.

refused-unknown-choice =
    "{ $text }" is not one of the groups. Nothing was changed. The groups are:
    { $choices }
refused-unknown-choice-near =
    "{ $text }" is not one of the groups. Did you mean { $near }? Nothing was changed. The groups are:
    { $choices }
refused-ambiguous-choice = "{ $text }" could mean { $choices }. Nothing was changed. Please use the short code.
refused-two-choices = { $one } and { $other } exclude each other. Nothing was changed. Please name one.
refused-group-locked = Your group is fixed since your first turn, so that the rotation stays fair. Please ask a moderator if it is wrong.
refused-name = Please say which name others should see.
refused-name-reserved = That name could be taken for the bot, for a moderator or for a number. Nothing was changed. Names such as "Guest 1" and "Hall 1" are given by the bot alone. Please choose another.
refused-name-brackets = In brackets the bot says somebody's group, so a name has none. Nothing was changed. Please send it without.
refused-long-name = That is too long for a name: { $most } characters at most, please. Nothing was changed.
