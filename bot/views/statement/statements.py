"""Joint statements, their versions and what people say of them."""

from collections.abc import Sequence

from bot.domain.calendar.values import When, in_full
from bot.domain.group.rows import text_id
from bot.domain.message import (
    Argument,
    FileRef,
    LinkRef,
    Listing,
    Message,
    Name,
    Offer,
    TextRef,
    attaching,
    offering,
    say,
)
from bot.domain.statement.rows import Comment, Statement, StatementVersion
from bot.domain.statement.rules import SHOWN
from bot.views.pages import Page

LIST = Offer("statement list", say("offer-statement-list"), "main")


def title(statement: Statement) -> TextRef:
    """What it is called."""
    return TextRef(text_id(statement, "title"))


def deadline(statement: Statement) -> Message:
    """In full."""
    return in_full(When(statement.deadline, statement.zone, statement.whole_day))


def words(version: StatementVersion) -> Argument:
    """Its text as far as a message shows it, or its link."""
    if version.linked:
        return LinkRef(text_id(version, "text"))
    if version.length <= SHOWN:
        return TextRef(text_id(version, "text"))
    return say("statement-start", start=TextRef(text_id(version, "start")), length=version.length)


def file(statement: Statement, what: str) -> FileRef:
    """The text of a version, by its number; or with who signed it, as "md" or "html"."""
    return FileRef("statement", f"{statement.number} {what}")


def announced(statement: Statement, version: StatementVersion) -> Message:
    """What the group is told of a new text, with what can be done about it."""
    key = "statement-new" if version.version == 1 else "statement-revised"
    message = say(
        key,
        number=statement.number,
        title=title(statement),
        version=version.version,
        text=words(version),
        deadline=deadline(statement),
    )
    return offering(attaching(message, file(statement, str(version.version))), *steps(statement))


def steps(statement: Statement) -> tuple[Offer, ...]:
    """What anybody can do about an open one."""
    number = statement.number
    return (
        Offer(f"sign {number}", say("offer-sign", number=number), "main"),
        Offer(f"comment {number} |", say("offer-comment", number=number), asks=True),
        Offer(f"statement remind {number}", say("offer-statement-remind", number=number)),
    )


def anew(statement: Statement) -> Message:
    """What those are told who signed what has been revised."""
    told = say(
        "statement-signed-earlier",
        number=statement.number,
        title=title(statement),
        version=statement.version,
    )
    signing = Offer(f"sign {statement.number}", say("offer-sign", number=statement.number), "main")
    return offering(attaching(told, file(statement, str(statement.version))), signing)


def shown(
    statement: Statement, version: StatementVersion, signed: int, comments: int, *, still: bool
) -> Message:
    """One version, with how things stand."""
    message = say(
        "statement-shown",
        number=statement.number,
        title=title(statement),
        version=version.version,
        newest=statement.version,
        state="open" if still else "final",
        text=words(version),
        deadline=deadline(statement),
        signed=signed,
        comments=comments,
    )
    said = Offer(f"statement comments {statement.number}", say("offer-statement-comments"))
    next = steps(statement) if still else (export(statement, "md"), export(statement, "html"))
    told = attaching(message, file(statement, str(version.version)))
    return offering(told, *next, *((said,) if comments else ()))


def export(statement: Statement, form: str) -> Offer:
    """A press for the final text as a file."""
    return Offer(f"statement export {statement.number} {form}", say("offer-statement-export", form=form))


def exported(statement: Statement, form: str) -> Message:
    """The final text with its signatories."""
    told = say("statement-export", number=statement.number, title=title(statement), form=form)
    return attaching(told, file(statement, form))


def final(statement: Statement, signed: int) -> tuple[Message, Message]:
    """What the channels are told at the deadline: the text with who signed it, to read and to print."""
    told = say("statement-final", number=statement.number, title=title(statement), signed=signed)
    return attaching(told, file(statement, "md")), exported(statement, "html")


def listed(statements: Sequence[Statement], page: Page, still: Sequence[Statement]) -> Message:
    """Each with its deadline, and a press that shows it."""
    shown = statements[page.begin : page.end]
    lines = Listing(tuple(_line(each, still=each in still) for each in shown), lines=True)
    more = Offer(f"statement list {page.number + 1}", say("offer-more-people"), "main")
    return offering(
        say("statement-list", lines=lines, left=page.left),
        *(
            Offer(f"statement show {each.number}", say("offer-statement-show", number=each.number))
            for each in shown
            if each in still
        ),
        *((more,) if page.left else ()),
    )


def _line(statement: Statement, *, still: bool) -> Message:
    return say(
        "statement-line",
        number=statement.number,
        title=title(statement),
        version=statement.version,
        state="open" if still else "final",
        deadline=deadline(statement),
    )


def comment_line(comment: Comment) -> Message:
    """With who said it, where that is told."""
    who: Argument = say("comment-unnamed") if comment.author is None else Name(comment.author)
    return say("comment-line", who=who, text=TextRef(text_id(comment, "text")))


def commented(statement: Statement, comment: Comment) -> Message:
    """What the group is told of a comment."""
    told = say("comment-new", number=statement.number, title=title(statement), comment=comment_line(comment))
    say_too = Offer(f"comment {statement.number} |", say("offer-comment", number=statement.number), asks=True)
    return offering(told, say_too)


def adding(statement: Statement) -> Offer:
    """A press for the next part of a long text."""
    return Offer(f"statement append {statement.number} |", say("offer-statement-append"), asks=True)
