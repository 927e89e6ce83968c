# What moderators must know of a platform, whatever they asked for.
set-aside = Something came from { $platform ->
    [discord] Discord
   *[matrix] Matrix
} that the bot could not read. It was left out, and everything else goes on. If somebody gets no answer, please ask them to write again.
platform-stopped = { $platform ->
    [discord] Discord
   *[matrix] Matrix
} does not let the bot in any more, so people there cannot take part for now. Everything else goes on. Please tell whoever runs the bot: its log says what to do.
platform-back = { $platform ->
    [discord] Discord
   *[matrix] Matrix
} lets the bot in again. What is still to be said there follows now.
