### Seeing that it is fair.

why-not-me =
    The floor goes to the group whose last turn is longest ago.
    { $groups }
    { $place ->
        [0] { $name } ({ $group }) is not called at the moment.
        [one] { $name } ({ $group }) is next.
       *[other] { $name } ({ $group }) has place { $place }.
    }{ $ahead ->
        [0] {""}
        [one] {" "}One person of the same group is before.
       *[other] {" "}{ $ahead } people of the same group are before.
    }
standing = { $group }: { $since ->
    [0] had the last turn
    [one] last turn one turn ago
   *[other] last turn { $since } turns ago
}; { $waiting } waiting
standing-unheard = { $group }: not heard yet; { $waiting } waiting

balance =
    { $tables }
    Here and not heard yet: { $unheard }
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
