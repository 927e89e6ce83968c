"""Setting up a meeting, from the code to the meeting: who may, and in which place."""

from collections.abc import Mapping, Sequence
from functools import partial

from msgspec import Struct, field

from bot.commands.input.parsing import ParsedCommand
from bot.commands.model import Outcome
from bot.domain.changing import replace
from bot.domain.codes import matching
from bot.domain.identity import Identity, Place
from bot.domain.message import CommandText, Refusal, offering, refuse, say
from bot.ports.clock import Clock
from bot.ports.platform import Invocation, Platform, TryLater, Undeliverable
from bot.ports.premises import Premises, RoomSpec
from bot.ports.store import Draft, Store, Transaction
from bot.services.inbound.organising import Decide
from bot.services.inbound.wrong_codes import WrongCodes
from bot.setup.awaiting import expects, sets_up
from bot.setup.finishing import Finishing
from bot.setup.steps import Scene
from bot.setup.walk import HERE, Asked, answered, asked, back, begun, over, question


class SetupService(Struct, frozen=True):
    """bot.services.inbound.organising.Organising, over a store."""

    store: Store
    platforms: Mapping[str, Platform]
    languages: Sequence[str]
    desk: tuple[str, str]
    """The name and the topic of a moderators' room that the bot makes."""
    finishing: Finishing
    clock: Clock
    wrong_codes: WrongCodes = field(default_factory=WrongCodes)

    async def decide(self, invocation: Invocation, parsed: ParsedCommand) -> Decide:
        """Look at the place first; what is asked for is decided upon in the transaction that keeps it."""
        looked = await self._looked(invocation, asked(parsed))
        return (lambda _: looked) if isinstance(looked, Refusal) else looked

    async def expects(self, who: Identity) -> bool:
        """Whether somebody may be about to set up a meeting."""
        return await self.store.read(lambda tx: expects(tx, who, self.clock.now()))

    async def sets_up(self, place: Place) -> bool:
        """Whether a meeting is being set up in that room."""
        return await self.store.read(lambda tx: sets_up(tx, place, self.clock.now()))

    async def _looked(self, invocation: Invocation, wanted: Asked) -> Decide | Refusal:
        platform = self.platforms[invocation.author.platform]
        premises = platform.capabilities.premises
        if premises is None:
            return refuse("refused-setup-platform")
        draft = await self.store.read(lambda tx: self._draft(tx, invocation))
        if wanted.code:
            if invocation.direct:
                return refuse("refused-setup-direct", setup=CommandText("setup CODE"))
            draft = Draft(invocation.author, invocation.place, invocation.server, {}, 0, invocation.at)
        if draft is None:
            return refuse("refused-setup-none", setup=CommandText("setup CODE"))
        if not wanted.code and not _there(invocation, draft, premises, wanted):
            return refuse("refused-setup-elsewhere")
        try:
            if not await self._may(premises, invocation, draft, wanted):
                return refuse("refused-setup-rights", platform=platform.name)
            wanted = await self._with_room(premises, invocation, draft, wanted)
            scene = await self._scene(premises, invocation, draft, wanted)
        except TryLater:
            return refuse("refused-setup-later")
        except Undeliverable:
            return refuse("refused-setup-room")
        if wanted.code:
            return partial(self._begin, scene=scene, draft=draft, code=wanted.what)
        return partial(self._go_on, scene=scene, wanted=wanted, invocation=invocation)

    async def _may(self, premises: Premises, invocation: Invocation, draft: Draft, wanted: Asked) -> bool:
        """In the place of the code, and in another room that is to be the moderators'."""
        places = [draft.place]
        if wanted.what == HERE:
            places.append(invocation.place)
        elif wanted.what == "desk" and wanted.words not in ("", "new") and not premises.whole_server:
            places.append(replace(draft.place, id=wanted.words))
        for place in places:
            if not await premises.may_set_up(invocation.author, place, draft.server):
                return False
        return True

    async def _with_room(
        self, premises: Premises, invocation: Invocation, draft: Draft, wanted: Asked
    ) -> Asked:
        """The answer with the id of the room that is meant, made if that was asked for."""
        if wanted.what == HERE:
            return replace(wanted, what="desk", words=invocation.place.id)
        if (wanted.what, wanted.words) != ("desk", "new") or over(draft, wanted):
            return wanted
        marker = f"setup:{draft.who}:{draft.place.id}:{draft.answers.get('begun', '')}"
        spec = RoomSpec(marker, *self.desk)
        made = await premises.make_room(draft.place, draft.server, draft.who, spec)
        return replace(wanted, words=made.id)

    async def _scene(self, premises: Premises, invocation: Invocation, draft: Draft, wanted: Asked) -> Scene:
        ids = [str(draft.answers.get("desk", "")), wanted.words if wanted.what == "desk" else ""]
        beside = [
            replace(draft.place, id=id) for id in dict.fromkeys(ids) if id and not premises.whole_server
        ]
        look = await premises.look(draft.place, draft.server, beside)
        return Scene(
            invocation.author.platform,
            invocation.author,
            look,
            premises.whole_server,
            self.languages,
            premises.account,
            self.clock.now(),
        )

    def _draft(self, tx: Transaction, invocation: Invocation) -> Draft | None:
        draft = tx.setup.draft(invocation.author)
        return draft if draft is not None and draft.expires > self.clock.now() else None

    def _begin(self, tx: Transaction, scene: Scene, draft: Draft, code: str) -> Outcome | Refusal:
        """With a code that nobody has used; whoever has given it before goes on."""
        now, guessed = self.clock.now(), (draft.who, _scope(draft, scene))
        if self.wrong_codes.too_many(guessed, now):
            return refuse("refused-setup-too-many")
        kept = matching(code, tx.setup.codes())
        if kept is not None and kept.expires > now and tx.setup.use_code(kept.digest, now):
            fresh = begun(draft, scene)
            tx.setup.keep(fresh)
            return Outcome(question(fresh, scene))
        before = tx.setup.draft(draft.who)
        here = before is not None and _scope(before, scene) == _scope(draft, scene)
        if kept is not None and kept.used and before and here and before.expires > now:
            return Outcome(question(before, scene))
        self.wrong_codes.add(guessed, now)
        if kept is None:
            return refuse("refused-setup-code")
        return refuse("refused-setup-used" if kept.used else "refused-setup-old")

    def _go_on(
        self, tx: Transaction, scene: Scene, wanted: Asked, invocation: Invocation
    ) -> Outcome | Refusal:
        draft = self._draft(tx, invocation)
        if draft is None:
            return refuse("refused-setup-none", setup=CommandText("setup CODE"))
        if over(draft, wanted):
            now = question(draft, scene)
            return Refusal(offering(say("refused-setup-over", question=replace(now, offers=())), *now.offers))
        match wanted.what:
            case "" | "again":
                return Outcome(question(draft, scene))
            case "stop":
                tx.setup.drop(draft.who)
                return Outcome(say("setup-stopped"))
            case "make":
                return self.finishing.finish(tx, draft, scene)
            case "back":
                changed: Draft | Refusal = back(draft, scene)
            case _:
                changed = answered(draft, wanted, scene)
        if isinstance(changed, Refusal):
            return changed
        tx.setup.keep(changed)
        return Outcome(question(changed, scene))


def _scope(draft: Draft, scene: Scene) -> str:
    """What a code is for: the server, or the one room."""
    return f"{scene.platform}:{draft.server if scene.whole_server else draft.place.id}"


def _there(invocation: Invocation, draft: Draft, premises: Premises, wanted: Asked) -> bool:
    """Whether a command is given where its author sets up a meeting, or to the bot alone."""
    if invocation.direct:
        return wanted.what != HERE
    if premises.whole_server:
        return invocation.server == draft.server and wanted.what != HERE
    return (invocation.place == draft.place) != (wanted.what == HERE)
