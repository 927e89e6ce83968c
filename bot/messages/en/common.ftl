### Pieces that messages of every feature are made of.

not-stated = not stated
text-erased = (text erased)

## How somebody without a name of their own is shown.

guest = Guest { $badge }
hall-person = Hall { $badge }
somebody = somebody

## Lengths of time; several of them stand in a row: "1 minute 30 seconds".

days = { $count ->
    [one] { $count } day
   *[other] { $count } days
}
hours = { $count ->
    [one] { $count } hour
   *[other] { $count } hours
}
minutes = { $count ->
    [one] { $count } minute
   *[other] { $count } minutes
}
seconds = { $count ->
    [one] { $count } second
   *[other] { $count } seconds
}

# A command that others should not read, where they could.
command-alone = { $command } in a direct chat with me

# Where the platform does not take the file that belongs to a message.
file-not-taken = The file { $name } could not be sent here.

discord-failed = Something went wrong here. Please send it again.
discord-too-many = Too much came in at once, so this was left out. Please wait half a minute.
answered-too-late =
    I could not answer you at { $at }. What you sent then was taken in, as far as it was possible.
    Please look where things stand before you send it again.
discord-late = No answer came in time. Please send it again.
