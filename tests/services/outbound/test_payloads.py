"""What the outbox keeps of an action is that action: in a process that made it, and in any other."""

import json
from datetime import UTC
from typing import get_args

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.message import Argument, FileRef, Listing, Message, Moment, Offer, RawText
from bot.services.outbound.actions import Action
from bot.services.serializer import Serializer

NESTED = (Listing, Message, Moment, RawText)
"""Made below, or (RawText) never kept: it is moved into the text table before."""
MOMENTS = st.datetimes(timezones=st.just(UTC))


def leaves() -> st.SearchStrategy[Argument]:
    plain = [st.from_type(kind) for kind in get_args(Argument) if kind not in NESTED]
    return st.one_of(*plain, st.builds(Moment, MOMENTS, since=st.none() | MOMENTS))


def with_more(inner: st.SearchStrategy[Argument]) -> st.SearchStrategy[Argument]:
    items = st.lists(inner, max_size=2).map(tuple)
    return st.builds(Listing, items) | said(inner)


def said(inner: st.SearchStrategy[Argument]) -> st.SearchStrategy[Message]:
    offers = st.lists(st.builds(Offer, st.text(), inner), max_size=1).map(tuple)
    file = st.none() | st.builds(FileRef, text=st.none())
    return st.builds(Message, st.text(), st.dictionaries(st.text(), inner, max_size=2), offers, file)


def actions() -> st.SearchStrategy[Action]:
    messages = said(st.recursive(leaves(), with_more, max_leaves=4))
    return st.one_of(*(made(kind, messages) for kind in get_args(Action)))


def made(kind: type[Action], messages: st.SearchStrategy[Message]) -> st.SearchStrategy[Action]:
    told = {"message": messages} if kind.__annotations__.get("message") is Message else {}
    return st.builds(kind, **told)


@given(actions())
def test_another_process_reads_what_this_one_knows(action: Action) -> None:
    here, there = Serializer(), Serializer()
    payload = here.payload(action)
    assert here.action(payload) is action
    assert there.action(json.loads(json.dumps(payload))) == action
