### What happens on Matrix alone.

matrix-unsigned =
    On Matrix the bot's device is not signed. Some apps do not talk to it in encrypted chats; it asks those people into a second chat without encryption.
    Whoever runs the bot finds the mend with "evenfloor check --online".
matrix-signed = On Matrix the bot's device is signed now. Every app can talk to it in encrypted chats.
