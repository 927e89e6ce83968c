### Every command in a line, as help and the platforms' own menus show it (at most 100 characters each).

command-join = Join the speaking queue. With words: a moderator reads them aloud for you.
    .text = What to read aloud, if you cannot speak yourself; for moderators: whom to add
    .kind = A direct response or a point of order; nothing for a statement
command-withdraw = Leave the queue, or take back a direct response or a point of order alone.
    .kind = What to take back; nothing for everything
command-later = Let others go first once; you keep your place.
command-away = You keep your place, and are passed over until you send ready.
command-ready = You are back, or ready to speak.
command-identify = Say which groups you belong to.
    .codes = Short codes, for example: cs ap
command-name = Choose the name others see, or "guest" for none.
    .name = The name, or: guest
command-position = Your place in the queue and roughly how long you will wait.
command-why = Why others are called before you: the groups, their last turns and your place.
    .who = For moderators: about whom
command-balance = Who has had how many turns, and who has not been heard.
command-link = Join your two accounts: get a code here, and send it from the other account.
    .code = The code from the other account; or yes, no, undo
command-language = In which language the meeting's texts are shown to you.
    .code = A short code, e.g. fr
command-whoami = What the meeting knows of you, and what others see.
command-queue = Who has the floor and who is waiting. Moderators can close, open or clear the queue.
    .action = For moderators: close (no new hands), open, clear; tell or quiet about new hands
    .page = Which page of a long queue, for example 2
command-done = Give the floor back when you have finished.
command-agenda = The phases of the meeting and where it is now; before it begins, a file for calendars too.
command-report = Tell the moderators or coordinators something in private. Nobody else reads it.
    .text = What they should know
command-stay = Keep working with the others after the meeting.
    .how = Write digest to read along by direct message, unseen in the channel
command-conduct = How people in the group are to treat each other.
command-keep = Keep the group when you were told that it is about to be deleted.
command-retention = How long the group is kept when nobody changes anything.
    .time = From 3 months to 10 years, for example: 24 months
command-mydata = All that is kept of you, as a file, for you alone.
command-forgetme = Have all that is kept of you deleted for good; you are asked first.
    .what = Here, or in every meeting and group that knows this account
command-confirm = Say yes to what you were asked.
    .number = The number of the question
command-resource = See what the group shares, find it, add to it, or remove it.
    .what = What to do about resources
    .text = The link or words, a title and tags, with | between; a tag; words; or a number
command-action = See who does what, take an action, add one, or close it.
    .what = What to do about actions
    .text = The words, the person and the day, with | between; or the number of an action
command-date = See what is coming, say that you take part, add a date, or change one.
    .what = What to do about dates
    .text = The title, the day, the place and a link, with | between; or the number of a date
command-members = See how many are in the group, by constituency.
command-digest = See when the digest comes, set it, or get it by direct message too.
    .what = When it comes, or me to get it by direct message too
    .text = The weekday and the time, or off
command-timezone = See or choose the time zone in which you are told of dates.
    .zone = Continent and city; with group in front, the zone of the whole group
command-redeem = Come into a group with a code that you were given, in a direct chat.
    .code = The code
command-impact = See what changes for people, by country; add a note, with or without your name.
    .what = What to do about impact notes
    .text = Country, what happened and the source, with | between; or a number, a country, words
command-invite = Make a code that lets newcomers in, see the codes, or withdraw one.
    .uses = How many people it lets in; or list, or withdraw
    .days = For how many days; of withdraw the number of the code
command-handover = Have somebody else coordinate the group in your place.
    .who = Their name
command-coordinator = Have somebody coordinate the group as well, or no more.
    .what = Add or remove
    .who = Their name
command-exclude = Put somebody out of the group, with the reason; they cannot come back by themselves.
    .who = Their name
    .reason = Why; they read it, and the coordinators
command-readmit = See who was put out of the group, or allow one of them to come back.
    .who = Their name
command-relay = One conversation across platforms: see whether it is on, and whether your messages go across.
    .what = On, off, or yours alone: in, out
command-wg = Working groups: list them, join one, begin one, or call the group together.
    .what = What you want to do
    .text = Its number, or name and purpose, or when
command-export = What the group shares, does and plans, as a file for you alone.
    .form = Which kind of file
command-statement = Statements of the group: read one, begin one, revise it, or get it as a file.
    .what = What to do about statements
    .text = The title, the text and the deadline, with | between; or the number of a statement
command-comment = Say what you think of a statement; in private without your name.
    .text = The number of the statement, a | and your words
command-sign = Sign a statement, for yourself alone.
    .text = The number of the statement, and perhaps: as your organisation
command-unsign = Take back your signature under a statement.
    .text = The number of the statement
command-note = Write something down for the minutes: moderators and the rapporteur.
    .text = What the minutes are to say
command-minutes = Whether the minutes of the meeting may name you.
    .answer = Yes or no
command-unstay = Do not keep working with the others after all.
command-meeting = Choose the meeting that this direct chat is about.
    .meeting = The meeting's id
command-open = Open the meeting: from now on people can join the queue and say who they are.
command-start = Start the first phase.
command-next = Give the floor to the next person.
command-absent = Whoever was called, or is next, is not there: they keep their place once.
    .who = Who it is, if not the one who has the floor
command-waiting = Show everyone who waits, since when, and what can be done about each.
    .page = Page: 2 for those after the first 25
command-about = Show one person, and what can be done about them.
    .who = Who: a place in the queue, a badge, a name
command-skip = Pass over whoever is next, or somebody who waits, for one call.
    .who = Place in the queue, badge, mention or name; nothing for whoever is next
command-remove = Put somebody out of the queue.
    .who = Place in the queue, badge, mention or name
command-pick = Give the floor to somebody of your choice, with the reason.
    .who = Place in the queue, badge, mention or name
    .reason = Why; it is recorded
command-words = Have somebody's words read aloud at their turn.
    .who = Place in the queue, badge, mention or name
    .text = The words
command-speaker = Give the floor to a speaker of the programme; it counts for no group.
    .who = The speaker's name, or part of it
    .time = How long, for example 10m; as long as other turns if left out
command-more = Give the speaker more time.
    .time = How much, for example 1m
command-regroup = Correct the groups of somebody.
    .who = Place in the queue, badge, mention or name
    .codes = Short codes, for example: cs ap
command-rule = Share the floor by another rule from now on.
    .name = The rule, for example: first-voices
command-rehearse = Play ten minutes of a discussion in the moderators' rooms; nothing of it is kept.
command-phase = Move in the agenda or change its time.
    .action = What to do
    .time = For extend: how much time to add, for example 5m
command-walkup = Add people from the hall to the queue: one group code for each person.
    .codes = Group codes, for example: cs ps cs
    .name = The person's name, if you know it
command-nametag = Give a name to somebody of the hall who was added without one.
    .who = Who: a badge as "Hall 7"
    .name = The name that others see
command-keypad = Show the hall keypad: one press for each group.
    .page = Page: 2 for the groups after the first
command-announce = Say something in every room, in your own words.
    .text = What everybody should know
command-tell = Say something in the other moderators' rooms.
    .text = What the other moderators should know
command-undo = Take back the latest moderator's decision; again for the one before it.
command-retry = Try again what failed: a message, a channel, an invitation, a board.
command-close = End the meeting and open the coordination channel.
command-help = What you can do here.
    .command = A command to explain

## What platforms call them where they are given on a person or a message (at most 32 characters).

on-pick = Give the floor
    .reason = Why they have the floor now
on-remove = Put out of the queue
on-words = Words to be read aloud

usage = { $example } — { $help }

help-command =
    { $usage }
    { $details }
help-form = - { $form }
help-parameter = { $name }: { $help }
help-also = Also: { $names }

help =
    {""}**What you can do**
    { $everyone }
help-moderator =
    {""}**What everyone can do**
    { $everyone }

    {""}**What moderators can do**
    { $moderators }
help-line = { $name } — { $help }
