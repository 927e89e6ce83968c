"""What people say of a statement: in the channel by name, in private without one."""

from collections.abc import Collection

from bot.commands.group.telling import tell_group
from bot.commands.model import Command, Kind, Outcome, Parameter, Request, When, Who
from bot.commands.statement.finding import found_open, numbered
from bot.domain.group.rows import text_id
from bot.domain.meeting.decision import Change, Keep, StoreText
from bot.domain.meeting.state import Meeting
from bot.domain.message import CommandText, Refusal, refuse, say
from bot.domain.statement.rows import Comment
from bot.domain.statement.rules import LONGEST_COMMENT, MOST_COMMENTS, MOST_COMMENTS_OF_ONE, unseen
from bot.views.statement.statements import commented


def on_comment(group: Meeting, request: Request) -> Outcome | Refusal:
    """Whose it is stands in no row where it is not told, and goes with its text."""
    number, words = numbered(request.text("text") or "")
    words = words.strip()
    if not number or not words:
        return refuse("refused-comment-form", example=CommandText("comment 1 | What I think of it"))
    if len(words) > LONGEST_COMMENT:
        return refuse("refused-long-words", most=LONGEST_COMMENT)
    statement = found_open(request, number)
    if isinstance(statement, Refusal):
        return statement
    rows, own = request.records.all(Comment, statement=statement.number), request.asker.person
    theirs = own_comments(group, request)
    if len(rows) >= MOST_COMMENTS or sum(each.number in theirs for each in rows) >= MOST_COMMENTS_OF_ONE:
        return refuse("refused-comment-most", most=MOST_COMMENTS, own=MOST_COMMENTS_OF_ONE)
    named = not request.asker.direct and not unseen(group, own)
    row = Comment(request.records.next_number(Comment), statement.number, own if named else None, request.now)
    change = Change((), (Keep(row), StoreText(text_id(row, "text"), own, words)))
    told = tell_group(group, request, commented(statement, row))
    answer = say("comment-kept", number=statement.number, named="yes" if named else "no")
    return Outcome(answer, change, told)


def own_comments(group: Meeting, request: Request) -> Collection[int]:
    """The numbers of all comments of whoever asks: of those given in private their words alone know it."""
    known = request.everywhere()
    return [number for each in known if each.id == group.plan.id for number in each.traces.works.comments]


COMMENT = Command(
    "comment",
    Who.MEMBER,
    When.AFTER,
    on_comment,
    (Parameter("text", Kind.TEXT, required=True),),
    alone=True,
    forms=("comment 3 | TEXT",),
)
