"""What happened, each thing once, and the jobs that came of it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, delete, select, update

from adapters.store.database import Database, Writing
from adapters.store.tables import cursors, events, jobs, presses
from bot.model.chat import MessageRef, Person, Place
from bot.records import Job, PressChange, PressState

_DROPPED_AT_ONCE = 1000  # whoever wants to write meanwhile waits for so many


class Events:
    """`bot.ports.EventStore`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def accept(self, key: str, job: Job | None, *, press: PressChange | None = None) -> bool:
        async with self._database.write(is_urgent=True) as writing:
            if not await writing.insert_once(events, key=key, accepted_at=self._database.now()):
                return False
            if job is not None:  # one of that key may be there: two people who press the same make one job
                await writing.insert_once(
                    jobs, key=job.key, story=job.story, line=job.line, owner=job.owner, payload=job.payload
                )
            if press is not None:
                await _note(writing, press)
        return True

    async def note_press(self, press: PressChange) -> None:
        async with self._database.write(is_urgent=True) as writing:
            await _note(writing, press)

    async def press(self, message: MessageRef, person: Person, emoji: str) -> PressState | None:
        known = select(presses).where(
            presses.c.channel == message.place,
            presses.c.message_id == message.id,
            presses.c.person == person,
            presses.c.emoji == emoji,
        )
        async with self._database.read() as connection:
            row = (await connection.execute(known)).one_or_none()
        return None if row is None else _state(row)

    async def standing(self, messages: Sequence[MessageRef]) -> Sequence[PressChange]:
        asked = {(message.place.in_channel, message.id): message for message in messages}
        by_channel: dict[Place, list[str]] = {}
        for channel, message_id in asked:
            by_channel.setdefault(channel, []).append(message_id)
        found: list[PressChange] = []
        async with self._database.read() as connection:
            for channel, ids in by_channel.items():
                there = select(presses).where(
                    presses.c.channel == channel, presses.c.message_id.in_(ids), presses.c.is_present.is_(True)
                )
                found += [
                    PressChange(asked[channel, row.message_id], row.person, row.emoji, _state(row))
                    for row in await connection.execute(there)
                ]
        return tuple(found)

    async def job(self, key: str) -> Job | None:
        async with self._database.read() as connection:
            row = (await connection.execute(select(jobs).where(jobs.c.key == key))).one_or_none()
        return None if row is None else _job(row)

    async def unstarted(self) -> Sequence[Job]:
        waiting = select(jobs).where(jobs.c.started_at.is_(None)).order_by(jobs.c.number)
        async with self._database.read() as connection:
            rows = (await connection.execute(waiting)).all()
        return tuple(_job(row) for row in rows)

    async def mark_started(self, key: str) -> None:
        async with self._database.write(is_urgent=True) as writing:
            await writing.execute(
                update(jobs)
                .where(jobs.c.key == key, jobs.c.started_at.is_(None))
                .values(started_at=self._database.now())
            )

    async def drop_old(self, *, jobs_before: datetime, events_before: datetime) -> int:
        old = (
            (jobs, jobs.c.number, jobs.c.started_at < jobs_before),
            (events, events.c.key, events.c.accepted_at < events_before),
        )
        removed = 0
        for table, key, is_old in old:
            some = delete(table).where(key.in_(select(key).where(is_old).limit(_DROPPED_AT_ONCE)))
            while True:
                async with self._database.write() as writing:
                    dropped = (await writing.execute(some)).rowcount
                removed += dropped
                if dropped < _DROPPED_AT_ONCE:
                    break
        async with self._database.write() as writing:
            return removed + (await writing.execute(delete(presses).where(presses.c.at < events_before))).rowcount

    async def cursor(self, channel: Place) -> str | None:
        async with self._database.read() as connection:
            message_id: str | None = await connection.scalar(
                select(cursors.c.message_id).where(cursors.c.channel == channel)
            )
        return message_id

    async def move_cursor(self, channel: Place, message_id: str) -> None:
        async with self._database.write(is_urgent=True) as writing:
            await writing.put(cursors, channel=channel, platform=channel.platform, message_id=message_id)

    async def channels(self, platform: str) -> Sequence[Place]:
        known = select(cursors.c.channel).where(cursors.c.platform == platform).order_by(cursors.c.channel)
        async with self._database.read() as connection:
            places: Sequence[Place] = (await connection.scalars(known)).all()
        return places


async def _note(writing: Writing, press: PressChange) -> None:
    state = press.state
    await writing.put(
        presses,
        channel=press.message.place,
        message_id=press.message.id,
        person=press.person,
        emoji=press.emoji,
        is_present=state.is_present,
        count=state.count,
        at=state.at,
        event_id=state.event_id,
    )


def _job(row: Row[Any]) -> Job:
    return Job(row.key, row.story, row.line, row.owner, row.payload)


def _state(row: Row[Any]) -> PressState:
    of = row._mapping  # a row has a method `count` of its own
    return PressState(of["is_present"], of["count"], of["at"], of["event_id"])
