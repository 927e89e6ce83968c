"""What people share: added once, listed, found, and removed."""

from collections.abc import Sequence

from bot.commands.group.confirming import Answer, ask
from bot.commands.group.telling import tell_group
from bot.commands.model import Command, Kind, Outcome, Parameter, Request, When, Who
from bot.domain.group.links import LONGEST_LINK, read_link, read_tags
from bot.domain.group.resources import Shared, grown, new_resource, read_shared, searched
from bot.domain.group.rows import Resource, text_id
from bot.domain.meeting.decision import Change, Discard, Keep, SideEffect, StoreText
from bot.domain.meeting.state import Meeting
from bot.domain.message import CommandText, Listing, Message, Offer, Refusal, offering, refuse, say
from bot.reactions.effects import ShowPages
from bot.views.group.resources import ADD, resource_line

LONGEST = 200
"""Characters of a title, or of words in place of a link."""
PAGE = 5
"""So many can be read at a glance."""
ANY = "*"
"""Stands for every tag where a page is asked for; no tag is written so."""

WHAT = ("add", "list", "search", "remove")


def on_resource(group: Meeting, request: Request) -> Outcome | Refusal:
    """One of the things that can be done about resources."""
    text = request.text("text") or ""
    match request.text("what"):
        case "add":
            return _add(group, request, text)
        case "search":
            return _search(request, text)
        case "remove":
            return _remove(group, request, text)
        case _:
            return _list(request, text)


def _add(group: Meeting, request: Request, text: str) -> Outcome | Refusal:
    what, title, tags, *more = (" ".join(part.split()) for part in f"{text}||".split("|"))
    if not what or any(more):
        return _form()
    if len(title) > LONGEST or (len(what) > LONGEST and read_link(what) is None):
        return refuse("refused-long-words", most=LONGEST if len(what) <= LONGEST_LINK else LONGEST_LINK)
    shared = read_shared(what, title, tags)
    if isinstance(shared, Refusal):
        return shared
    known = request.records.all(Resource, digest=shared.digest) if shared.digest else ()
    return _grow(request, known[0], shared) if known else _added(group, request, shared)


def _added(group: Meeting, request: Request, shared: Shared) -> Outcome:
    own = request.asker.person
    row = new_resource(shared, request.records.next_number(Resource), own, request.now)
    kept: tuple[SideEffect, ...] = (Keep(row), StoreText(text_id(row, "link"), own, shared.link))
    if shared.title:
        kept = (*kept, StoreText(text_id(row, "title"), own, shared.title))
    told = say("resource-added", resource=resource_line(row, titled=bool(shared.title)))
    return Outcome(told, Change((), kept), (*tell_group(group, request, told), ShowPages()))


def _grow(request: Request, known: Resource, shared: Shared) -> Outcome | Refusal:
    """The same link brings its tags, and its title only where it is the first to bring it."""
    row = grown(known, shared.tags)
    if isinstance(row, Refusal):
        return row
    (line,) = _lines(request, [row])
    told = say("resource-known", grown="no" if row == known else "yes", resource=line)
    if row == known:
        return Outcome(told)
    return Outcome(told, Change((), (Keep(row),)), (ShowPages(),))


def _remove(group: Meeting, request: Request, text: str) -> Outcome | Refusal:
    found = request.records.get(Resource, int(text)) if text.isdecimal() and len(text) < 8 else None
    if found is None:
        return refuse("refused-resource-unknown")
    own = request.asker.person
    if own != found.author and own not in group.moderators:
        return refuse("refused-resource-others", number=found.number)
    told = say("resource-removed", number=found.number)
    return Outcome(told, Change((), (Discard(found),)), (ShowPages(),))


def _list(request: Request, text: str) -> Outcome | Refusal:
    tag, before = _below(text)
    tag = "" if tag == ANY else tag
    tags = read_tags(tag) if tag else ("",)
    if tags is None or len(tags) > 1:
        return Outcome(offering(say("resource-none", asked="tag"), ADD))
    found = request.records.resources(tags[0], (), before, PAGE + 1)
    if not found:
        return Outcome(offering(say("resource-none", asked="tag" if tag else "all"), ADD))
    if len(found) <= PAGE:
        return Outcome(_shown(request, found))
    last = found[PAGE - 1].number
    more = Offer(f"resource list {tags[0] or ANY} | {last}", say("offer-more-people"), "main")
    return Outcome(offering(_shown(request, found), more))


def _search(request: Request, text: str) -> Outcome | Refusal:
    """What is searched for stays with whoever asks, and so does the way on."""
    text, before = _below(text)
    words = searched(text)
    if not words or len(text) > LONGEST:
        return _form() if not words else refuse("refused-long-words", most=LONGEST)
    found = request.records.resources("", words, before, PAGE + 1)
    if not found:
        return Outcome(offering(say("resource-none", asked="search"), ADD))
    if len(found) <= PAGE or request.asker.person is None:
        return Outcome(_shown(request, found))
    more = Answer(f"resource search {text} | {found[PAGE - 1].number}", say("offer-more-people"))
    return ask(request, request.asker.person, _shown(request, found), more)


def _below(text: str) -> tuple[str, int | None]:
    """What is asked for, and the number below which, where one stands behind the bar."""
    asked, _, number = (part.strip() for part in text.rpartition("|"))
    if "|" in text and number.isdecimal() and len(number) < 8:
        return asked, int(number)
    return text.strip(), None


def _shown(request: Request, found: Sequence[Resource]) -> Message:
    lines = Listing(tuple(_lines(request, found[:PAGE])), lines=True)
    return say("resource-list-more" if len(found) > PAGE else "resource-list", lines=lines)


def _lines(request: Request, found: Sequence[Resource]) -> list[Message]:
    titles = request.records.texts([text_id(row, "title") for row in found])
    return [resource_line(row, titled=text_id(row, "title") in titles) for row in found]


def _form() -> Refusal:
    example = "resource add https://example.org | A title | climate, youth"
    return refuse("refused-resource-form", example=CommandText(example))


RESOURCE = Command(
    "resource",
    Who.MEMBER,
    When.AFTER,
    on_resource,
    (Parameter("what", Kind.WORD, words=WHAT), Parameter("text", Kind.TEXT)),
    aliases=("resources",),
    forms=(
        "resource add LINK | TITLE | TAGS",
        "resource list climate",
        "resource search WORDS",
        "resource remove 3",
    ),
)
