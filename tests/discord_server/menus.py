"""Which commands Discord shows to whom, and what it sends of one that was chosen on a person or a message."""

from tests.discord_server import render
from tests.discord_server.render import Json
from tests.discord_server.world import World


def offered_to(definition: Json, held: int) -> bool:
    """Whether these permissions are enough for what the command wants at first."""
    needed = int(str(definition["default_member_permissions"] or 0))
    return held & needed == needed


def menu_data(world: World, definition: Json, on: str) -> Json:
    """The data of the interaction, with what it was chosen on."""
    data: Json = {"id": definition["id"], "name": definition["name"], "type": definition["type"]}
    data["target_id"] = on
    if definition["type"] == 2:
        member = render.member(world, on)
        user = member.pop("user")
        data["resolved"] = {"users": {on: user}, "members": {on: member | {"permissions": "0"}}}
    else:
        data["resolved"] = {"messages": {on: render.message(world, world.message(on))}}
    return data
