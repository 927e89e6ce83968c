### What is kept of people: to see it, and to have it go.

mydata = This is all that is kept of you, wherever this account is known.
    Messages to you are forgotten after a week by themselves.
    { $forgetme } has the rest deleted.
offer-forgetme = Forget me
ask-forgetme = All that is kept of you goes for good: name, accounts, words, membership.
    { $group ->
        [yes] What you shared goes (resources: { $resources }), and what you wrote to be done (actions: { $actions }).
            What you took is free again (actions: { $freed }). Dates stay without your name ({ $dates }).
            Turns that were counted stay, as numbers.
       *[no] Turns that were counted stay, as numbers.
    }
    Posted messages stay in the rooms: delete your own there.
offer-forgetme-here = Forget me here
offer-forgetme-everywhere = Forget me everywhere
done-forgetme = Everything that is kept of you goes now, within an hour at most.
    You get no word of it, since nothing is left to send it to.
refused-forgetme-unknown = Nothing is kept of this account.
refused-forgetme-elsewhere = Nothing is kept of you here.
    It may be so elsewhere: { $everywhere }.
refused-forgetme-open = **{ $title }** is still going on.
    Ask for it when it is over.
refused-forgetme-last = You are the only coordinator of **{ $title }**.
    Hand over first, with { $handover }.
