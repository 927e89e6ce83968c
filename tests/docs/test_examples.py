"""Examples in TOML are sound, as a configuration or as a part of a meeting file."""

import tomllib

import pytest

from bot.config.settings import Settings
from bot.meeting_file.shape import MeetingTable
from bot.meeting_file.translation import validated
from tests.docs.documents import DOCUMENTS, blocks, name
from tests.meeting_file.files import SOUND

EXAMPLES = [
    pytest.param(block, id=f"{name(document)}-{number}")
    for document in DOCUMENTS
    for number, block in enumerate(blocks(document, "toml"))
]
SECRETS = {"discord": {"token": "a"}, "matrix": {"password": "b"}}


@pytest.mark.parametrize("example", EXAMPLES)
def test_an_example_is_sound(example: str) -> None:
    values = tomllib.loads(example)
    if values.keys() <= Settings.model_fields.keys():
        sections = {key: {**SECRETS.get(key, {}), **section} for key, section in values.items()}
        problems, _ = validated(sections, Settings)
    else:
        problems, _ = validated({**tomllib.loads(SOUND), **values}, MeetingTable)
    assert [str(problem) for problem in problems] == []


def test_there_are_examples_of_both_kinds() -> None:
    kinds = {tomllib.loads(str(each.values[0])).keys() <= Settings.model_fields.keys() for each in EXAMPLES}
    assert kinds == {True, False}
