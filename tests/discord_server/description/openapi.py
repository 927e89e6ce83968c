"""Requests held against Discord's own description of its API, where DISCORD_OPENAPI names that file."""

import json
import os
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from jsonschema import Draft202012Validator
from jsonschema.exceptions import best_match
from msgspec import Struct
from referencing import Registry
from referencing.jsonschema import DRAFT202012

from tests.discord_server.render import Json

_METHODS = ("get", "put", "post", "patch", "delete")
_TYPE = "application/json"
_BASE = "/api/v10"


class Request(Struct, frozen=True):
    """What is held against the description; `body` is None where nothing was sent."""

    method: str
    path: str
    query: Mapping[str, str]
    body: object = None


class _Operation(Struct, frozen=True):
    """One method at one kind of address."""

    method: str
    address: re.Pattern[str]
    parameters: Mapping[tuple[str, str], Draft202012Validator]
    body: Draft202012Validator | None
    needs_body: bool


class Description:
    """Discord's operations; those with the fewest gaps in their address are tried first."""

    def __init__(self, document: Json) -> None:
        _tolerate(document)
        self._registry = Registry().with_resource("discord:api", DRAFT202012.create_resource(document))
        paths = document["paths"]
        assert isinstance(paths, dict)
        self._operations = [
            self._operation(path, method, operations)
            for path, operations in sorted(paths.items(), key=lambda entry: str(entry[0]).count("{"))
            for method in _METHODS
            if method in operations
        ]

    def violations(self, request: Request) -> Iterator[str]:
        """What is wrong with a request, in Discord's own terms."""
        where = f"{request.method} {request.path}"
        for operation in self._operations:
            found = operation.address.fullmatch(request.path.removeprefix(_BASE))
            if found and operation.method == request.method:
                for wrong in _wrong(operation, request, found.groupdict()):
                    yield f"{where}: {wrong}"
                return
        yield f"{where}: Discord has no such operation"

    def _operation(self, path: str, method: str, operations: Json) -> _Operation:
        own = operations[method]
        assert isinstance(own, dict)
        shared = operations.get("parameters")
        listed = [*(shared if isinstance(shared, list) else ()), *(own.get("parameters") or ())]
        sent = own.get("requestBody") or {}
        at = path.replace("~", "~0").replace("/", "~1")
        place = f"discord:api#/paths/{at}/{method}/requestBody/content/{_TYPE.replace('/', '~1')}/schema"
        return _Operation(
            method.upper(),
            re.compile(re.sub(r"\\\{(\w+)\\\}", r"(?P<\1>[^/]+)", re.escape(path))),
            {(each["in"], each["name"]): self._validator(_schema(each)) for each in listed},
            self._validator({"$ref": place}) if _TYPE in sent.get("content", {}) else None,
            bool(sent.get("required")),
        )

    def _validator(self, schema: Json) -> Draft202012Validator:
        return Draft202012Validator(schema, registry=self._registry)


def described() -> Description | None:
    """The description that the environment names, if it names one."""
    named = os.environ.get("DISCORD_OPENAPI")
    return _read(Path(named)) if named else None


@cache  # it never changes, and reading it takes as long as many tests do
def _read(path: Path) -> Description:
    return Description(json.loads(path.read_text("utf-8")))


def _wrong(operation: _Operation, request: Request, path: Mapping[str, str]) -> Iterator[str]:
    given = {("path", name): value for name, value in path.items()}
    given |= {("query", name): value for name, value in request.query.items()}
    for (place, name), value in given.items():
        known = operation.parameters.get((place, name))
        if known is None or not any(known.is_valid(read) for read in _readings(value)):
            yield f"{place} parameter {name}: {value!r}"
    if request.body is None:
        if operation.needs_body:
            yield "a body is missing"
    elif operation.body is None:
        yield "a body that is not taken"
    elif error := best_match(operation.body.iter_errors(request.body)):
        yield f"body{error.json_path[1:]}: {error.message}"


def _readings(value: str) -> Iterator[object]:
    """What a word of an address may stand for."""
    yield value
    if value.isdecimal():
        yield int(value)
    if value in ("0", "1", "true", "false"):
        yield value in ("1", "true")


def _schema(parameter: Json) -> Json:
    schema = parameter["schema"]
    assert isinstance(schema, dict)
    reference = schema.get("$ref")
    return {"$ref": f"discord:api{reference}"} if reference else schema


def _tolerate(document: Json) -> None:
    """Discord takes ids as numbers and permissions as words too, though its description says otherwise."""
    for schema in _schemas(document):
        if schema.get("format") == "snowflake":
            schema["type"] = ["string", "integer"]
        permissions = schema.get("properties")
        for name in ("default_member_permissions", "allow", "deny", "permissions"):
            taken = permissions.get(name) if isinstance(permissions, dict) else None
            if isinstance(taken, dict) and isinstance(taken.get("type"), list):
                taken["type"] = [*taken["type"], "string"]


def _schemas(value: object) -> Iterator[Json]:
    if isinstance(value, dict):
        yield value
    for each in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from _schemas(each)
