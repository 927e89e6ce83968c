"""What is tried on one platform, in the order in which a meeting needs it."""

from functools import partial

from msgspec import Struct

from bot.domain.changing import replace
from bot.domain.identity import Identity, Place
from bot.domain.message import say
from bot.ports.platform import Undeliverable
from bot.services.live.ground import Ground
from bot.services.live.pressing import Pressing
from bot.services.live.removing import Remover
from bot.services.live.stages import Stages
from bot.services.live.traces import Made, Sent


class Steps(Struct, frozen=True):
    """All of them; each that fails is told, and the others go on."""

    ground: Ground
    remover: Remover
    pressing: Pressing
    stages: Stages

    async def run(self, *, attended: bool) -> None:
        """With somebody at the keyboard, or without."""
        plan, ground = self.ground.plan, self.ground
        rooms = [place for place in (*plan.places, *plan.moderators_rooms) if ground.here(place)]
        posted = [place for place in dict.fromkeys(rooms) if await self._room(place)]
        channel = await self._channel()
        pressed = await self.pressing.run(posted, attended=attended)
        who = pressed or next(filter(ground.here, plan.coordinators), None)
        await self._direct(who)
        await self._invite(channel, who)
        await self.stages.run(who)

    async def _room(self, place: Place) -> bool:
        """Whether the bot can post there; then it changes its post and finds it again."""
        ground, room = self.ground, self.ground.name(place)
        sent = await ground.post(say("live-step-post", room=room), place, say("live-post"))
        edit, find = say("live-step-edit", room=room), say("live-step-find", room=room)
        if sent is None:
            for step in (edit, find):
                ground.report.skipped(step, say("live-why-not-posted"))
            return False
        await ground.report.attempt(edit, partial(self._changed, place, sent), ground.patience)
        await ground.report.attempt(find, partial(self._found, place, sent), ground.patience)
        return True

    async def _changed(self, place: Place, sent: Sent) -> None:
        document = self.ground.shown(say("live-edited"))
        await self.ground.platform.edit(place, str(sent.message), document, f"{sent.key}/edit")

    async def _found(self, place: Place, sent: Sent) -> None:
        """As the bot does after an outage; where it need not, nothing can be missing."""
        history = self.ground.platform.capabilities.history
        document = self.ground.shown(say("live-edited"))
        if history and await history.find(place, document, sent.key, sent.at) is None:
            raise Undeliverable("it is not there")

    async def _channel(self) -> Made | None:
        """Opened as the coordination channel is, beside the first room."""
        ground, step = self.ground, say("live-step-channel")
        near = next(filter(ground.here, ground.plan.foremost), None)
        if near is None or not ground.platform.capabilities.open_channels:
            ground.report.skipped(step, say("live-why-no-rooms"))
            return None
        made = Made(ground.key(), near)
        opened = await ground.report.attempt(step, partial(self._opened, made), ground.patience)
        if opened is not None and opened.place is not None:
            post = say("live-step-channel-post")
            await ground.post(post, opened.place, say("live-channel-post"))
        return opened

    async def _opened(self, made: Made) -> Made:
        await self.ground.traces.put(made)
        try:
            place = await self.ground.platform.open_channel(self.remover.spec(made), made.key)
        except Undeliverable:
            await self.ground.traces.gone(made)
            raise
        opened = replace(made, place=place)
        await self.ground.traces.put(opened)
        return opened

    async def _direct(self, who: Identity | None) -> None:
        step = say("live-step-direct")
        if who is None:
            self.ground.report.skipped(step, say("live-why-nobody-known"))
        else:
            await self.ground.tell(step, who, say("live-direct"))

    async def _invite(self, channel: Made | None, who: Identity | None) -> None:
        """The same person, who is out of it again with the channel."""
        ground, step = self.ground, say("live-step-invite")
        if channel is None or channel.place is None:
            ground.report.skipped(step, say("live-why-no-channel"))
        elif who is None:
            ground.report.skipped(step, say("live-why-nobody-known"))
        else:
            await ground.traces.put(replace(channel, invited=(who,)))
            invite = partial(ground.platform.invite, channel.place, who)
            await ground.report.attempt(step, invite, ground.patience)
