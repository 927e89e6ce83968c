### The invitation as a letter, to be sent by e-mail or put on a page: one paragraph each.

letter-title = { $title }
letter-description = { $description }
letter-when = When: { $local } ({ $utc }), { $length }.
letter-questions =
    Questions:
    { $questions }
letter-question = { $number }. { $text }
letter-agenda =
    Agenda:
    { $phases }
letter-phase = { $title } ({ $length })
letter-organisers =
    Organisers:
    { $people }
letter-speakers =
    Speakers:
    { $people }
letter-person = { $name } ({ $group })
letter-rooms = Where (there is one queue for all of these):
letter-hall = { $name }. To speak, tell the moderator there. When you have the floor: { $how }
letter-link = To get there: [{ $link }]({ $link })
letter-bot = To write to the bot in private, start a chat with { $address }.
letter-chat = { $name }. To speak, type `join`; to see what else there is, type `help`. When you have the floor: { $how }
letter-identify = You are asked where you belong ({ $dimensions }), so that all have the same chance to be heard. The floor goes to the group whose last turn is longest ago. You need not say. Others see the name you choose and, beside it, one answer only: { $public }.
letter-private = If you would rather not be seen in a room, send the same commands to the bot in private. You can be shown as a guest. If you cannot speak, write your point after `join`: a moderator reads it aloud.

