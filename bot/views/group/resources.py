"""Resources as people see them."""

from bot.domain.group.rows import Resource, text_id
from bot.domain.message import LinkRef, Listing, Message, TextRef, say


def resource_line(resource: Resource, *, titled: bool) -> Message:
    """Its number, its title if it has one, where it leads, and its tags."""
    tags = resource.tags.split()
    return say(
        "resource-line",
        number=resource.number,
        titled="yes" if titled else "no",
        title=TextRef(text_id(resource, "title")) if titled else "",
        link=LinkRef(text_id(resource, "link")),
        tags=say("resource-tags", tags=Listing(tuple(tags))) if tags else "",
    )
