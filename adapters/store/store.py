"""The store as the core sees it."""

from pathlib import Path

from adapters.store.address import address_of
from adapters.store.channels import Channels
from adapters.store.database import Clock, Database, utc_now
from adapters.store.drafts import Drafts
from adapters.store.events import Events
from adapters.store.opening import open_database
from adapters.store.papers import Papers
from adapters.store.spending import Spending


class SqlStore:
    """All that paperthread remembers, in SQLite or PostgreSQL. `bot.ports.Store` says what each part does."""

    def __init__(self, data_dir: Path, *, url: str | None = None, clock: Clock = utc_now) -> None:
        """Nothing is opened yet.

        Args:
            data_dir: The folder of the SQLite file; made if it is not there.
            url: A PostgreSQL address, in place of the file.

        Raises:
            StoreUnavailable: `url` is no PostgreSQL address.
        """
        self._database = Database(address_of(data_dir, url), clock)
        self._events = Events(self._database)
        self._papers = Papers(self._database)
        self._drafts = Drafts(self._database)
        self._channels = Channels(self._database)
        self._spending = Spending(self._database)

    @property
    def events(self) -> Events:
        return self._events

    @property
    def papers(self) -> Papers:
        return self._papers

    @property
    def drafts(self) -> Drafts:
        return self._drafts

    @property
    def channels(self) -> Channels:
        return self._channels

    @property
    def spending(self) -> Spending:
        return self._spending

    async def open(self) -> None:
        try:
            await open_database(self._database)
        except BaseException:
            await self._database.close()
            raise

    async def close(self) -> None:
        await self._database.close()
