### Seeing that it is fair.

# Turns in the queue are those that the rule or a moderator gave to whoever waits.
why-not-me =
    { $by ->
        [age] The floor goes to the group whose last turn in the queue is longest ago.
       *[share] The floor goes to the group furthest behind its share.
    }{ $free ->
        [no] {""}
       *[yes] {" "}Speakers of the programme, direct responses and points of order do not count.
    }{ $rest ->
        [rest] {" "}The group that had the last turn in the queue lets another one go first.
        [first_voice] {" "}A group with somebody who has had no turn in the queue in this phase goes first.
       *[none] {""}
    }
    { $groups }
    { $decided }{ $place ->
        [0] { $name } ({ $group }) is not called at the moment.
        [one] { $name } ({ $group }) is next.
       *[other] { $name } ({ $group }) has place { $place }.
    }{ $ahead ->
        [0] {""}
        [one] {" "}One person of the same group is before.
       *[other] {" "}{ $ahead } people of the same group are before.
    }
why-decided = Next is { $who }: that was decided earlier.{" "}
standing = { $group }: { $since ->
    [0] had the last turn
    [one] last turn one turn ago
   *[other] last turn { $since } turns ago
}; { $waiting } waiting{ $callable ->
    [yes] {""}
   *[no] , on hold
}
standing-unheard = { $group }: no turn yet; { $waiting } waiting{ $callable ->
    [yes] {""}
   *[no] , on hold
}

balance =
    { $tables }
    Here and without a turn yet: { $unheard }
    Nobody is here from: { $missing }{ $speakers ->
        [0] {""}
        [one]
            {""}
            One turn of a listed speaker is counted apart.
       *[other]
            {""}
            { $speakers } turns of listed speakers are counted apart.
    }
balance-dimension =
    {""}**{ $dimension }**
    { $rows }
balance-row = { $value }: { $turns ->
    [one] one turn
   *[other] { $turns } turns
}, { $airtime }; { $present } here, { $asked } asked
balance-short =
    {""}**Turns so far**
    { $rows }
balance-short-row = { $value }: { $turns ->
    [one] one turn
   *[other] { $turns } turns
}, { $present } here
few = fewer than 3
count = { $count }
none = none

refused-why-others = Only moderators can ask about others. About yourself: { $why }.
