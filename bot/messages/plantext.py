"""The texts of the meeting file, in the reader's language or the nearest there is."""

from collections.abc import Mapping, Sequence

from bot.domain.plan import Plan, Texts
from bot.messages.catalogue import FALLBACK


def chosen(texts: Texts, language: str) -> str:
    """The text in this language, else without its region, else in English, else the first there is."""
    wanted = (language, language.partition("-")[0], FALLBACK)
    return next((texts[known] for known in wanted if known in texts), next(iter(texts.values()), ""))


def plan_text(plan: Plan, path: Sequence[str], language: str) -> str:
    """The text at a path: ("title",), ("phases", "2", "title"), ("rooms", "0", "how_to_speak")."""
    found: object = plan
    for step in path:
        match found:
            case tuple():
                found = found[int(step)]
            case Mapping():
                found = found[step]
            case _:
                found = getattr(found, step)
    match found:
        case str():
            return found
        case Mapping():
            return chosen(found, language)
    raise LookupError(f"no text of the meeting stands at {'.'.join(path)}")


def label(plan: Plan, dimension: str, code: str, language: str) -> str:
    """The name of a choice; the code itself where the meeting does not name it."""
    found = plan.dimension(dimension)
    choices = found.choices if found else ()
    return next((chosen(choice.name, language) for choice in choices if choice.code == code), code)
