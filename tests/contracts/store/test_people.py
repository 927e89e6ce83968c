"""Names, accounts and free texts stand in one place."""

from collections.abc import Callable, Sequence
from datetime import timedelta
from functools import partial

import pytest
from sqlalchemy.exc import IntegrityError

from bot.domain.identity import Identity, Place
from bot.ports.store import Account, Arrival, Profile, Store, Transaction, Written
from tests.contracts.store.samples import NOON

ANA = Profile(1, "Ana", "platform", "pt")
GUEST = Profile(2, None, "guest")
ANA_THERE = Identity("matrix", "@ana:example.org")


def two(tx: Transaction) -> None:
    tx.people.add("m", GUEST, None)
    tx.people.add("m", ANA, ANA_THERE)


async def test_profiles_by_number(store: Store) -> None:
    await store.write(two)
    assert await store.read(lambda tx: dict(tx.people.profiles("m"))) == {1: ANA, 2: GUEST}
    assert await store.read(lambda tx: dict(tx.people.profiles("other"))) == {}


async def test_only_those_who_are_wanted(store: Store) -> None:
    await store.write(two)
    await store.write(lambda tx: tx.people.see("m", ANA_THERE, Place("matrix", "!room")))
    assert await store.read(lambda tx: dict(tx.people.profiles("m", {2, 9}))) == {2: GUEST}
    assert await store.read(lambda tx: dict(tx.people.profiles("m", ()))) == {}
    [account] = await store.read(lambda tx: tx.people.accounts("m", [1]))
    assert (account.identity, account.seen) == (ANA_THERE, frozenset({Place("matrix", "!room")}))
    assert await store.read(lambda tx: tx.people.accounts("m", [2])) == []


async def test_an_account_is_one_person_in_each_meeting(store: Store) -> None:
    await store.write(two)
    await store.write(lambda tx: tx.people.add("n", Profile(7, "A.", "chosen"), ANA_THERE))
    assert await store.read(lambda tx: tx.people.person("m", ANA_THERE)) == 1
    assert await store.read(lambda tx: tx.people.person("n", ANA_THERE)) == 7
    assert await store.read(lambda tx: tx.people.person("m", Identity("discord", ANA_THERE.id))) is None
    assert await store.read(lambda tx: tx.people.accounts("m")) == [Account(ANA_THERE, 1, language="pt")]


async def test_renaming_changes_one_person_alone(store: Store) -> None:
    await store.write(two)
    await store.write(lambda tx: tx.people.rename("m", 2, "Li", "chosen"))
    profiles = await store.read(lambda tx: tx.people.profiles("m"))
    assert dict(profiles) == {1: ANA, 2: Profile(2, "Li", "chosen")}


async def test_the_meeting_last_used(store: Store) -> None:
    assert await store.read(lambda tx: tx.people.used(ANA_THERE)) is None
    await store.write(lambda tx: tx.people.use(ANA_THERE, "m", NOON))
    await store.write(lambda tx: tx.people.use(ANA_THERE, "n", NOON))
    assert await store.read(lambda tx: tx.people.used(ANA_THERE)) == "n"
    assert await store.read(lambda tx: tx.people.used(Identity("discord", ANA_THERE.id))) is None
    assert await store.read(lambda tx: tx.people.known()) == {ANA_THERE}


async def test_texts_by_id_and_only_those_that_are_there(store: Store) -> None:
    await store.write(lambda tx: tx.people.keep_text("m", "t1", 1, "Who pays?"))
    await store.write(lambda tx: tx.people.keep_text("m", "t2", None, "=1+1\n🙂"))
    await store.write(lambda tx: tx.people.keep_text("n", "t3", None, "elsewhere"))
    found = await store.read(lambda tx: dict(tx.people.texts("m", ["t2", "t1", "t3", "t4"])))
    assert found == {"t1": "Who pays?", "t2": "=1+1\n🙂"}
    assert await store.read(lambda tx: dict(tx.people.texts("m", []))) == {}


async def test_what_no_database_can_hold_is_replaced(store: Store) -> None:
    await store.write(lambda tx: tx.people.keep_text("m", "t", None, "a\0b\ud83dc\udc00"))
    await store.write(lambda tx: tx.people.add("m", Profile(1, "\udfffX", "chosen"), None))
    found = await store.read(lambda tx: tx.people.texts("m", ["t"])["t"])
    name = await store.read(lambda tx: tx.people.profiles("m")[1].name)
    assert (found, name) == ("a\ufffdb\ufffdc\ufffd", "\ufffdX")


async def test_two_that_are_one_have_the_accounts_and_texts_of_both(store: Store) -> None:
    guest_there = Identity("discord", "7")
    await store.write(two)
    await store.write(lambda tx: tx.people.add("m", Profile(3, "Li", "chosen"), guest_there))
    await store.write(lambda tx: tx.people.add("n", Profile(3, "Bo", "chosen"), guest_there))
    await store.write(lambda tx: tx.people.keep_text("m", "t", 3, "Who pays?"))
    await store.write(lambda tx: tx.people.merge("m", 1, 3))
    assert await store.read(lambda tx: dict(tx.people.profiles("m"))) == {1: ANA, 2: GUEST}
    assert await store.read(lambda tx: tx.people.accounts("m")) == [
        Account(guest_there, 1, language="pt"),
        Account(ANA_THERE, 1, language="pt"),
    ]
    assert await store.read(lambda tx: dict(tx.people.texts("m", ["t"]))) == {"t": "Who pays?"}
    assert await store.read(lambda tx: tx.people.person("n", guest_there)) == 3


async def test_a_walk_up_without_an_account_becomes_one_with_another(store: Store) -> None:
    await store.write(two)
    await store.write(lambda tx: tx.people.merge("m", 1, 2))
    assert await store.read(lambda tx: dict(tx.people.profiles("m"))) == {1: ANA}
    await store.write(lambda tx: tx.people.merge("m", 1, 2))
    assert await store.read(lambda tx: tx.people.accounts("m")) == [Account(ANA_THERE, 1, language="pt")]


async def test_an_account_is_seen_where_it_acted_and_nowhere_else(store: Store) -> None:
    hall, room = Place("matrix", "!hall"), Place("matrix", "!room")
    await store.write(two)
    assert await store.read(lambda tx: tx.people.account("m", ANA_THERE)) == Account(
        ANA_THERE, 1, language="pt"
    )
    await store.write(lambda tx: tx.people.see("m", ANA_THERE, hall))
    for _ in range(2):
        await store.write(lambda tx: tx.people.see("m", ANA_THERE, room))
    await store.write(lambda tx: tx.people.see("n", ANA_THERE, Place("matrix", "!other")))
    seen = Account(ANA_THERE, 1, frozenset({hall, room}), language="pt")
    assert await store.read(lambda tx: tx.people.account("m", ANA_THERE)) == seen
    assert await store.read(lambda tx: tx.people.accounts("m")) == [seen]
    assert await store.read(lambda tx: tx.people.account("m", Identity("matrix", "@li:example.org"))) is None


async def test_each_account_says_by_itself_that_it_goes_on(store: Store) -> None:
    other = Identity("discord", "7")
    await store.write(two)
    await store.write(lambda tx: tx.people.add("m", Profile(3, "Li", "chosen"), other))
    await store.write(lambda tx: tx.people.merge("m", 1, 3))
    await store.write(lambda tx: tx.people.stay("m", ANA_THERE))
    assert await store.read(lambda tx: {a.identity: a.stays for a in tx.people.accounts("m")}) == {
        other: False,
        ANA_THERE: True,
    }
    await store.write(lambda tx: tx.people.stay("m", other))
    await store.write(lambda tx: tx.people.unstay("m", 1))
    assert not await store.read(lambda tx: any(a.stays for a in tx.people.accounts("m")))


async def test_an_account_that_leaves_is_a_participant_of_its_own(store: Store) -> None:
    other = Identity("discord", "7")
    await store.write(two)
    await store.write(lambda tx: tx.people.add("m", Profile(3, "Li", "chosen"), other))
    await store.write(lambda tx: tx.people.merge("m", 1, 3))
    await store.write(lambda tx: tx.people.split("m", other, Profile(4, None, "guest")))
    assert await store.read(lambda tx: tx.people.person("m", other)) == 4
    assert await store.read(lambda tx: tx.people.person("m", ANA_THERE)) == 1
    profiles = await store.read(lambda tx: dict(tx.people.profiles("m")))
    assert profiles == {1: ANA, 2: GUEST, 4: Profile(4, None, "guest")}


async def test_another_version_of_a_text_and_none(store: Store) -> None:
    await store.write(lambda tx: tx.people.keep_text("m", "t1", 1, "Who pays?"))
    await store.write(lambda tx: tx.people.keep_text("n", "t2", None, "elsewhere"))
    await store.write(lambda tx: tx.people.revise_text("m", "t1", "Who pays, and why?"))
    assert await store.read(lambda tx: dict(tx.people.texts("m", ["t1"]))) == {"t1": "Who pays, and why?"}
    await store.write(lambda tx: tx.people.revise_text("m", "t1", None))
    await store.write(lambda tx: tx.people.revise_text("m", "t2", None))
    assert await store.read(lambda tx: dict(tx.people.texts("m", ["t1"]))) == {}
    assert await store.read(lambda tx: dict(tx.people.texts("n", ["t2"]))) == {"t2": "elsewhere"}


async def test_whose_text_stands_in_a_message(store: Store) -> None:
    await store.write(lambda tx: tx.people.keep_text("m", "t1", 1, "Who pays?"))
    await store.write(lambda tx: tx.people.keep_text("n", "t2", None, "elsewhere"))
    found = await store.read(lambda tx: [tx.people.written(id) for id in ("t1", "t2", "t3")])
    assert found == [Written("m", 1), Written("n", None), None]


async def test_a_language_is_a_persons_and_told_with_each_account(store: Store) -> None:
    await store.write(two)
    await store.write(lambda tx: tx.people.choose_language("m", 1, "fr"))
    assert await store.read(lambda tx: tx.people.profiles("m")[1].language) == "fr"
    assert await store.read(lambda tx: tx.people.account("m", ANA_THERE)) == Account(
        ANA_THERE, 1, language="fr"
    )


async def test_names_that_look_alike_are_found_whatever_becomes_of_them(store: Store) -> None:
    def alike(name: str) -> Callable[[Transaction], Sequence[int]]:
        return lambda tx: tx.people.alike("m", name)

    def fill(tx: Transaction) -> None:
        names = ("Ana", "\u0410n\u0430", "\u0391NA", "Ben", None, "??", "lll", "a\0\ud83d")
        for number, name in enumerate(names, 1):
            tx.people.add("m", Profile(number, name, "chosen"), None)
        tx.people.add("n", Profile(1, "Ben", "chosen"), None)

    await store.write(fill)
    assert await store.read(alike("ANA")) == [1, 2, 3]
    assert await store.read(alike("ben ")) == [4]
    assert await store.read(alike("\u2026")) == [6], "what shows no letter looks like what shows none"
    assert await store.read(alike("III")) == [7]
    assert await store.read(alike("a\0\ud83d")) == [8]
    assert await store.read(alike("Anabel")) == []
    await store.write(lambda tx: tx.people.rename("m", 2, "Cy", "chosen"))
    await store.write(lambda tx: tx.people.rename("m", 3, None, "guest"))
    assert await store.read(alike("Ana")) == [1]
    assert await store.read(alike("CY")) == [2]
    await store.write(lambda tx: tx.people.merge("m", 2, 1))
    assert await store.read(alike("Ana")) == []


LI, LI_THERE = Profile(3, "Li", "platform"), Identity("discord", "li")


async def test_accounts_are_read_ahead_with_another(store: Store) -> None:
    await store.write(two)
    await store.write(lambda tx: tx.people.add("m", LI, LI_THERE))

    def read(tx: Transaction) -> tuple[Account | None, Sequence[Account]]:
        return tx.people.account("m", LI_THERE, {1, 2, 9}), tx.people.accounts("m", {1, 2})

    assert await store.read(read) == (Account(LI_THERE, 3), [Account(ANA_THERE, 1, language="pt")])


async def test_whoever_is_unknown_has_no_account_though_others_are_read_ahead(store: Store) -> None:
    await store.write(two)
    assert await store.read(lambda tx: tx.people.account("m", LI_THERE, {1})) is None
    assert await store.read(lambda tx: tx.people.account("n", ANA_THERE, {1})) is None


@pytest.mark.parametrize(
    "change",
    [
        lambda tx: tx.people.add("m", Profile(4, None, "guest"), LI_THERE),
        lambda tx: tx.people.arrive("m", Profile(4, None, "guest"), Arrival(LI_THERE, None, NOON)),
        lambda tx: tx.people.add_account("m", Account(LI_THERE, 1)),
        lambda tx: tx.people.choose_language("m", 1, "es"),
        lambda tx: tx.people.merge("m", 2, 1),
        lambda tx: tx.people.split("m", ANA_THERE, Profile(4, None, "guest")),
        lambda tx: tx.people.see("m", ANA_THERE, Place("matrix", "!room")),
        lambda tx: tx.people.stay("m", ANA_THERE),
        lambda tx: tx.people.use(ANA_THERE, "m", NOON),
        lambda tx: tx.erasing.erase(tx.erasing.traces("m", 1), NOON),
    ],
)
async def test_what_was_read_ahead_is_read_anew_after_a_change(
    store: Store, change: Callable[[Transaction], None]
) -> None:
    await store.write(two)

    def read(tx: Transaction) -> Sequence[Account]:
        tx.people.account("m", ANA_THERE, {1, 2, 4})
        change(tx)
        return tx.people.accounts("m", {1, 2, 4})

    changed = await store.write(read)
    assert changed == await store.read(lambda tx: tx.people.accounts("m", {1, 2, 4}))
    assert changed != [Account(ANA_THERE, 1, language="pt")]


async def test_nobody_stays_any_more_whose_account_was_read_ahead(store: Store) -> None:
    await store.write(two)
    await store.write(lambda tx: tx.people.stay("m", ANA_THERE))

    def read(tx: Transaction) -> Sequence[Account]:
        tx.people.account("m", ANA_THERE, {1})
        tx.people.unstay("m", 1)
        return tx.people.accounts("m", {1})

    assert [account.stays for account in await store.write(read)] == [False]


ROOM = Place("discord", "room")


async def test_a_newcomer_is_there_with_their_account_seen_in_the_room_and_using_the_meeting(
    store: Store,
) -> None:
    await store.write(two)
    await store.write(lambda tx: tx.people.arrive("m", LI, Arrival(LI_THERE, ROOM, NOON)))
    assert await store.read(lambda tx: tx.people.profiles("m", {3})) == {3: LI}
    account = Account(LI_THERE, 3, frozenset({ROOM}), used=NOON)
    assert await store.read(lambda tx: tx.people.account("m", LI_THERE)) == account
    assert await store.read(lambda tx: tx.people.used(LI_THERE)) == "m"
    assert await store.read(lambda tx: tx.people.accounts("m", {1})) == [Account(ANA_THERE, 1, language="pt")]


async def test_whoever_comes_by_a_direct_chat_is_seen_nowhere(store: Store) -> None:
    guest = Profile(3, None, "guest", "fr")
    assert await store.write(lambda tx: tx.people.arrive("m", guest, Arrival(LI_THERE, None, NOON))) == []
    assert await store.read(lambda tx: tx.people.profiles("m")) == {3: guest}
    assert await store.read(lambda tx: tx.people.account("m", LI_THERE)) == Account(
        LI_THERE, 3, language="fr", used=NOON
    )


async def test_a_newcomer_may_have_been_seen_before_and_have_used_another_meeting(store: Store) -> None:
    await store.write(lambda tx: tx.people.use(LI_THERE, "n", NOON - timedelta(days=1)))
    await store.write(lambda tx: tx.people.see("m", LI_THERE, ROOM))
    await store.write(lambda tx: tx.people.arrive("m", LI, Arrival(LI_THERE, ROOM, NOON)))
    account = Account(LI_THERE, 3, frozenset({ROOM}), used=NOON)
    assert await store.read(lambda tx: tx.people.account("m", LI_THERE)) == account


async def test_a_newcomer_is_told_whose_names_are_like_theirs(store: Store) -> None:
    for number, name in ((1, "Ana"), (2, "Ben"), (5, "ANA")):
        await store.write(partial(_named, number=number, name=name))
    await store.write(lambda tx: tx.people.add("n", Profile(9, "Ana", "platform"), None))
    other = Profile(6, "ana", "platform")
    alike = await store.write(lambda tx: tx.people.arrive("m", other, Arrival(LI_THERE, ROOM, NOON)))
    assert sorted(alike) == [1, 5]


def _named(tx: Transaction, number: int, name: str) -> None:
    tx.people.add("m", Profile(number, name, "platform"), None)


async def test_nothing_of_a_newcomer_is_kept_whose_number_is_taken(store: Store) -> None:
    await store.write(two)
    taken = Profile(1, "Li", "platform")
    with pytest.raises(IntegrityError):
        await store.write(lambda tx: tx.people.arrive("m", taken, Arrival(LI_THERE, ROOM, NOON)))
    assert await store.read(lambda tx: tx.people.used(LI_THERE)) is None
