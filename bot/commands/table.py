"""The one table of commands: every platform, the help and the guides are made from it.

Each command is declared beside its handler; here stands the order in which help shows them.
"""

from bot.commands.group import actions, dates, exporting, relay, resources
from bot.commands.group.confirming import confirming
from bot.commands.group.informing import digest, members, timezone
from bot.commands.group.people import coordinators, excluding, invitations
from bot.commands.impact import impact
from bot.commands.minutes import minutes
from bot.commands.model import Command
from bot.commands.moderators import (
    adding,
    floor,
    hall,
    lifecycle,
    overrides,
    phases,
    queue_control,
    rehearsal,
    rule,
    telling,
    waiting_list,
)
from bot.commands.organisers import setup
from bot.commands.participants import (
    afterwards,
    agenda,
    fairness,
    language,
    linking,
    profile,
    queue,
    queue_list,
    report,
    turn,
)
from bot.commands.participants.help import explaining
from bot.commands.privacy import conduct, own_data, retention
from bot.commands.statement import commenting, signing, statements
from bot.commands.wg import working_groups

_IN_ORDER = (
    queue.JOIN,
    queue.WITHDRAW,
    queue.LATER,
    queue.AWAY,
    queue.READY,
    profile.IDENTIFY,
    profile.NAME,
    queue.POSITION,
    fairness.WHY,
    fairness.BALANCE,
    linking.LINK,
    language.LANGUAGE,
    profile.WHOAMI,
    queue_list.QUEUE,
    turn.DONE,
    agenda.AGENDA,
    report.REPORT,
    minutes.NOTE,
    minutes.MINUTES,
    afterwards.STAY,
    afterwards.UNSTAY,
    resources.RESOURCE,
    actions.ACTION,
    conduct.CONDUCT,
    own_data.MYDATA,
    own_data.FORGETME,
    dates.DATE,
    impact.IMPACT,
    members.MEMBERS,
    digest.DIGEST,
    timezone.TIMEZONE,
    invitations.REDEEM,
    invitations.INVITE,
    working_groups.WG,
    exporting.EXPORT,
    statements.STATEMENT,
    commenting.COMMENT,
    signing.SIGN,
    signing.UNSIGN,
    coordinators.HANDOVER,
    coordinators.COORDINATOR,
    excluding.EXCLUDE,
    excluding.READMIT,
    relay.RELAY,
    retention.KEEP,
    retention.RETENTION,
    agenda.MEETING,
    lifecycle.OPEN,
    phases.START,
    floor.NEXT,
    waiting_list.WAITING,
    waiting_list.ABOUT,
    overrides.ABSENT,
    overrides.SKIP,
    queue_control.REMOVE,
    adding.WORDS,
    overrides.PICK,
    overrides.SPEAKER,
    overrides.MORE,
    overrides.REGROUP,
    rule.RULE,
    phases.PHASE,
    hall.WALKUP,
    hall.NAMETAG,
    hall.KEYPAD,
    telling.ANNOUNCE,
    telling.TELL,
    rehearsal.REHEARSE,
    floor.UNDO,
    lifecycle.CLOSE,
    lifecycle.RETRY,
    setup.SETUP,
)


def commands() -> tuple[Command, ...]:
    """Every command there is."""
    return (*_IN_ORDER, confirming(_IN_ORDER), explaining(_IN_ORDER))
