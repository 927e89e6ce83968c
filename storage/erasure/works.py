"""What somebody did in a group: what goes with them, and what stays without saying whose it was."""

from collections.abc import Collection

from sqlalchemy import ColumnElement, Connection, Table, delete, or_, select, update

from bot.domain.plan import GROUP
from bot.ports.store import FORGETTING, Works
from storage.groups.records import TABLES
from storage.tables import (
    action_item,
    comment,
    copy,
    due,
    free_text,
    going,
    impact,
    impact_review,
    invite_code,
    key_date,
    member,
    question,
    resource,
    signature,
    statement,
    statement_reminder,
    statement_version,
    utterance,
    working_group,
)

RESOURCE, ACTION, DATE, MEMBER = "resource", "actionitem", "keydate", "member"
STATEMENT, VERSION, COMMENT = "statement", "statementversion", "comment"
"""What texts and due moments of rows begin with (see bot.domain.group.rows.text_id)."""


def works_of(connection: Connection, meeting: str, people: Collection[int]) -> Works:
    """What there is; in a meeting nothing."""
    if not meeting.startswith(GROUP):
        return Works()

    def numbers(table: Table, *where: ColumnElement[bool]) -> tuple[int, ...]:
        its = select(table.c.number).where(table.c.meeting == meeting, *where).order_by(table.c.number)
        return tuple(connection.scalars(its))

    c = action_item.c
    wrote, owns = c.author.in_(people), c.owner.in_(people)
    return Works(
        numbers(resource, resource.c.author.in_(people)),
        numbers(action_item, wrote, or_(owns, c.owner.is_(None))),
        numbers(action_item, wrote, c.owner.is_not(None), ~owns),
        numbers(action_item, owns, or_(c.author.is_(None), ~wrote)),
        numbers(key_date, key_date.c.author.in_(people)),
        numbers(going, going.c.person.in_(people)),
        numbers(invite_code, invite_code.c.by.in_(people)),
        numbers(question, question.c.person.in_(people)),
        numbers(impact, impact.c.author.in_(people)),
        numbers(impact_review, impact_review.c.person.in_(people)),
        numbers(statement, statement.c.author.in_(people)),
        numbers(statement_version, statement_version.c.author.in_(people)),
        _comments(connection, meeting, people),
        numbers(signature, signature.c.person.in_(people)),
        numbers(statement_reminder, statement_reminder.c.person.in_(people)),
        numbers(utterance, utterance.c.person.in_(people)),
        bool(numbers(member, member.c.number.in_(people))),
    )


def _comments(connection: Connection, meeting: str, people: Collection[int]) -> tuple[int, ...]:
    """Who gave one in private is known by its text alone."""
    c = free_text.c
    own = (c.meeting == meeting) & c.person.in_(people) & c.id.startswith(f"{COMMENT}/", autoescape=True)
    return tuple(sorted(int(id.split("/")[1]) for id in connection.scalars(select(c.id).where(own))))


def staying(works: Works) -> ColumnElement[bool]:
    """The texts that stay, though their author goes: others go by them."""
    ids = [f"{DATE}/{number}/" for number in works.dates]
    ids += [f"{ACTION}/{number}/" for number in works.taken]
    ids += [f"{STATEMENT}/{number}/" for number in works.statements]
    ids += [f"{VERSION}/{number}/" for number in works.versions]
    return (
        or_(*(free_text.c.id.startswith(id, autoescape=True) for id in ids)) if ids else free_text.c.id == ""
    )


def erase_works(connection: Connection, meeting: str, people: Collection[int], works: Works) -> None:
    """Take away what goes, with its texts and moments; free what stays of its author."""

    def drop(table: Table, numbers: Collection[int], kind: str) -> None:
        where = (table.c.meeting == meeting) & table.c.number.in_(numbers)
        connection.execute(delete(table).where(where))
        for number in numbers:
            texts = free_text.c.id.startswith(f"{kind}/{number}/", autoescape=True)
            connection.execute(delete(free_text).where(free_text.c.meeting == meeting, texts))
            moment = (due.c.owner == kind) & (due.c.id == f"{meeting} {number}")
            connection.execute(delete(due).where(moment))

    def free(table: Table, numbers: Collection[int], field: str) -> None:
        where = (table.c.meeting == meeting) & table.c.number.in_(numbers)
        connection.execute(update(table).where(where).values(**{field: None}))

    free(action_item, works.freed, "owner")
    free(action_item, works.taken, "author")
    free(key_date, works.dates, "author")
    free(statement, works.statements, "author")
    free(statement_version, works.versions, "author")
    its = (working_group.c.meeting == meeting) & working_group.c.author.in_(people)
    connection.execute(update(working_group).where(its).values(author=None))
    own = (free_text.c.meeting == meeting) & free_text.c.person.in_(people) & staying(works)
    connection.execute(update(free_text).where(own).values(person=None))
    drop(resource, works.resources, RESOURCE)
    drop(action_item, works.actions, ACTION)
    drop(going, works.going, "going")
    drop(invite_code, works.codes, "invitecode")
    drop(question, works.questions, "question")
    drop(impact_review, works.reviews, "impactreview")
    drop(impact, works.impacts, "impact")
    of_theirs = (impact_review.c.meeting == meeting) & impact_review.c.impact.in_(works.impacts)
    connection.execute(delete(impact_review).where(of_theirs))
    drop(comment, works.comments, COMMENT)
    drop(signature, works.signatures, "signature")
    drop(statement_reminder, works.reminders, "statementreminder")
    _erase_relayed(connection, meeting, people)
    drop(member, people if works.member else (), MEMBER)


def _erase_relayed(connection: Connection, meeting: str, people: Collection[int]) -> None:
    """What a relay knows of their words, and that others answered them."""
    said = (utterance.c.meeting == meeting) & utterance.c.person.in_(people)
    taken = copy.c.utterance.in_(select(utterance.c.number).where(said))
    copied = select(copy.c.message).where(copy.c.meeting == meeting, taken)
    theirs = (select(utterance.c.message).where(said), copied)
    answers = or_(*(utterance.c.reply_to.in_(each) for each in theirs))
    connection.execute(update(utterance).where(utterance.c.meeting == meeting, answers).values(reply_to=""))
    connection.execute(delete(copy).where(copy.c.meeting == meeting, taken))
    connection.execute(delete(utterance).where(said))


def erase_all_works(connection: Connection, group: str) -> None:
    """Whatever is left, whoever wrote it; numbers are not given again."""
    for table in (*TABLES.values(), free_text):
        connection.execute(delete(table).where(table.c.meeting == group))
    moments = due.c.id.startswith(f"{group} ", autoescape=True) & (due.c.owner != FORGETTING)
    connection.execute(delete(due).where(moments))
