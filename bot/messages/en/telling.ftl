### What people tell each other through the bot.

announcement = From the moderators: { $text }
announced-by = { $by } announced in every room: { $text }
done-announce = It goes to every room of the meeting now.

told-by = { $by }: { $text }
done-tell = It goes to the other moderators' rooms now.
tell-nobody = There is no other moderators' room, so nobody else is told.

reported = { $by } reports, to the moderators alone: { $text }
done-report = { $where ->
    [room] It goes to the moderators now. Others could read it here as well: next time, write { $report } to me in a direct chat.
   *[alone] It goes to the moderators now, and to nobody else.
}
refused-report = This meeting has no moderators' room, so nobody would read it. Please turn to the organisers.
refused-long-words = That is too long: { $most } characters at most, please. Nothing was sent.
