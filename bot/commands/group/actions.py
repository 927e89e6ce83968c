"""Who does what, and by when."""

from datetime import datetime, timedelta

from msgspec import Struct

from bot.commands.group.confirming import Answer, ask
from bot.commands.group.moments import ask_which, moment_in
from bot.commands.group.telling import tell_group
from bot.commands.input.person_lookup import resolve_person
from bot.commands.model import Command, Kind, Outcome, Parameter, Request, When, Who
from bot.domain.calendar.values import Choices, in_full, precise
from bot.domain.calendar.values import When as Moment
from bot.domain.changing import replace
from bot.domain.group import actions
from bot.domain.group.rows import ActionItem, text_id
from bot.domain.meeting.decision import Change, Keep, SideEffect, StoreText, Wake
from bot.domain.meeting.group.membership import is_member
from bot.domain.meeting.state import Meeting
from bot.domain.message import (
    CommandText,
    Listing,
    Name,
    Offer,
    RawText,
    Refusal,
    TextRef,
    offering,
    refuse,
    say,
)
from bot.reactions.effects import Effect, TellPerson
from bot.views.group.actions import action_line, steps
from bot.views.pages import OF_WORDS, page_number, page_of

LONGEST = 300
"""Characters of what is to be done: a line that can be read in a list."""

MOST_OPEN = 500
MOST_GIVEN = 10
"""So many actions one person gives to others in a day: each is told alone."""

WHAT = ("add", "take", "done", "drop", "list")
LISTS = ("open", "mine", "all")


def on_action(group: Meeting, request: Request) -> Outcome | Refusal:
    """One of the things that can be done about actions."""
    text = request.text("text") or ""
    match request.text("what"):
        case "add":
            return _add(group, request, text)
        case "list" | None:
            return _list(request, text or "open")
        case what:
            return _of_one(group, request, what, text)


class _Wanted(Struct, frozen=True):
    """An action as it is asked for."""

    text: str
    owner: int | None
    when: Moment | None

    def words(self, when: str) -> str:
        """The command that asks for it and nothing else."""
        whose = f"={self.owner}" if self.owner else ""
        return f"action add {self.text} | {whose} | {when}"


def _add(group: Meeting, request: Request, text: str) -> Outcome | Refusal:
    what, who, when, *more = (" ".join(part.split()) for part in f"{text}||".split("|"))
    if not what or any(more):
        return refuse(
            "refused-action-form", example=CommandText("action add Draft a text | Ana | 15 March 2027")
        )
    if len(what) > LONGEST:
        return refuse("refused-long-words", most=LONGEST)
    owner = _owner(group, request, who)
    if isinstance(owner, Refusal) and not when:
        owner, when = (
            (None, who) if isinstance(moment_in(group, request, who), Moment | Choices) else (owner, "")
        )
    if isinstance(owner, Refusal):
        return owner
    return _by_when(group, request, _Wanted(what, owner, None), when)


def _by_when(group: Meeting, request: Request, wanted: _Wanted, when: str) -> Outcome | Refusal:
    """What has a day is said in full, and counts once its author has seen it."""
    if not when:
        return _added(group, request, wanted)
    own, read = request.asker.person or 0, moment_in(group, request, when)
    if isinstance(read, Refusal):
        return read
    if isinstance(read, Choices):
        return ask_which(request, own, read, wanted.words)
    if request.sure:
        return _added(group, request, replace(wanted, when=read))
    question = say("ask-action", text=RawText(wanted.text), when=in_full(read))
    return ask(request, own, question, Answer(wanted.words(precise(read)), say("offer-right")))


def _owner(group: Meeting, request: Request, who: str) -> int | Refusal | None:
    if not who:
        return None
    own = request.asker.person
    if who.casefold() == "me":
        return own
    seen = {each: known for each, known in request.roster.items() if each == own or not _unseen(group, each)}
    person = resolve_person(group, replace(request, arguments={"who": who}, roster=seen), "who")
    if isinstance(person, Refusal) or person == own:
        return person
    if _unseen(group, person):
        return refuse("refused-nobody", text=RawText(who))
    return person if is_member(group, person) else refuse("refused-action-member", who=Name(person))


def _unseen(group: Meeting, person: int) -> bool:
    """Whoever reads along quietly is not found by others, nor named in the channels."""
    return person in group.participants and group.participants[person].quietly


def _too_many(request: Request, *, given: bool) -> Refusal | None:
    """A list that can be read has an end, and nobody is written to by giving them work over and over."""
    if len(request.records.all(ActionItem, state="open")) >= MOST_OPEN:
        return refuse("refused-action-most", most=MOST_OPEN)
    own, since = request.asker.person, request.now - timedelta(days=1)
    new = request.records.since(ActionItem, "at", since)
    theirs = [each for each in new if each.author == own and each.owner not in (None, own)]
    return refuse("refused-action-given", most=MOST_GIVEN) if given and len(theirs) >= MOST_GIVEN else None


def _added(group: Meeting, request: Request, wanted: _Wanted) -> Outcome | Refusal:
    number, own, when = request.records.next_number(ActionItem), request.asker.person, wanted.when
    asked = wanted.owner is not None and wanted.owner != own
    too_many = _too_many(request, given=asked)
    if too_many is not None:
        return too_many
    action = ActionItem(number, own, wanted.owner, request.now)
    if when is not None:
        action = replace(action, due=when.at, zone=when.zone, whole_day=when.whole_day)
    kept = (*_keeping(action, request.now), StoreText(text_id(action, "text"), own, wanted.text))
    told = say("action-added", action=action_line(action))
    yours = offering(say("action-yours", action=action_line(action)), *steps(action))
    given: tuple[Effect, ...] = (TellPerson(wanted.owner, yours),) if asked and wanted.owner else ()
    shown = offering(told, *steps(action))
    return Outcome(shown, Change((), kept), (*tell_group(group, request, shown), *given))


def _keeping(action: ActionItem, now: datetime) -> tuple[SideEffect, ...]:
    return (Keep(action), Wake(action, actions.next_reminder(action, now)))


def _of_one(group: Meeting, request: Request, what: str, text: str) -> Outcome | Refusal:
    found = request.records.get(ActionItem, int(text)) if text.isdecimal() and len(text) < 8 else None
    if found is None:
        return refuse("refused-action-unknown")
    own = request.asker.person or 0
    if what == "take":
        changed = actions.take(found, own)
    else:
        changed = actions.settle(found, own, group.moderators, what == "done", request.now)
    if isinstance(changed, Refusal):
        return changed
    words = TextRef(text_id(found, "text"))
    told = say("action-changed", what=what, who=Name(own), number=found.number, text=words)
    answer = offering(say("action-done", what=what, number=found.number), *steps(changed))
    others = found.owner is not None and found.owner != own and what != "take"
    alone: tuple[Effect, ...] = (TellPerson(found.owner, told),) if others and found.owner else ()
    change = Change((), _keeping(changed, request.now))
    return Outcome(answer, change, (*tell_group(group, request, told), *alone))


def _list(request: Request, text: str) -> Outcome | Refusal:
    which, _, rest = text.partition(" ")
    if which.isdecimal():
        which, rest = "open", which
    if which not in LISTS:
        return refuse(
            "refused-action-form", example=CommandText("action add Draft a text | Ana | 15 March 2027")
        )
    number = page_number(rest.strip() or None)
    if isinstance(number, Refusal):
        return number
    found = actions.in_order(_listed(request, which))
    if not found:
        return Outcome(say("action-none", which=which))
    page = page_of(len(found), number, OF_WORDS)
    lines = Listing(tuple(action_line(each) for each in found[page.begin : page.end]), lines=True)
    told = (
        say("action-list-more", lines=lines, left=page.left) if page.left else say("action-list", lines=lines)
    )
    free = (each for each in found[page.begin : page.end] if each.state == "open" and each.owner is None)
    more = (
        (Offer(f"action list {which} {page.number + 1}", say("offer-more-people"), "main"),)
        if page.left
        else ()
    )
    return Outcome(offering(told, *(step for each in list(free)[:5] for step in steps(each)), *more))


def _listed(request: Request, which: str) -> list[ActionItem]:
    if which == "all":
        return list(request.records.all(ActionItem))
    found = request.records.all(ActionItem, state="open")
    mine = which == "mine"
    return [each for each in found if not mine or each.owner == request.asker.person]


ACTION = Command(
    "action",
    Who.MEMBER,
    When.AFTER,
    on_action,
    (Parameter("what", Kind.WORD, words=WHAT), Parameter("text", Kind.TEXT)),
    aliases=("actions",),
    forms=(
        "action add TEXT | WHO | WHEN",
        "action take 3",
        "action done 3",
        "action drop 3",
        "action list mine",
    ),
)
