"""The verbs, each brought in only when it is called: one that asks no platform must not wait for any.

What stands here is what `evenfloor --help` says of each.
"""

from collections.abc import Callable, Mapping
from typing import Final

Verb = Callable[..., None]


def check() -> Verb:
    """Name every problem of the configuration and the meeting files, each with its place and the mend."""
    from bot.cli.check import check

    return check


def invitation() -> Verb:
    """Write the invitation to a meeting."""
    from bot.cli.invitation.verb import invitation

    return invitation


def run() -> Verb:
    """Serve the meetings until stopped (SIGTERM or Ctrl-C)."""
    from bot.cli.run import run

    return run


def demo() -> Verb:
    """Play a meeting with invented participants; no account and no network is needed."""
    from bot.cli.demo import demo

    return demo


def matrix_demo() -> Verb:
    """Hold a meeting on a homeserver of its own, for you to look in; nothing of it is kept."""
    from bot.cli.matrix_demo.verb import matrix_demo

    return matrix_demo


def migrate() -> Verb:
    """Create the database, or bring it up to date with this version of the program."""
    from bot.cli.database.migrate import migrate

    return migrate


def backup() -> Verb:
    """Write everything into a file, also while the bot runs. Keep it as carefully as the database."""
    from bot.cli.database.backup import backup

    return backup


def restore() -> Verb:
    """Bring a backup into a database with nothing in it, of whichever kind; made if there is none."""
    from bot.cli.database.backup import restore

    return restore


def export() -> Verb:
    """Write one meeting with all that belongs to it; it stays in the database."""
    from bot.cli.database.export import export

    return export


def import_meeting() -> Verb:
    """Bring a meeting that was exported into the database; one that is there already is left alone."""
    from bot.cli.database.export import import_meeting

    return import_meeting


def erase() -> Verb:
    """Erase one participant: name, accounts, texts, messages to them. The order of turns and counts stay."""
    from bot.cli.database.erase import erase

    return erase


def setup_code() -> Verb:
    """Make a code with which somebody can set up one meeting in a chat. It works once, for 24 hours."""
    from bot.cli.database.setup_code import setup_code

    return setup_code


def meetings() -> Verb:
    """List the meetings: those of files, and those that were set up in a chat."""
    from bot.cli.database.planned import meetings

    return meetings


def meeting() -> Verb:
    """Write a meeting that was set up in a chat as a meeting file, or remove one that was not opened yet."""
    from bot.cli.database.planned import meeting

    return meeting


def identity() -> Verb:
    """Say whether the bot's Matrix device is signed, as some clients demand in encrypted chats."""
    from bot.cli.identity import identity

    return identity


def balance() -> Verb:
    """Say which groups and regions are missing among the speakers, and among those who have identified."""
    from bot.cli.balance import balance

    return balance


def minutes() -> Verb:
    """Write the minutes of a meeting, counted from its log; who agreed is named, small counts are hidden."""
    from bot.cli.database.minutes import minutes

    return minutes


def traffic() -> Verb:
    """Print a past meeting as JSON Lines, people as numbers; what was undone is left out."""
    from bot.cli.traffic import traffic

    return traffic


def order() -> Verb:
    """Work out the order of calls: exits with 0 if all agree, 1 if one differs, 2 if one is malformed."""
    from bot.cli.order import order

    return order


def simulate() -> Verb:
    """Compare this rule with others: shares, runs, gaps, waits and voices."""
    from bot.cli.simulate import simulate

    return simulate


VERBS: Final[Mapping[str, Callable[[], Verb]]] = {
    "check": check,
    "setup-code": setup_code,
    "meetings": meetings,
    "meeting": meeting,
    "invitation": invitation,
    "run": run,
    "demo": demo,
    "matrix-demo": matrix_demo,
    "migrate": migrate,
    "backup": backup,
    "restore": restore,
    "export": export,
    "import": import_meeting,
    "erase": erase,
    "identity": identity,
    "balance": balance,
    "minutes": minutes,
    "traffic": traffic,
    "order": order,
    "simulate": simulate,
}
"""In the order in which they are needed."""
