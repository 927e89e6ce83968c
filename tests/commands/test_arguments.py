"""How a typed line is shared out among a command's parameters."""

import pytest

from bot.commands.input.parsing import ParsedCommand, parse_line, validate_arguments
from bot.commands.model import Value
from bot.commands.table import commands
from bot.domain.message import Refusal


def arguments(line: str) -> dict[str, Value] | str:
    """The arguments as the handler gets them, or the key of the refusal."""
    parsed = parse_line(commands(), line)
    assert isinstance(parsed, ParsedCommand)
    values = validate_arguments(parsed.command, parsed.raw)
    return values.message.key if isinstance(values, Refusal) else dict(values)


@pytest.mark.parametrize(
    ("line", "read"),
    [
        ("join", {}),
        ("join I think so", {"text": "I think so"}),
        ("join reply", {"kind": "reply"}),
        ("join reply yes", {"kind": "reply", "text": "yes"}),
        ("join Reply yes", {"kind": "reply", "text": "yes"}),
        ("join point-of-order", {"kind": "point-of-order"}),
        ("join point-of-order we lack a quorum", {"kind": "point-of-order", "text": "we lack a quorum"}),
        ("join replying to Ana: no", {"text": "replying to Ana: no"}),
        ("join rep", {"text": "rep"}),
        ('join "reply and more"', {"text": "reply and more"}),
        ("hand reply yes", {"kind": "reply", "text": "yes"}),
    ],
)
def test_a_form_of_joining_is_a_whole_word(line: str, read: dict[str, Value]) -> None:
    assert arguments(line) == read


@pytest.mark.parametrize(
    ("line", "read"),
    [
        ("pick 3 answers the question", {"who": "3", "reason": "answers the question"}),
        ("pick Ana | only she knows", {"who": "Ana", "reason": "only she knows"}),
        ("pick Ana Lind | only she knows", {"who": "Ana Lind", "reason": "only she knows"}),
        ('pick "Ana Lind" only she knows', {"who": "Ana Lind", "reason": "only she knows"}),
        ("pick \u201cAna Lind\u201d | knows", {"who": "Ana Lind", "reason": "knows"}),
        ("pick guest 12 only they know", {"who": "guest 12", "reason": "only they know"}),
        ("pick Hall 7 knows", {"who": "Hall 7", "reason": "knows"}),
        ("pick <@123> knows", {"who": "<@123>", "reason": "knows"}),
        ("pick Ana, only she knows", {"who": "Ana", "reason": "only she knows"}),
        ("pick \u201eAna Lind\u201c: knows", {"who": "Ana Lind", "reason": "knows"}),
        ("pick \u2018Ana Lind\u2019 knows", {"who": "Ana Lind", "reason": "knows"}),
        ("pick 'Ana O'Brien' knows", {"who": "Ana O'Brien", "reason": "knows"}),
        ("pick Ana Lind\uff5cknows", {"who": "Ana Lind", "reason": "knows"}),
        ("pick \uff27uest\uff11\uff12 knows", {"who": "\uff27uest\uff11\uff12", "reason": "knows"}),
        ("pick hall #7 knows", {"who": "hall #7", "reason": "knows"}),
        ("pick Hallvard 7 reasons", {"who": "Hallvard", "reason": "7 reasons"}),
        ("pick Ana", "refused-missing"),
        ("pick", "refused-missing"),
        ("why Ana Lind", {"who": "Ana Lind"}),
        ('why "Ana Lind"', {"who": "Ana Lind"}),
        ("why", {}),
        ("regroup Ana Lind | cs ap", {"who": "Ana Lind", "codes": "cs ap"}),
        ("regroup Hall 7 cs", {"who": "Hall 7", "codes": "cs"}),
        ("regroup 3 cs ap", {"who": "3", "codes": "cs ap"}),
        ("regroup 3", "refused-missing"),
        ("speaker Bo Ek", {"who": "Bo Ek"}),
        ("more", {}),
        ("more 30s", {"time": 30}),
        ("more 9", {"time": 540}),
        ("more \u0665", {"time": 300}),
        ("more 10", "refused-unit"),
        ("more 30", "refused-unit"),
        ("more \uff13\uff10", "refused-unit"),
        ("more 99999999", "refused-duration"),
        ("more soon", "refused-duration"),
        ("more 5m | please", "refused-duration"),
        ("phase extend 5m | please", "refused-duration"),
        ("link", {}),
        ("link ABC234", {"code": "ABC234"}),
        ("link \uff21BC\uff12\uff13\uff14", {"code": "ABC234"}),
        ("link hall 7", {"code": "hall 7"}),
    ],
)
def test_people_codes_and_lengths(line: str, read: dict[str, Value] | str) -> None:
    assert arguments(line) == read
