### A meeting that is set up in a chat.

command-setup = Set up a meeting here, with a code from whoever runs the bot.
    .code = The code; whoever runs the bot makes it.
    .words = Goes with an answer; the buttons fill it in.

setup-asked = **{ $number } of { $total }**
    { $question }

setup-room = Which channel is for everybody?
setup-room-none =
    I see no channel that everybody can read.
    Make one: Create Channel, Text. Then look again.
setup-desk =
    Which private channel is for the moderators?
    To make one: Create Channel, Private Channel, then add my role.
setup-desk-alone =
    The moderators need a private room. I can make one and ask you in.
    Or invite me into yours, and send there: { $here }
setup-desk-none =
    The moderators need a private channel, and I see none.
    Make one: Create Channel, Private Channel, then add my role. Then look again.
setup-desk-name = Moderators
setup-desk-topic = For the moderators of the meeting.
setup-hall = Do people meet in a hall as well?
setup-title = What is the meeting called?
setup-moderators =
    Who moderates?
    { $platform ->
        [discord] Whoever may manage this server does.
       *[other] Whoever has power level 50 here does.
    }
setup-language = In which language are my texts in the rooms?
setup-zone = In which time zone is it?
setup-start =
    When does it start, on the clocks of { $zone }?
    Write it like 2026-12-03 10:30.
setup-format = Which form does it have?
setup-groups = Which groups take turns?
setup-sum = **{ $title }**
    { $start }, { $zone }
    { $format }
    { $rooms }
setup-all =
    { $sum }
    I have all permissions that I need.
setup-all-but =
    { $sum }
    { $lacks }
setup-lacks =
    { $platform ->
        [discord] In { $room } I lack { $lacks }. Click: Edit Channel, Permissions, my role.
       *[other] In { $room } I lack { $lacks }. Look in the room's settings, under Roles and Permissions.
    }
setup-ready = **{ $title }** is ready.
    It opens by itself ten minutes before it starts.
    To begin the first phase, a moderator sends { $start } in { $desk }.
    Its name is { $id }.
setup-stopped = Stopped. Nothing was made. The code is used up.

offer-setup-write = Write it
offer-setup-again = Look again
offer-setup-back = Back
offer-setup-stop = Stop
offer-setup-make = Make the meeting
offer-setup-new = Make a room for us
offer-setup-yes = Yes, a hall as well
offer-setup-no = No, online only
offer-setup-power = They alone
offer-setup-me = I as well
offer-setup-others = Others as well
offer-setup-own = Other groups

offer-format-roundtable-60 = Roundtable, 60 minutes
offer-format-roundtable-90 = Roundtable, 90 minutes
offer-format-panel = Panel, 60 minutes
offer-format-open-mic = Open mic, 60 minutes
offer-format-working-group = Working-group call, 60 minutes

offer-groups-igf = Internet Governance Forum
offer-groups-un = UN major groups
offer-groups-icann = ICANN community

refused-setup-platform = A meeting can be set up on Discord and on Matrix. Here it cannot.
refused-setup-direct =
    Give the code where the meeting is to be: on Discord the server, on Matrix the room.
    There: { $setup }
refused-setup-none =
    You are setting up nothing just now.
    To begin, ask whoever runs the bot for a code. Then: { $setup }
refused-setup-elsewhere = You are setting up a meeting in another place. Please go on there.
refused-setup-rights =
    { $platform ->
        [discord] To set up a meeting here you need Manage Server. Nothing changed.
       *[other] To set up a meeting here you need power level 50 in this room. Nothing changed.
    }
refused-setup-later = I cannot look at this place just now. Nothing changed. Please try again.
refused-setup-room = I could not look at the rooms or make one. Please look at my permissions, and try again.
refused-setup-code = That code is not right. Please look at each letter, and try again.
refused-setup-used = That code has been used. Each works once. Ask whoever runs the bot for a new one.
refused-setup-old = That code is too old: each works for 24 hours. Ask whoever runs the bot for a new one.
refused-setup-too-many = Too many wrong codes. Please try again in ten minutes.
refused-setup-over =
    That question is answered already, so nothing changed.
    { $question }
refused-setup-anew =
    Something has changed since you answered.
    { $question }
refused-setup-choice = That cannot be chosen here. Please take one of these.
refused-setup-public = Everybody can see that room. The moderators need a private one.
refused-setup-title = The name must have between 1 and { $most } characters.
refused-setup-account =
    { $platform ->
        [discord] Please write accounts by their ids, with spaces between: right-click the person, Copy User ID.
       *[other] Please write accounts like @ana:example.org, with spaces between.
    }
refused-setup-zone = I do not know that time zone. Please write continent and city, like Europe/Oslo.
refused-setup-start = Please write day and time like 2026-12-03 10:30.
refused-setup-clocks = The clocks are changed then, and that time comes twice or never. Please take another hour.
refused-setup-past = That time is over. Please write one that is still to come.
refused-setup-groups = Please write between 2 and { $most } names, with commas between.
