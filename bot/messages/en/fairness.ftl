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

refused-why-others = Only moderators can ask about others.

rule-changed = { $name ->
    [own] From now on the floor is shared as it was when the meeting opened.
    [first-voices] From now on, speaking again counts more for one's group, so those who have not spoken come sooner.
    [netmundial] From now on the groups speak in rounds, first come, first served in each.
    [open-mic] From now on, speaking again in the same phase counts as two turns of one's group.
    [airtime] From now on the floor goes to the group that has had the least time.
   *[igf] From now on the groups take turns, and speaking again counts no more than speaking once.
}
rule-changed-by = { $by } changed the rule to { $name }.
corrected-rule = Correction: that change was taken back, and the floor is shared as it was before.
third-turn = { $name } has a third turn in this phase, and { $count ->
    [one] one person who waits has had none. Another rule lets them come sooner.
   *[other] { $count } people who wait have had none. Another rule lets them come sooner.
}
done-rule = The rule is { $name } from now on.
refused-rule-same = The rule is { $name } already, so nothing changed.
refused-rule = { $why ->
    [unit] { $name } does not count turns and time as this meeting does, so nothing changed.
   *[groups] { $name } does not look at the same groups as this meeting, so nothing changed.
} { $count ->
    [0] There is no other rule to change to.
    [one] You can change to one other.
   *[other] You can change to { $count } others.
}
