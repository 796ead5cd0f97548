"""What models took: figures without words, which stay when a draft is forgotten."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import ColumnElement, func, select

from adapters.store.database import Database
from adapters.store.tables import spending
from bot.model.chat import Person, Place
from bot.provenance import ModelCall
from bot.records import Spent


class Spending:
    """`bot.ports.SpendingStore`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def spend(
        self, key: str, *, place: Place, person: Person, day: date, calls: Sequence[ModelCall], drafts: int
    ) -> None:
        async with self._database.write() as writing:
            await writing.insert_once(
                spending,
                key=key,
                channel=place,
                person=person,
                day=day,
                drafts=drafts,
                calls=len(calls),
                prompt_tokens=sum(call.usage.prompt_tokens or 0 for call in calls),
                answer_tokens=sum(call.usage.answer_tokens or 0 for call in calls),
                cost_usd=sum(call.cost_usd or 0.0 for call in calls),
                unpriced_calls=sum(call.cost_usd is None for call in calls),
            )

    async def of_person(self, person: Person, *, since: date) -> Spent:
        return await self._sum(spending.c.person == person, spending.c.day >= since)

    async def of_channel(self, place: Place, *, since: date) -> Spent:
        return await self._sum(spending.c.channel == place, spending.c.day >= since)

    async def of_all(self, *, since: date) -> Spent:
        return await self._sum(spending.c.day >= since)

    async def _sum(self, *of: ColumnElement[bool]) -> Spent:
        figures = ("drafts", "calls", "prompt_tokens", "answer_tokens", "cost_usd", "unpriced_calls")
        total = select(*(func.coalesce(func.sum(spending.c[figure]), 0) for figure in figures)).where(*of)
        async with self._database.read() as connection:
            drafts, calls, prompt_tokens, answer_tokens, cost_usd, unpriced = (await connection.execute(total)).one()
        # PostgreSQL sums whole numbers as decimals.
        return Spent(int(drafts), int(calls), int(prompt_tokens), int(answer_tokens), float(cost_usd), int(unpriced))
