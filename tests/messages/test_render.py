"""What each kind of argument becomes, and that nobody's words can act as markup."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.changing import replace
from bot.domain.identity import Identity, Place
from bot.domain.message import (
    Argument,
    CommandText,
    Duration,
    Label,
    LinkRef,
    Listing,
    Message,
    Moment,
    Name,
    PlanText,
    RawText,
    RoomRef,
    TextRef,
    say,
)
from bot.domain.plan import Choice, Coordination, Dimension, Phase, Plan, Room
from bot.messages.catalogue import CatalogueError, Catalogues, load_catalogues
from bot.messages.document import (
    Break,
    CommandNode,
    Link,
    Mention,
    Node,
    RoomMention,
    Strong,
    Text,
    Time,
    plain,
)
from bot.messages.render import Context, Shown, render
from tests.docs.documents import ROOT

AT = datetime(2026, 11, 24, 15, 10, tzinfo=UTC)
ANA = Identity("paper", "ana")
HALL = Place("paper", "hall")
PLAN = Plan(
    id="m",
    title={"en": "Roundtable", "fr": "Table ronde"},
    start=AT,
    zone="UTC",
    description={"en": "First.\nSecond."},
    questions=({"en": "Who pays?"},),
    phases=(Phase({"en": "Opening"}, "presentation", 60, {"en": "Welcome."}),),
    dimensions=(
        Dimension(
            "group",
            {"en": "Group"},
            (Choice("cs", {"en": "Civil Society"}), Choice("odd", {"en": "\u202eeve\nil"})),
        ),
    ),
    rooms=(Room({"en": "Hall"}, {"en": "Use the microphone."}),),
    moderators_rooms=(),
    coordination=Coordination({"en": "after"}, {"en": "Hello."}),
)
TEXTS = """
one = { $x }
floor = **{ $who }** has the floor.
    Send `done` or `identify { $code }`.

    See [the guide]({ $link }), <https://example.org/a_b_c> or 3 \\* 4.
places = { $n ->
    [one] One place
   *[other] { $n } places
}
kind = { $kind ->
    [talk] A talk
   *[question] A question
}
"""


@pytest.fixture(scope="module")
def catalogues(tmp_path_factory: pytest.TempPathFactory) -> Catalogues:
    folder: Path = tmp_path_factory.mktemp("catalogues")
    common = (ROOT / "bot" / "messages" / "en" / "common.ftl").read_text("utf-8")
    for language, text in (("en", common + TEXTS), ("ar", "one = { $x }\n"), ("fr", "one = { $x }\n")):
        (folder / language).mkdir()
        (folder / language / "texts.ftl").write_text(text, "utf-8")
    return load_catalogues(folder)


@pytest.fixture(scope="module")
def context(catalogues: Catalogues) -> Context:
    return Context(
        catalogues,
        "en",
        PLAN,
        names={
            1: Shown("Ana", mention=ANA),
            2: Shown("Ben"),
            3: Shown(None, 12),
            4: Shown(None, 7, in_hall=True),
            5: Shown("\u202eeve\nil  x"),
            6: Shown("\u05d0\u05d1"),
        },
        notes={"t": "a **b**\n@everyone <b>"},
    )


CASES: list[tuple[Argument, tuple[Node, ...]]] = [
    (Name(1), (Text("Ana"),)),
    (Name(1, mention=True), (Mention(ANA, "Ana"),)),
    (Name(2, mention=True), (Text("Ben"),)),
    (Name(3), (Text("Guest 12"),)),
    (Name(4), (Text("Hall 7"),)),
    (Name(5), (Text("eve il x"),)),
    (Name(6), (Text("\u2068\u05d0\u05d1\u2069"),)),
    (Name(99), (Text("somebody"),)),
    (RoomRef(HALL, "The\nhall"), (RoomMention(HALL, "The hall"),)),
    (Label("group", "cs"), (Text("Civil Society"),)),
    (Label("group", None), (Text("not stated"),)),
    (Label("mode", "hall"), (Text("hall"),)),
    (Label("group", "odd"), (Text("eve il"),)),
    ("\u202eeve il", (Text("eve il"),)),
    (PlanText(("title",)), (Text("Roundtable"),)),
    (PlanText(("phases", "0", "title")), (Text("Opening"),)),
    (PlanText(("rooms", "0", "how_to_speak")), (Text("Use the microphone."),)),
    (PlanText(("coordination", "welcome")), (Text("Hello."),)),
    (PlanText(("questions", "0")), (Text("Who pays?"),)),
    (PlanText(("description",)), (Text("First."), Break(), Text("Second."))),
    (TextRef("t"), (Text("a **b**"), Break(), Text("@everyone <b>"))),
    (TextRef("gone"), (Text("(text erased)"),)),
    (LinkRef("t"), (Text("a **b**"), Break(), Text("@everyone <b>"))),
    (LinkRef("gone"), (Text("(text erased)"),)),
    (Duration(90), (Text("1 minute 30 seconds"),)),
    (Duration(0), (Text("0 seconds"),)),
    (Duration(3600), (Text("1 hour"),)),
    (Duration(180000), (Text("2 days 2 hours"),)),
    (Moment(AT), (Time(AT, ZoneInfo("UTC"), "15:10 UTC"),)),
    (Moment(AT, "date"), (Time(AT, ZoneInfo("UTC"), "Tuesday, November 24, 2026, 15:10 UTC", dated=True),)),
    (CommandText("identify cs"), (CommandNode("identify cs"),)),
    (Listing((Name(1), "x", 1234)), (Text("Ana, x, and 1,234"),)),
    (Listing((Name(1), CommandText("a")), lines=True), (Text("Ana"), Break(), CommandNode("a"))),
    (Listing(()), ()),
    (say("kind", kind="talk"), (Text("A talk"),)),
    ("**x**", (Text("**x**"),)),
]


@pytest.mark.parametrize(("argument", "expected"), CASES)
def test_an_argument_becomes(argument: Argument, expected: tuple[Node, ...], context: Context) -> None:
    assert render(say("one", x=argument), context).nodes == expected


def test_the_template_is_read_as_markdown(context: Context) -> None:
    message = say("floor", who=Name(1, mention=True), code="cs", link="https://example.org/?a=1&b=_2_")
    assert render(message, context).nodes == (
        Strong((Mention(ANA, "Ana"),)),
        Text(" has the floor."),
        Break(),
        Text("Send "),
        CommandNode("done"),
        Text(" or "),
        CommandNode("identify cs"),
        Text("."),
        Break(),
        Break(),
        Text("See "),
        Link("https://example.org/?a=1&b=_2_", (Text("the guide"),)),
        Text(", "),
        Link("https://example.org/a_b_c", (Text("https://example.org/a_b_c"),)),
        Text(" or 3 * 4."),
    )


def test_an_address_that_is_none_makes_no_link(context: Context) -> None:
    nodes = render(say("floor", who="x", code="y", link="javascript:alert(1)"), context).nodes
    assert [node.url for node in nodes if isinstance(node, Link)] == ["https://example.org/a_b_c"]


def test_numbers_and_codes_choose(context: Context) -> None:
    said = [
        say("places", n=1),
        say("places", n=1500),
        say("kind", kind="talk"),
        say("kind", kind="question"),
    ]
    assert [plain(render(message, context).nodes) for message in said] == [
        "One place",
        "1,500 places",
        "A talk",
        "A question",
    ]


def test_other_zones_have_their_distance_since_letters_mean_several(context: Context) -> None:
    zones = {
        "Europe/Berlin": "16:10 UTC+01",
        "Europe/London": "15:10 UTC",
        "Asia/Kolkata": "20:40 UTC+05:30",
        "America/St_Johns": "11:40 UTC-03:30",
        "America/Chicago": "09:10 UTC-06",
    }
    for zone, text in zones.items():
        there = replace(context, plan=replace(PLAN, zone=zone))
        assert plain(render(say("one", x=Moment(AT)), there).nodes) == text


def test_a_moment_is_shown_by_the_reader_s_clocks_and_a_day_by_its_own(context: Context) -> None:
    tokyo = replace(context, zone=ZoneInfo("Asia/Tokyo"))
    shown = {
        Moment(AT): "00:10 UTC+09",
        Moment(AT, zone="Europe/Vienna"): "00:10 UTC+09 (Asia/Tokyo)",
        Moment(AT, "date", zone="UTC"): "Wednesday, November 25, 2026, 00:10 UTC+09 (Asia/Tokyo)",
        Moment(AT, "day", zone="Europe/Vienna"): "Tuesday, November 24, 2026 (Europe/Vienna)",
    }
    for moment, text in shown.items():
        assert plain(render(say("one", x=moment), tokyo).nodes) == text
    assert plain(render(say("one", x=Moment(AT, zone="Europe/Vienna")), context).nodes) == (
        "16:10 UTC+01 (Europe/Vienna)"
    )


def test_a_time_on_another_day_than_readers_think_has_its_day(context: Context) -> None:
    there = replace(context, plan=replace(PLAN, zone="Asia/Tokyo"))
    for hours, text in ((2, "00:10 UTC+09"), (-1, "Wednesday, November 25, 2026, 00:10 UTC+09")):
        document = render(say("one", x=Moment(AT, since=AT + timedelta(hours=hours))), there)
        assert plain(document.nodes) == text
        assert [node.dated for node in document.nodes if isinstance(node, Time)] == [hours < 0]


def test_another_language_falls_back_text_by_text(context: Context) -> None:
    french = replace(context, language="fr-CA")
    document = render(say("one", x=PlanText(("title",))), french, urgent=True)
    assert (document.nodes, document.language, document.urgent) == ((Text("Table ronde"),), "fr", True)
    assert plain(render(say("one", x=Label("group", None)), french).nodes) == "not stated"


@pytest.mark.parametrize(
    "mark", [0x061C, *range(0x200E, 0x2010), *range(0x202A, 0x202F), *range(0x2066, 0x206A)]
)
def test_a_mark_of_direction_leaves_nothing_in_a_name(mark: int, context: Context) -> None:
    """Nor is a name turned around, whose letters are those of the language."""
    named = replace(context, names={1: Shown(f"A{chr(mark)}na")})
    for language, shown in (("en", "Ana"), ("ar", "\u2068Ana\u2069")):
        assert plain(render(say("one", x=Name(1)), replace(named, language=language)).nodes) == shown


def test_a_latin_name_among_arabic_words_keeps_its_direction(context: Context) -> None:
    arabic = replace(context, language="ar")
    assert plain(render(say("one", x=Name(1)), arabic).nodes) == "\u2068Ana\u2069"
    assert plain(render(say("one", x=Name(6)), arabic).nodes) == "\u05d0\u05d1"


@pytest.mark.parametrize("message", [say("nothing"), say("one"), say("kind.help", kind="talk")])
def test_what_no_catalogue_can_say_is_an_error(message: Message, context: Context) -> None:
    with pytest.raises(CatalogueError):
        render(message, context)


def test_words_must_have_been_kept_first(context: Context) -> None:
    with pytest.raises(TypeError):
        render(say("one", x=RawText("hello")), context)


HOSTILE = st.lists(
    st.sampled_from(["**", "*", "_", "`", "[", "](", ")", "https://e.org", "<", ">", "@everyone", "\\",
                     "\ue000", "\ue001", "{ $x }", "\n", "&lt;", "<@1>", "a", " ", "\u202e", "\u05d0"]),
    max_size=12,
).map("".join) | st.text(max_size=60)  # fmt: skip


@given(HOSTILE, HOSTILE)
def test_nobodys_words_act_as_markup(context: Context, name: str, note: str) -> None:
    """However they are written, the tree has the shape that harmless words give it."""
    theirs = replace(context, names={1: Shown(name)}, notes={"t": note})
    message = say("floor", who=Name(1), code="cs", link="https://example.org")
    nodes = render(message, theirs).nodes
    assert [type(node) for node in nodes if not isinstance(node, Strong)] == [
        Text, Break, Text, CommandNode, Text, CommandNode, Text, Break, Break, Text, Link, Text, Link, Text,
    ]  # fmt: skip
    assert all(isinstance(node, Text | Break) for node in render(say("one", x=TextRef("t")), theirs).nodes)
