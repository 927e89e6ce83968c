"""What a message offers, as Discord's buttons and selects (API documentation, "Component Reference")."""

from collections.abc import Sequence
from typing import Final

import discord

from bot.messages.document import Choice

MOST_BUTTONS: Final = 10
"""Two rows of five on a wide screen; more are easier to look over in a list."""
OPTIONS: Final = 25
"""Of one select."""
ROWS: Final = 5
_BUTTON_LABEL, _OPTION_LABEL, _TITLE = 80, 100, 45
_MOST_WORDS: Final = 1000
_STYLES = {
    "plain": discord.ButtonStyle.secondary,
    "main": discord.ButtonStyle.primary,
    "danger": discord.ButtonStyle.danger,
}


def components(choices: Sequence[Choice]) -> discord.ui.View | None:
    """What stands below the message; None if nothing is offered.

    The library keeps it in no memory: what is pressed comes back with its token, also after a restart.
    """
    once = list({choice.token: choice for choice in choices}.values())
    if not once:
        return None
    view = discord.ui.View(timeout=None)
    asking = [choice for choice in once if choice.asks]
    others = [choice for choice in once if not choice.asks]
    if len(once) <= MOST_BUTTONS:
        buttons, selects = once, list[Sequence[Choice]]()
    else:
        buttons = asking[: ROWS - 1]
        selects = [others[start : start + OPTIONS] for start in range(0, len(others), OPTIONS)]
    for number, options in enumerate(selects[: ROWS - bool(buttons)]):
        view.add_item(_select(number, options))
    for choice in buttons:
        view.add_item(_button(choice))
    view.stop()
    return view


def question(token: str, title: str) -> discord.ui.Modal:
    """The form that asks for words; what is written comes back with the token."""
    modal = discord.ui.Modal(title=fitting(title, _TITLE), custom_id=token)
    modal.add_item(
        discord.ui.TextInput(
            label=fitting(title, _TITLE),
            custom_id="words",
            style=discord.TextStyle.paragraph,
            max_length=_MOST_WORDS,
        )
    )
    modal.stop()
    return modal


def fitting(text: str, most: int) -> str:
    """On one line that is no longer than this, and never empty."""
    line = " ".join(text.split()) or "…"
    return line if len(line) <= most else line[: most - 1] + "…"


def _button(choice: Choice) -> discord.ui.Button[discord.ui.View]:
    label = fitting(choice.label, _BUTTON_LABEL)
    return discord.ui.Button(label=label, style=_STYLES[choice.style], custom_id=choice.token)


def _select(number: int, choices: Sequence[Choice]) -> discord.ui.Select[discord.ui.View]:
    first, last = (fitting(choice.label, _BUTTON_LABEL // 2) for choice in (choices[0], choices[-1]))
    return discord.ui.Select(
        custom_id=f"choices:{number}",
        placeholder=f"{first} … {last}",
        options=[
            discord.SelectOption(label=fitting(choice.label, _OPTION_LABEL), value=choice.token)
            for choice in choices
        ],
    )
