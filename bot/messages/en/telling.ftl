### What people tell each other through the bot.

announcement = From the moderators: { $text }
announced-by = { $by } announced in every room: { $text }
done-announce = Every room of the meeting reads it now.

told-by = { $by }: { $text }
done-tell = The other moderators' rooms read it now.
tell-nobody = There is no other moderators' room. Nobody else was told.

reported = { $by } reports, to the moderators alone: { $text }
done-report = { $where ->
    [room] The moderators read it now. Others could read it here as well: next time, write { $report } to me in a direct chat.
   *[alone] The moderators read it now, and nobody else.
}
refused-report = This meeting has no moderators' room, so nobody would read it. Please turn to the organisers.
refused-long-words = That is too long: { $most } characters at most, please. Nothing was sent.
