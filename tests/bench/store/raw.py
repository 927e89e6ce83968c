"""The baseline: the same inserts by the bare driver, as durable, a transaction a command.

A script of its own that imports nothing of the product: python raw.py ADDRESS FILE, where each line of the
file is one transaction, [[statement, parameters], ...]. Says "ready", waits for a line, says the seconds.
"""

import json
import sqlite3
import sys
from collections.abc import Callable
from pathlib import Path
from time import perf_counter
from typing import Any

import psycopg

Run = Callable[[str, Any], object]
PRAGMAS = ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "secure_delete=ON")


def main(address: str, file: str) -> None:
    transactions = [json.loads(line) for line in Path(file).read_text().splitlines()]
    if address.startswith("postgresql"):
        with psycopg.connect(address, autocommit=True) as connection:
            _measure(transactions, lambda sql, values: connection.execute(sql.encode(), values))
    else:
        file_connection = sqlite3.connect(address, isolation_level=None)
        for pragma in PRAGMAS:
            file_connection.execute(f"PRAGMA {pragma}")
        _measure(transactions, file_connection.execute)
        file_connection.close()


def _measure(transactions: list[list[list[Any]]], run: Run) -> None:
    _say("ready")
    sys.stdin.readline()
    begin = perf_counter()
    for statements in transactions:
        run("BEGIN", ())
        for sql, values in statements:
            run(sql, values)
        run("COMMIT", ())
    _say(str(perf_counter() - begin))


def _say(word: str) -> None:
    sys.stdout.write(f"{word}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])
