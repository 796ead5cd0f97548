"""What holds for a channel: settings, wishes, roster, examples."""

from collections.abc import Sequence

from sqlalchemy import delete, func, select

from adapters.store.codecs import digest
from adapters.store.database import Database
from adapters.store.guard import refuse_forgotten
from adapters.store.tables import channel_settings, examples, roster, wishes
from bot.model.chat import Place
from bot.records import ChannelSettings, Example, RosterEntry, StandingWish


class Channels:
    """`bot.ports.ChannelStore`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def settings(self, place: Place) -> ChannelSettings:
        async with self._database.read() as connection:
            kept: ChannelSettings | None = await connection.scalar(
                select(channel_settings.c.settings).where(channel_settings.c.channel == place)
            )
        return ChannelSettings() if kept is None else kept

    async def save_settings(self, place: Place, settings: ChannelSettings) -> None:
        async with self._database.write() as writing:
            await writing.put(channel_settings, channel=place, settings=settings)

    async def wishes(self, place: Place) -> Sequence[StandingWish]:
        kept = select(wishes.c.wish).where(wishes.c.channel == place).order_by(wishes.c.number)
        async with self._database.read() as connection:
            found: Sequence[StandingWish] = (await connection.scalars(kept)).all()
        return found

    async def add_wish(self, place: Place, words: str, *, by: str) -> StandingWish:
        same = select(wishes.c.wish).where(wishes.c.channel == place, wishes.c.words_digest == digest(words))
        last = select(func.coalesce(func.max(wishes.c.number), 0)).where(wishes.c.channel == place)
        while True:
            async with self._database.write() as writing:
                kept: StandingWish | None = await writing.connection.scalar(same)
                if kept is not None:
                    return kept
                wish = StandingWish((await writing.connection.execute(last)).scalar_one() + 1, words, by)
                row = {"number": wish.number, "words_digest": digest(words), "wish": wish}
                if await writing.insert_once(wishes, channel=place, **row):
                    return wish
            # Another process has taken that number, or added the same wish, in the same moment.

    async def remove_wish(self, place: Place, number: int) -> bool:
        async with self._database.write() as writing:
            gone = delete(wishes).where(wishes.c.channel == place, wishes.c.number == number)
            return (await writing.execute(gone)).rowcount == 1

    async def roster(self, place: Place) -> Sequence[RosterEntry]:
        async with self._database.read() as connection:
            kept = await connection.scalars(select(roster.c.entry).where(roster.c.channel == place))
            entries: Sequence[RosterEntry] = kept.all()
        return sorted(
            entries, key=lambda entry: (entry.name.casefold(), entry.name)
        )  # databases sort by their own rules

    async def put_on_roster(self, place: Place, entry: RosterEntry) -> None:
        async with self._database.write() as writing:
            await writing.put(roster, channel=place, name_digest=digest(entry.name), entry=entry)

    async def take_off_roster(self, place: Place, name: str) -> bool:
        async with self._database.write() as writing:
            gone = delete(roster).where(roster.c.channel == place, roster.c.name_digest == digest(name))
            return (await writing.execute(gone)).rowcount == 1

    async def examples(self, place: Place) -> Sequence[Example]:
        kept = select(examples.c.example).where(examples.c.channel == place).order_by(examples.c.kept_at.desc())
        async with self._database.read() as connection:
            found: Sequence[Example] = (await connection.scalars(kept)).all()
        return found

    async def keep_example(self, place: Place, example: Example) -> None:
        async with self._database.write() as writing:
            await refuse_forgotten(writing, example.draft_id)
            row = {"draft_id": example.draft_id, "kept_at": self._database.now(), "example": example}
            await writing.put(examples, channel=place, **row)

    async def drop_example(self, place: Place, draft_id: str) -> None:
        async with self._database.write() as writing:
            await writing.execute(delete(examples).where(examples.c.channel == place, examples.c.draft_id == draft_id))
