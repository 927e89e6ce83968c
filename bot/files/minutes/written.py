"""The minutes in words, put into a template that can reach nothing but those words."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final, Literal

from jinja2 import StrictUndefined, TemplateError
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from msgspec import Struct

from bot.domain.changing import replace
from bot.domain.message import Duration, Label, Listing, Message, Moment, PlanText, TextRef, say
from bot.domain.minutes.facts import Minutes
from bot.files.minutes.added import Added
from bot.files.tables import escaped
from bot.messages.document import plain
from bot.messages.render import Context, render

Form = Literal["md", "html"]
OWN: Final = Path(__file__).parent


class BadTemplate(Exception):
    """A template cannot be used; the text says why, for people."""


class Section(Struct, frozen=True):
    """A heading and what stands under it."""

    heading: str
    lines: tuple[str, ...]


class Whole(Struct, frozen=True):
    """What was counted, and what people added."""

    minutes: Minutes
    added: Added


def in_words(whole: Whole, context: Context, form: Form, template: str) -> str:
    """Filled in; no word of the meeting's can act as markup there."""
    made = _sayer(replace(context, notes=_kept(whole.added)), escaped if form == "md" else _same)
    environment = ImmutableSandboxedEnvironment(
        autoescape=form == "html", undefined=StrictUndefined, trim_blocks=True, keep_trailing_newline=True
    )
    try:
        return environment.from_string(template).render(
            title=made(say("minutes-title", title=PlanText(("title",)))),
            language=context.language,
            head=[made(each) for each in _head(whole.minutes)],
            sections=[_section(made, *each) for each in (*_sections(whole.minutes), *_added(whole))],
        )
    except SecurityError:
        raise BadTemplate("reaches for what no template may; use only the names in the guide") from None
    except (TemplateError, TypeError, ValueError, ArithmeticError) as error:
        raise BadTemplate(f"cannot be filled in: {error}") from None


def as_json(whole: Whole) -> str:
    """The same facts for programs: codes, seconds and moments in UTC."""
    minutes, added = whole.minutes, whole.added
    facts = {
        "meeting": minutes.plan.id,
        "opened": minutes.opened.isoformat(),
        "closed": minutes.closed and minutes.closed.isoformat(),
        "phases": [
            {"phase": each.index, "start": each.start.isoformat(), "end": each.end and each.end.isoformat()}
            for each in minutes.phases
        ],
        "turns": minutes.turns,
        "airtime": minutes.seconds,
        "speakers": minutes.speakers,
        "shares": {
            dimension: [
                {"values": each.values, "turns": each.turns, "airtime": each.seconds} for each in shares
            ]
            for dimension, shares in minutes.shares.items()
        },
        "waited": minutes.waited,
        "unreached": minutes.unreached,
        "handed in": added.handed_in,
        "named": added.named,
        "notes": [{"at": at.isoformat(), "text": text} for at, text in added.notes],
    }
    return json.dumps(facts, ensure_ascii=False, indent=2) + "\n"


def _sayer(context: Context, escape: Callable[[str], str]) -> Callable[[Message], str]:
    return lambda message: escape(" ".join(plain(render(message, context).nodes).split()))


def _same(words: str) -> str:
    return words


def _section(made: Callable[[Message], str], heading: Message, lines: list[Message]) -> Section:
    return Section(made(heading), tuple(made(each) for each in lines))


def _head(minutes: Minutes) -> Iterator[Message]:
    zone = minutes.plan.zone
    for key, at in (("minutes-opened", minutes.opened), ("minutes-closed", minutes.closed)):
        if at is None:
            yield say("minutes-going")
        else:
            yield say(key, day=Moment(at, "day", zone=zone), at=Moment(at, zone=zone))


def _sections(minutes: Minutes) -> Iterator[tuple[Message, list[Message]]]:
    yield say("minutes-phases"), list(_phases(minutes))
    airtime = Duration(minutes.seconds)
    total = say("minutes-total", count=minutes.turns, airtime=airtime)
    hidden = say("minutes-hidden")
    yield say("minutes-turns"), [total, say("minutes-speakers", count=minutes.speakers), hidden]
    for number, dimension in enumerate(minutes.plan.dimensions):
        name = PlanText(("dimensions", str(number), "name"))
        lines = [
            say(
                "minutes-share",
                values=Listing(tuple(Label(dimension.id, value) for value in each.values)),
                count=each.turns,
                airtime=Duration(each.seconds),
            )
            for each in minutes.shares[dimension.id]
        ]
        yield say("minutes-by", dimension=name), lines or [say("minutes-few")]
    waited = say("minutes-waited-few")
    if minutes.waited is not None:
        waited = say("minutes-waited", wait=Duration(minutes.waited))
    yield say("minutes-waiting"), [waited, say("minutes-unreached", count=minutes.unreached)]

    yield from _planned(minutes)


def _added(whole: Whole) -> Iterator[tuple[Message, list[Message]]]:
    """What people added, where they did."""
    added, zone = whole.added, whole.minutes.plan.zone
    if added.handed_in:
        yield say("minutes-handed-in"), _words(added.handed_in)
    if added.notes:
        yield (
            say("minutes-notes"),
            [
                say("minutes-note", at=Moment(at, zone=zone, since=whole.minutes.opened), text=TextRef(text))
                for at, text in added.notes
            ],
        )
    if added.named:
        yield say("minutes-names"), _words(added.named)


def _words(texts: Sequence[str]) -> list[Message]:
    return [say("minutes-item", text=TextRef(each)) for each in texts]


def _kept(added: Added) -> Mapping[str, str]:
    """The words of people by themselves: messages hold none, and look them up."""
    return {text: text for text in (*added.handed_in, *added.named, *(text for _, text in added.notes))}


def _planned(minutes: Minutes) -> Iterator[tuple[Message, list[Message]]]:
    """What the meeting file says beforehand: policy questions and next steps, where there are any."""
    plan = minutes.plan
    for key, texts, path in (
        ("minutes-questions", plan.questions, ("questions",)),
        ("minutes-next-steps", plan.coordination.next_steps, ("coordination", "next_steps")),
    ):
        if texts:
            numbers = range(len(texts))
            yield say(key), [say("minutes-item", text=PlanText((*path, str(n)))) for n in numbers]


def _phases(minutes: Minutes) -> Iterator[Message]:
    zone = minutes.plan.zone
    for each in minutes.phases:
        phase = PlanText(("phases", str(each.index), "title"))
        start = Moment(each.start, zone=zone, since=minutes.opened)
        if each.end is None:
            yield say("minutes-phase-going", phase=phase, start=start)
        else:
            end = Moment(each.end, zone=zone, since=minutes.opened)
            yield say("minutes-phase", phase=phase, start=start, end=end)
