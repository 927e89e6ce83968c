"""From a stored message to the document one reader gets: names and texts are looked up at the last moment."""

from collections.abc import Callable, Mapping, Sequence
from zoneinfo import ZoneInfo

from msgspec import Struct

from bot.domain.changing import replace
from bot.domain.group.rows import Member, Settings
from bot.domain.identity import Identity, Place
from bot.domain.meeting.state import Meeting
from bot.domain.message import Argument, FileRef, Listing, Message, Name, say
from bot.domain.plan import HALL
from bot.messages.catalogue import Catalogues
from bot.messages.document import AttachedFile, Choosing, Document, plain
from bot.messages.render import Context, Shown, inline, render
from bot.ports.platform import Platform
from bot.ports.store import Account, Profile, Transaction
from bot.services.outbound.text_refs import names, tells_moments, text_refs


class Audience(Struct, frozen=True):
    """Who reads a message: a room, in which accounts were seen, or somebody alone."""

    language: str | None = None
    """What their platform tells of somebody; what they chose comes first."""
    place: Place | None = None
    to: Identity | None = None
    overheard: bool = False
    """True in a room where others read what somebody types."""
    choosing: Choosing = Choosing.TYPED
    """How they take what is offered."""
    chat: str = "none"
    """An address that opens a chat with the bot, where their platform has one."""


def readers(platform: Platform, place: Place | None = None) -> Audience:
    """Everybody in a room; None for one that is still to be made."""
    has = platform.capabilities
    chat = has.joining.link_to_chat() if has.joining else None
    overheard = not has.private_replies
    return Audience(place=place, overheard=overheard, choosing=has.in_rooms, chat=chat or "none")


def plain_file(name: str, words: Sequence[str]) -> AttachedFile:
    """The words as they are."""
    return AttachedFile(name, "text/plain", "\n".join(words).encode())


class FileOfWords(Struct, frozen=True):
    """A file that is made of messages, in the reader's words."""

    name: str
    messages: tuple[Message, ...]
    made: Callable[[str, Sequence[str]], AttachedFile] = plain_file
    """Of its name and the messages in words."""


Files = Callable[[Transaction, str, FileRef, str], AttachedFile | FileOfWords | None]
"""Makes a file of a meeting or group, by its id, in a reader's language; None where it is no more."""


class Renderer(Struct, frozen=True):
    """Renders messages in a transaction."""

    catalogues: Catalogues
    files: Files

    def document(
        self,
        tx: Transaction,
        meeting: Meeting | None,
        message: Message,
        reader: Audience,
        *,
        urgent: bool = False,
    ) -> Document:
        """The message for a reader on one platform."""
        message = _with_chat(message, reader)
        if meeting is None:
            nowhere = Context(
                self.catalogues,
                reader.language or "en",
                overheard=reader.overheard,
                choosing=reader.choosing,
            )
            return render(message, nowhere, urgent=urgent)
        context = self._context(tx, meeting, message, reader)
        document = render(message, context, urgent=urgent)
        file = self._file(tx, meeting, message.file, reader, context.language) if message.file else None
        if file is None:
            return document  # What was erased meanwhile leaves the words without it.
        return replace(document, file=file, fileless=inline(say("file-not-taken", name=file.name), context))

    def lines(
        self, tx: Transaction, meeting: Meeting, messages: Sequence[Message], reader: Audience
    ) -> list[str]:
        """Several messages in words alone, one look for all of them."""
        context = self._context(tx, meeting, Listing(tuple(messages)), reader)
        return [plain(render(message, context).nodes) for message in messages]

    def _file(
        self, tx: Transaction, meeting: Meeting, file: FileRef, reader: Audience, language: str
    ) -> AttachedFile | None:
        made = self.files(tx, meeting.plan.id, file, language)
        if not isinstance(made, FileOfWords):
            return made
        return made.made(made.name, self.lines(tx, meeting, made.messages, reader))

    def _context(self, tx: Transaction, meeting: Meeting, said: Argument, reader: Audience) -> Context:
        """Whatever it depends on."""
        account = tx.people.account(meeting.plan.id, reader.to) if reader.to else None
        chosen = account.language if account else None
        return Context(
            self.catalogues,
            chosen or reader.language or meeting.plan.language,
            meeting.plan,
            _named(tx, meeting, names(said), reader.place),
            _written(tx, meeting, text_refs(said)),
            reader.overheard,
            reader.choosing,
            _zone(tx, meeting, account, said) if reader.to else _zone_of_group(tx, meeting, said),
        )


def _with_chat(message: Message, reader: Audience) -> Message:
    """What speaks of a chat with the bot leads to the one on the reader's own platform."""
    if "chat" not in message.arguments:
        return message
    return replace(message, arguments={**message.arguments, "chat": reader.chat})


def _zone(tx: Transaction, meeting: Meeting, account: Account | None, said: Argument) -> ZoneInfo | None:
    """The one that a member of a group chose."""
    if account is None or not _by_clocks(meeting, said):
        return None
    member = tx.records.of(meeting.plan.id).get(Member, account.person)
    return ZoneInfo(member.zone) if member and member.zone else None


def _zone_of_group(tx: Transaction, meeting: Meeting, said: Argument) -> ZoneInfo | None:
    """The one by which all are told of moments in its channels."""
    settings = tx.records.of(meeting.plan.id).get(Settings, 1) if _by_clocks(meeting, said) else None
    return ZoneInfo(settings.zone) if settings else None


def _by_clocks(meeting: Meeting, said: Argument) -> bool:
    return meeting.plan.is_group and tells_moments(said)


def _named(
    tx: Transaction, meeting: Meeting, wanted: Sequence[Name], place: Place | None
) -> Mapping[int, Shown]:
    """Everybody whose name is wanted; nobody is looked up for nothing, since meetings are large.

    An account is mentioned where it was seen, and nowhere else: its person may have others, kept apart.
    """
    if not wanted:
        return {}
    people, mentioned = {name.person for name in wanted}, any(name.mention for name in wanted)
    profiles = tx.people.profiles(meeting.plan.id, people)
    accounts = tx.people.accounts(meeting.plan.id, people) if mentioned else ()
    here = [account for account in accounts if place in account.seen]
    return shown(meeting, profiles, here)


def _written(tx: Transaction, meeting: Meeting, wanted: Sequence[str]) -> Mapping[str, str]:
    return tx.people.texts(meeting.plan.id, wanted) if wanted else {}


def shown(
    meeting: Meeting, profiles: Mapping[int, Profile], accounts: Sequence[Account] = ()
) -> Mapping[int, Shown]:
    """How each participant appears to others. Whoever chose a name is not mentioned by their account.

    Whoever goes on in a group unseen has no name there: it would say who is in it.
    """
    identity = {account.person: account.identity for account in accounts}
    unseen = {each.person for each in meeting.participants.values() if each.quietly and meeting.plan.is_group}
    return {
        number: Shown(
            None if number in unseen else profile.name,
            meeting.participants[number].badge,
            in_hall=meeting.participants[number].mode == HALL,
            mention=identity.get(number) if profile.kind == "platform" and number not in unseen else None,
        )
        for number, profile in profiles.items()
        if number in meeting.participants
    }
