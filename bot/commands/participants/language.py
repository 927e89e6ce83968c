"""The language in which somebody reads the texts of a meeting, which its file may give in several."""

import re

from bot.commands.model import Command, Kind, Outcome, Parameter, Request, When, Who
from bot.commands.participation import ensure_participant
from bot.domain.meeting.decision import Change, ChooseLanguage
from bot.domain.meeting.state import Meeting
from bot.domain.message import CommandText, Refusal, refuse, say

CODE = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8})*", re.IGNORECASE | re.ASCII)
"""The short form of BCP 47 (https://www.rfc-editor.org/rfc/rfc5646): "fr", "pt-BR"."""


def on_language(meeting: Meeting, request: Request) -> Outcome | Refusal:
    """Chosen by its code; without one, what is known."""
    code = request.text("code")
    if code is None:
        known = say(
            "language-known",
            language=request.asker.language or meeting.plan.language,
            example=CommandText("language fr"),
        )
        return Outcome(known)
    if len(code) > 20 or not CODE.fullmatch(code):
        return refuse("refused-language", example=CommandText("language fr"))
    entered = ensure_participant(meeting, request)
    chosen = Change((), (ChooseLanguage(entered.person, code),))
    return Outcome(say("language-chosen", language=code), entered.change + chosen)


LANGUAGE = Command(
    "language",
    Who.EVERYONE,
    When.FROM_OPEN,
    on_language,
    (Parameter("code", Kind.TEXT),),
    group=True,
    alone=True,
)
