"""pydantic's errors in plain words, and a sound value in each wrong one's place so that reading goes on."""

from collections.abc import Iterable, Mapping, Sequence
from copy import deepcopy
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from bot.meeting_file.problems import Path, Problem, did_you_mean, meant_key, shown

Model = type[BaseModel]
Sound = TypeVar("Sound", bound=BaseModel)


def validated(values: Mapping[str, Any], model: type[Sound]) -> tuple[list[Problem], Sound]:
    """Every problem, and the model with sound values standing in for wrong ones, for the checks to come."""
    try:
        return [], model.model_validate(values)
    except ValidationError as error:
        problems = _problems_of(error, model)
        more, sound = validated(_stood_in(values, error, model), model)
        return [*problems, *untold(more, problems)], sound


def untold(problems: Iterable[Problem], told: Sequence[Problem]) -> list[Problem]:
    """The problems in whose place nothing else was found to be wrong already."""
    return [new for new in problems if not any(old.path == new.path[: len(old.path)] for old in told)]


def _problems_of(error: ValidationError, model: Model) -> list[Problem]:
    """One problem for each mistake; a mistyped key is not told again as a missing one."""
    details = error.errors(include_url=False, include_input=False)
    problems = [_problem(each, model) for each in details]
    typos = {
        (*each["loc"][:-1], _meant(each, model)) for each in details if each["type"] == "extra_forbidden"
    }
    missing = {each["loc"] for each in details if each["type"] == "missing"}
    return [each for each in problems if each.path not in typos & missing]


def _meant(error: ErrorDetails, model: Model) -> str | None:
    return meant_key(str(error["loc"][-1]), fields_at(model, error["loc"][:-1]))


def _problem(error: ErrorDetails, model: Model) -> Problem:
    path, context = error["loc"], error.get("ctx", {})
    wrong, mend = "is not what belongs here", f"write for example {_example(model, path)}"
    match error["type"]:
        case "plain":
            wrong, mend = error["msg"], context["mend"]
        case "missing":
            wrong, mend = "is missing", f"add {_example(model, path)}"
        case "extra_forbidden":
            wrong, mend = "is not a known key", did_you_mean(str(path[-1]), fields_at(model, path[:-1]))
        case "literal_error":
            wrong, mend = "is not a known word", f"write {context['expected']}"
        case "list_type":
            wrong, mend = "is not a list", f"write {_example(model, path)}"
        case "value_error":
            wrong, mend = "cannot be used as it stands", str(context["error"])
    return Problem(path, wrong, mend)


def fields_at(model: Model, path: Path) -> Mapping[str, FieldInfo]:
    """The keys that a table may have which stands at that path in the model."""
    fields = model.model_fields
    for part in path:
        if isinstance(part, str):
            inner = _model_in(fields[part].annotation) if part in fields else None
            fields = inner.model_fields if inner else {}
    return fields


def _model_in(annotation: object) -> Model | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for each in get_args(annotation) if (found := _model_in(each))), None)


def _field(model: Model, path: Path) -> FieldInfo | None:
    """The field of the last key of the path (a list's own, for one of its items)."""
    while path and isinstance(path[-1], int):
        path = path[:-1]
    return fields_at(model, path[:-1]).get(str(path[-1])) if path else None


def _example(model: Model, path: Path) -> str:
    field = _field(model, path)
    key = next((str(part) for part in reversed(path) if isinstance(part, str)), "")
    return f"{key} = {shown(field.examples[0])}" if field and field.examples else f"{key} = ..."


def _stood_in(values: Mapping[str, Any], error: ValidationError, model: Model) -> dict[str, Any]:
    """A copy in which each wrong value is replaced by its example, and what has none is left out."""
    mended: dict[str, Any] = deepcopy(dict(values))
    for each in error.errors(include_url=False, include_input=False):
        path, kind = each["loc"], each["type"]
        inside: Any = mended
        for part in path[:-1]:
            inside = inside[part]
        field = _field(model, path)
        if field is None or kind in {"extra_forbidden", "value_error"}:
            del inside[path[-1]]
        else:
            example = (field.examples or ["..."])[0]
            inside[path[-1]] = deepcopy(example[0] if isinstance(path[-1], int) else example)
    return mended
