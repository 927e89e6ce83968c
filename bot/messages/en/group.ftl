### The group that goes on after meetings: who is in it, and who coordinates it.

group-fed = **{ $title }** is over, and those of it who want to go on are in this group now.
stays-after = You are in the group that goes on.
    You are invited to its channel, where the others see your account.
stays-quietly = You go on quietly.
    You get the digest by direct message, and nobody sees you in the channel.
offer-list = Show the list
refused-stay-code = You need a code to come into this group.
    Ask a coordinator of the group for one.
refused-last-coordinator = You are the only coordinator.
    Name another one first, with { $coordinator }.
refused-not-coordinator = { $command } is for the coordinators of the group.
    Ask one of them in the channel.
refused-not-member = You are not in the group of **{ $title }**.
refused-not-after = { $command } works in the group that goes on after a meeting.
    Who took part can join it with { $stay }, others with a code of a coordinator.
refused-which-group = You are in several groups.
    Which one do you mean?
refused-question-gone = That question has been answered, or is too old.
    Give the command again.
help-group = In this group you can:
    { $members }
help-coordinator = In this group everybody can:
    { $members }
    As a coordinator you can:
    { $coordinators }
refused-no-member = { $who } is not in the group.
    They come in by a code, or by { $stay }.
refused-coordinates = { $who } coordinates the group already.
refused-coordinates-not = { $who } does not coordinate the group.
refused-handover-self = You coordinate the group already.
    Name the person who is to do it in your place.
ask-handover = { $who } coordinates the group in your place from now on.
    You stay in the group. Is that right?
offer-handover = Hand over
done-handover = { $who } coordinates the group now.
done-coordinator = { $who } coordinates the group as well.
done-not-coordinator = { $who } does not coordinate the group any more.
you-coordinate = You coordinate the group now.
    What you can do there you see with { $help }.
coordinates = { $who } coordinates this group now.
you-coordinate-not = You do not coordinate the group any more: { $by } has decided that.
    You stay in the group.
coordinates-not = { $who } does not coordinate the group any more: { $by } has decided that.
refused-put-out = A coordinator has put you out of the group of **{ $title }**.
    Only a coordinator can let you in again.
refused-put-out-whole = A coordinator has put you out of the whole group, and so out of this working group.
    Only a coordinator can let you in again.
refused-exclude-self = You cannot put yourself out.
    To leave the group, write { $unstay }.
refused-excluded = { $who } is out of the group already.
refused-readmit = { $who } was not put out of the group.
ask-exclude = { $who } goes out of the group, and cannot come back by themselves.
    They are told your reason: "{ $reason }". Is that right?
offer-exclude = Put out
offer-readmit = Let { $who } in again
done-exclude = { $who } is out of the group.
put-out = { $by } has put you out of the group of **{ $title }**. The reason:
    > { $reason }
    Only a coordinator can let you in again.
put-out-told = { $by } has put { $who } out of the group. The reason:
    > { $reason }
put-out-list = Out of the group:
    { $people }
put-out-none = Nobody was put out of the group.
done-readmit = { $who } can come into the group again, by a word of their own.
let-in-again = You can come into the group of **{ $title }** again.
let-in-again-told = { $by } allows { $who } to come into the group again.
taken-out-by-others = A coordinator has put you out of the group.
cannot-take-out = I may not take { $who } out of the channel on { $platform }.
    Please do it yourself there.
taken-out = As you asked, you are not in the channel any more.
go-yourself = I may not take you out of the channel.
    Please leave it yourself.
