"""The invitation to a meeting as a letter in plain text."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC
from typing import Literal

from bot.cli.wiring.known_platforms import PREFIXES
from bot.domain.message import Duration, Label, Listing, Message, Moment, PlanText, say
from bot.domain.plan import Plan
from bot.messages.catalogue import Catalogues
from bot.messages.document import plain
from bot.messages.render import Context, render


def letter(plan: Plan, catalogues: Catalogues, language: str, addresses: Mapping[str, str]) -> str:
    """The whole letter, its paragraphs parted by empty lines; the bot's addresses by platform."""
    context = Context(catalogues, language, plan)
    before = (plain(render(each, context).nodes) for each in _programme(plan))
    after = (plain(render(each, context).nodes) for each in _taking_part(plan))
    return "\n\n".join((*before, "\n".join(_rooms(plan, context, addresses)), *after)) + "\n"


def _programme(plan: Plan) -> Iterator[Message]:
    yield say("letter-title", title=PlanText(("title",)))
    utc = f"{plan.start.astimezone(UTC):%Y-%m-%d %H:%M} UTC"
    yield say("letter-when", local=Moment(plan.start, "date"), utc=utc, length=Duration(plan.seconds))
    yield say("letter-description", description=PlanText(("description",)))
    if plan.questions:
        yield say(
            "letter-questions", questions=_lines(_question(index) for index in range(len(plan.questions)))
        )
    yield say("letter-agenda", phases=_lines(_phases(plan)))
    if organisers := tuple(_people(plan, "organiser")):
        yield say("letter-organisers", people=_lines(organisers))
    if speakers := tuple(_people(plan, "speaker")):
        yield say("letter-speakers", people=_lines(speakers))


def _taking_part(plan: Plan) -> Iterator[Message]:
    names = tuple(
        PlanText(("dimensions", str(index), "name"))
        for index, each in enumerate(plan.dimensions)
        if each.asked
    )
    yield say("letter-identify", dimensions=Listing(names), public=names[0])
    yield say("letter-private")


def _lines(items: Iterable[Message]) -> Listing:
    return Listing(tuple(items), lines=True)


def _question(index: int) -> Message:
    return say("letter-question", number=index + 1, text=PlanText(("questions", str(index))))


def _phases(plan: Plan) -> Iterator[Message]:
    for index, phase in enumerate(plan.phases):
        title = PlanText(("phases", str(index), "title"))
        yield say("letter-phase", title=title, length=Duration(phase.seconds))


def _people(plan: Plan, role: Literal["organiser", "speaker"]) -> Iterator[Message]:
    primary = plan.dimensions[0].id
    for index, person in enumerate(plan.people):
        if person.role == role:
            name = PlanText(("people", str(index), "name"))
            yield say("letter-person", name=name, group=Label(primary, person.constituency.get(primary)))


def _rooms(plan: Plan, context: Context, addresses: Mapping[str, str]) -> Iterator[str]:
    yield plain(render(say("letter-rooms"), context).nodes)
    for index, room in enumerate(plan.rooms):
        name, how = (PlanText(("rooms", str(index), key)) for key in ("name", "how_to_speak"))
        message = say("letter-chat" if room.place else "letter-hall", name=name, how=how)
        prefix = PREFIXES.get(room.place.platform, "") if room.place else ""
        yield "- " + plain(render(message, context).nodes, prefix)
        if room.link is not None:
            link = say("letter-link", link=PlanText(("rooms", str(index), "link")))
            yield "  " + plain(render(link, context).nodes)
        if room.place and (address := addresses.get(room.place.platform)):
            yield "  " + plain(render(say("letter-bot", address=address), context).nodes)
