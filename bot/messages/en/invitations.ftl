### Codes that let newcomers into a group.

invite-made = A code for people (up to: { $uses }), until { $until }:
    { $line }
    { $ways }
    They send that line to me alone, never in a room.
    Whoever has it comes in, so give it to those whom you mean. I say it only once.
invite-link = { $platform ->
        [discord] To the server: { $link }
       *[matrix] To a chat with me: { $link }
    }
invite-no-link = { $platform ->
        [discord] I may make no link to the server (Create Invite).
       *[matrix] I can make no link just now.
    } The code works without one.
invite-none = No code lets anybody in just now.
    Make one with { $invite }.
invite-list = These codes let people in:
    { $codes }
invite-line = No. { $number }, by { $by }: used { $used }, left { $left }, until { $until }
invite-withdrawn = Code { $number } lets nobody in any more.
    Whoever came in by it stays (people: { $used }).
invite-overheard = Somebody wrote code { $number } in an open room, where others can read it.
    Nobody came in by that. Withdraw it if it was not meant for all of them.
offer-invite-withdraw = Withdraw code { $number }
refused-invite = Say for how many people (1 to { $uses }) and days (1 to { $days }): { $example }
    Nobody is added by others. Give people the code, and they come in themselves.
refused-invite-most = { $most } codes let people in already.
    Withdraw one first, with { $withdraw }.
refused-invite-unknown = There is no such code that lets people in.
    See them with { $list }.
refused-invite-working = People of the group come into this working group by themselves, with { $join }.
    For newcomers, make a code in the channel of the group.
redeemed = You are in the group of **{ $title }**, and read along quietly.
    Do you want to be in its channel as well? There the others see your account.
    The others know you as a guest until you send { $name }.
    { $question }
redeem-overheard = Others could read that code, so I did not use it.
    Send the same line to me alone, in a direct chat.
    The coordinators are told that it was written in the open.
offer-stay-channel = Be in the channel
refused-redeem-unknown = I know no such code.
    Look at each letter again, or ask whoever gave it to you.
refused-redeem-expired = That code was for **{ $title }**, and its time is over.
    Ask a coordinator for another one.
refused-redeem-used = That code was for **{ $title }**, and has been used up.
    Ask a coordinator for another one.
refused-redeem-withdrawn = That code was for **{ $title }**, and was withdrawn.
    Ask a coordinator for another one.
refused-redeem-in = You are in the group of **{ $title }** already, so the code was not used.
refused-redeem-many = Too many codes from you, or from everybody together.
    Please wait two minutes, then try again.
