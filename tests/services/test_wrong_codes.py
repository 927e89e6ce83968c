"""The limit on wrong codes, of one account, of one place, and of all together."""

from datetime import timedelta

from bot.services.inbound.secret import LENGTH, LETTERS
from bot.services.inbound.wrong_codes import EACH, IN_ALL, WrongCodes
from tests.support.clock import START


def test_an_account_and_a_place_have_so_many_tries_and_one_more_with_time() -> None:
    wrong = WrongCodes()
    for number in range(EACH.burst):
        assert not wrong.too_many(["ana", "hall"], START)
        wrong.add(["ana", "hall"], START + timedelta(seconds=number))
    assert wrong.too_many(["ana", "lobby"], START)
    assert wrong.too_many(["ben", "hall"], START)
    assert not wrong.too_many(["ben", "lobby"], START)
    assert not wrong.too_many(["ana", "hall"], START + EACH.refill)


def test_many_accounts_have_no_more_tries_than_a_few() -> None:
    wrong, now, tried = WrongCodes(), START, 0
    for number in range(2000):
        now = START + timedelta(seconds=number / 10)
        if not wrong.too_many([number], now):
            wrong.add([number], now)
            tried += 1
    assert tried == IN_ALL.burst + (now - START) // IN_ALL.refill
    assert not wrong.too_many(["ana"], now + IN_ALL.refill)


def test_at_the_limit_nobody_guesses_in_a_year() -> None:
    tries = IN_ALL.burst + timedelta(days=365) // IN_ALL.refill
    assert tries / len(LETTERS) ** (2 * LENGTH) < 1e-16
