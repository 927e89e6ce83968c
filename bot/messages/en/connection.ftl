# What moderators must know of a platform, whatever they asked for.
set-aside = Something came from { $platform ->
    [discord] Discord
   *[matrix] Matrix
} that the bot could not read. It was left out, and everything else goes on. If somebody gets no answer, please ask them to write again.
