"""What stands below messages, checked as Discord checks it, and what a press of it sends."""

from tests.discord_server.render import Json
from tests.discord_server.rest import invalid

ROW, BUTTON, SELECT, INPUT = 1, 2, 3, 4


def checked(data: Json) -> list[Json]:
    """The components of a request body; Refused (400) where Discord would refuse them."""
    rows = _list(data, "components")
    if len(rows) > 5:
        raise invalid("components", "Must be 5 or fewer in length.")
    items = [(row, item) for row in rows for item in _list(row, "components")]
    ids = [str(item["custom_id"]) for _, item in items]
    if len(ids) != len(set(ids)) or any(not 0 < len(id) <= 100 for id in ids):
        raise invalid("components", "Component custom id cannot be duplicated or longer than 100.")
    if any(not _list(row, "components") or len(_list(row, "components")) > 5 for row in rows):
        raise invalid("components", "A row has 1 to 5 components.")
    for row, item in items:
        _check(row, item)
    return rows


def _check(row: Json, item: Json) -> None:
    if item["type"] == BUTTON and not 0 < len(str(item["label"])) <= 80:
        raise invalid("label", "Must be between 1 and 80 in length.")
    if item["type"] == SELECT:
        options = _list(item, "options")
        sizes = [len(str(option[name])) for option in options for name in ("label", "value")]
        alone, values = len(_list(row, "components")) == 1, {str(option["value"]) for option in options}
        fits = len(str(item.get("placeholder") or "")) <= 150 and all(0 < size <= 100 for size in sizes)
        if not (alone and fits and 0 < len(options) <= 25 and len(values) == len(options)):
            raise invalid("components", "A select stands alone and has 1 to 25 different options.")


def press_of(components: list[Json], number: int) -> Json:
    """What a client sends for the number-th thing that can be chosen there."""
    presses: list[Json] = []
    for row in components:
        for item in _list(row, "components"):
            id = item["custom_id"]
            if item["type"] == BUTTON:
                presses.append({"component_type": BUTTON, "custom_id": id})
            presses += [
                {"component_type": SELECT, "custom_id": id, "values": [option["value"]]}
                for option in _list(item, "options")
            ]
    return presses[number - 1]


def filled_form(form: Json, words: str) -> Json:
    """What a client sends for a form with these words in its one field."""
    [row] = _list(form, "components")
    [field] = _list(row, "components")
    if not 0 < len(words) <= int(str(field.get("max_length") or 4000)):
        raise AssertionError(f"Discord does not take {len(words)} characters there")
    answer = {"type": INPUT, "custom_id": field["custom_id"], "value": words}
    return {"custom_id": form["custom_id"], "components": [{"type": ROW, "components": [answer]}]}


def checked_form(data: Json) -> Json:
    """A form as the bot sends it."""
    if not 0 < len(str(data["title"])) <= 45 or not 0 < len(str(data["custom_id"])) <= 100:
        raise invalid("title", "Must be between 1 and 45 in length.")
    fields = [field for row in _list(data, "components") for field in _list(row, "components")]
    if not 0 < len(fields) <= 5 or any(not 0 < len(str(field["label"])) <= 45 for field in fields):
        raise invalid("components", "1 to 5 fields, with labels of 1 to 45 characters.")
    return data


def _list(data: Json, name: str) -> list[Json]:
    found = data.get(name)
    return found if isinstance(found, list) else []
