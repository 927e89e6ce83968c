"""Where the boards hang: bot.ports.store.Boards over a connection."""

from msgspec import Struct
from sqlalchemy import ColumnElement, Connection, select, update

from bot.domain.identity import Place
from bot.ports.store import Posted
from storage.repositories.upsert import put
from storage.tables import board


class SqlBoards(Struct, frozen=True):
    """Where each room's live board hangs."""

    connection: Connection

    def get(self, meeting: str, place: Place) -> Posted | None:
        """The board of the room, if it has been posted."""
        row = self.connection.execute(
            select(board.c.message, board.c.since).where(_of(meeting, place))
        ).first()
        return None if row is None else Posted(place, *row)

    def set(self, meeting: str, place: Place, message: str) -> None:
        """A new board hangs there, nothing behind it."""
        put(
            self.connection,
            board,
            {
                "meeting": meeting,
                "platform": place.platform,
                "room": place.id,
                "message": message,
                "since": 0,
            },
        )

    def buried(self, meeting: str, place: Place) -> None:
        """One more post came behind the board, if there is one."""
        self.connection.execute(update(board).where(_of(meeting, place)).values(since=board.c.since + 1))


def _of(meeting: str, place: Place) -> ColumnElement[bool]:
    return (board.c.meeting == meeting) & (board.c.platform == place.platform) & (board.c.room == place.id)
