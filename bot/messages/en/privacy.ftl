### What is kept of people: to see it, and to have it go.

mydata = This is all that is kept of you, wherever this account is known.
    Messages to you are forgotten after a week by themselves.
    { $forgetme } has the rest deleted.
offer-forgetme = Forget me
ask-forgetme = All that is kept of you goes for good: name, accounts, words, membership.
    { $group ->
        [yes] What you shared goes (resources: { $resources }), and what you wrote to be done (actions: { $actions }).
            So do impact notes in your name ({ $impacts }). Anonymous ones cannot be known for yours.
            What you took is free again (actions: { $freed }). Dates stay without your name ({ $dates }).
            Signatures ({ $signatures }) and comments ({ $comments }) go; statements stay without your name ({ $statements }).
            Turns that were counted stay, as numbers.
       *[no] Turns that were counted stay, as numbers.
    }
    What you posted stays in the rooms: delete it there.
offer-forgetme-here = Forget me here
offer-forgetme-everywhere = Forget me everywhere
done-forgetme = Everything that is kept of you goes now, within an hour at most.
    What the bot said of you in groups is deleted where it may.
    You hear of it only if some of that stays.
not-taken-back = Some messages about you could not be deleted.
    In channels: { $rooms }. In private chats: { $alone }.
    Ask those who run the rooms to delete them.
refused-forgetme-unknown = Nothing is kept of this account.
refused-forgetme-elsewhere = Nothing is kept of you here.
    It may be so elsewhere: { $everywhere }.
refused-forgetme-open = **{ $title }** is still going on.
    Ask for it when it is over.
refused-forgetme-last = You are the only coordinator of **{ $title }**.
    Hand over first, with { $handover }.

# How long a group is kept

group-ends = In **{ $title }** nobody has done anything for long.
    On { $at } all that is in it is deleted: names, links, actions, dates.
    One press keeps it.
offer-keep = Keep it
kept = { $by } keeps this group. Nothing is deleted.
done-keep = The group is kept until { $until }, and longer if somebody does something.
group-ended = Nobody has done anything in **{ $title }** for long, so it is over.
    Its names, links, actions and dates are deleted. This channel stays yours.
retention-is = The group is deleted after { $months } months in which nobody does anything.
    That would be on { $until }.
done-retention = The group is kept for { $months } months in which nobody does anything.
    That is until { $until }.
refused-retention = Between { $shortest } months and { $years } years, please.
    Write it like { $example }.

# How people treat each other

conduct = How we treat each other here: { $text }
refused-conduct = Nothing is written down here about how people treat each other.
    If somebody does not, tell the coordinators alone: { $report }.
reported-group = { $by } reports, to coordinators alone: { $text }
ask-report = Only these will read it: { $readers }.
    { $several ->
        [yes] Whoever it is about can be left out.
       *[no] If it is about them, nobody else here can read it.
    }
offer-report = Send it
offer-report-without = Without { $who }
done-report-group = It goes to them now, and to nobody else.
