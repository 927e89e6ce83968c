"""Resources: what is shared, found again by its link, its tags and its words."""

from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256

from msgspec import Struct

from bot.domain.changing import replace
from bot.domain.folding import bare
from bot.domain.group.links import LONGEST_TAG, MOST_TAGS, normalised, read_link, read_tags
from bot.domain.group.rows import Resource
from bot.domain.message import Refusal, refuse


class Shared(Struct, frozen=True):
    """What somebody wants to share."""

    link: str
    """As it is sent; or words, where it is no link."""
    title: str
    tags: tuple[str, ...]
    digest: str


def read_shared(what: str, title: str, tags: str) -> Shared | Refusal:
    """Of what stands between the bars."""
    read = read_tags(tags) if tags else ()
    if read is None:
        return refuse_tags()
    link = read_link(what)
    if link is None:
        return Shared(what, title, read, "")
    return Shared(link.url, title, read, sha256(normalised(link).encode()).hexdigest())


def new_resource(shared: Shared, number: int, author: int | None, at: datetime) -> Resource:
    """It under a number."""
    words = searched(f"{shared.link} {shared.title} {' '.join(shared.tags)}")
    return Resource(number, author, at, shared.digest, _kept(shared.tags), " ".join(words))


def grown(resource: Resource, tags: Sequence[str]) -> Resource | Refusal:
    """The same with these tags too."""
    old = resource.tags.split()
    new = [tag for tag in tags if tag not in old]
    if len(old) + len(new) > MOST_TAGS:
        return refuse_tags()
    words = " ".join((resource.words, *searched(" ".join(new))))
    return replace(resource, tags=_kept((*old, *new)), words=words) if new else resource


def searched(text: str) -> list[str]:
    """The words of a text as they are compared."""
    return bare(text).split()


def refuse_tags() -> Refusal:
    """Why tags are not taken."""
    return refuse("refused-resource-tags", most=MOST_TAGS, longest=LONGEST_TAG)


def _kept(tags: Sequence[str]) -> str:
    return f" {' '.join(tags)} " if tags else ""
