"""Drafts, their tweets and versions, and the messages that show them."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, case, delete, func, select, update

from adapters.store.codecs import storable
from adapters.store.database import Database, Writing
from adapters.store.forgetting import forget
from adapters.store.guard import refuse_forgotten
from adapters.store.tables import answers, calls, drafts, papers, posts, tweets, versions
from bot.errors import StoreError
from bot.model.chat import MessageRef, Person, Place
from bot.provenance import ModelCall
from bot.records import DraftRecord, DraftState, KeptDraft, KeptTweet, PostRecord, PostState
from bot.versions import Version


class Drafts:
    """`bot.ports.DraftStore`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    # ---- Drafts ----

    async def save(self, record: DraftRecord) -> None:
        row = {
            "channel": record.place,
            "chat_thread": record.place.chat_thread,
            "person": record.asked_by,
            "sha256": record.sha256,
            "arxiv_id": record.arxiv_id or record.wanted.arxiv_id,
            "created_at": record.created_at,
            "record": record,
        }
        goes_on = record.state in (DraftState.WAITING, DraftState.WORKING)
        async with self._database.write() as writing:
            await refuse_forgotten(writing, record.id)
            if not await writing.insert_once(drafts, id=record.id, state=record.state.value, **row):
                is_stopping = drafts.c.state == DraftState.STOPPING.value
                state = case((is_stopping, drafts.c.state), else_=record.state.value) if goes_on else record.state.value
                await writing.execute(update(drafts).where(drafts.c.id == record.id).values(state=state, **row))
            await _use_paper(writing, record.id, self._database.now())

    async def set_state(self, draft_id: str, state: DraftState) -> None:
        async with self._database.write() as writing:
            await writing.execute(update(drafts).where(drafts.c.id == draft_id).values(state=state.value))

    async def draft(self, draft_id: str) -> KeptDraft | None:
        in_order = (tweets.c.place.is_(None), tweets.c.place, tweets.c.serial)
        of_draft = select(tweets).where(tweets.c.draft_id == draft_id).order_by(*in_order)
        history = (
            select(versions.c.serial, versions.c.version)
            .where(versions.c.draft_id == draft_id)
            .order_by(versions.c.serial, versions.c.number)
        )
        async with self._database.read() as connection:
            row = (await connection.execute(_records(drafts.c.id == draft_id))).one_or_none()
            if row is None:
                return None
            kept_tweets = (await connection.execute(of_draft)).all()
            kept_versions = (await connection.execute(history)).all()
        by_serial: dict[int, list[Version]] = {}
        for serial, version in kept_versions:
            by_serial.setdefault(serial, []).append(version)
        return KeptDraft(
            replace(row.record, state=DraftState(row.state)),
            tuple(
                KeptTweet(one.serial, tuple(by_serial[one.serial]), one.is_approved, one.out_at is not None, one.out_at)
                for one in kept_tweets
            ),
        )

    async def state(self, draft_id: str) -> DraftState | None:
        async with self._database.read() as connection:
            state: str | None = await connection.scalar(select(drafts.c.state).where(drafts.c.id == draft_id))
        return None if state is None else DraftState(state)

    async def newest(self, place: Place) -> str | None:
        is_there = [drafts.c.channel == place]
        if place.chat_thread is not None:
            is_there.append(drafts.c.chat_thread == place.chat_thread)
        return await self._newest(*is_there)

    async def of_paper(self, channel: Place, arxiv_id: str) -> str | None:
        return await self._newest(
            drafts.c.channel == channel, drafts.c.arxiv_id == arxiv_id, drafts.c.state != DraftState.FAILED.value
        )

    async def recent(self, person: Person, *, most: int) -> Sequence[DraftRecord]:
        asked = _records(drafts.c.person == person).order_by(drafts.c.created_at.desc(), drafts.c.id).limit(most)
        async with self._database.read() as connection:
            rows = (await connection.execute(asked)).all()
        return tuple(replace(row.record, state=DraftState(row.state)) for row in rows)

    async def _newest(self, *is_one: ColumnElement[bool]) -> str | None:
        found = select(drafts.c.id).where(*is_one).order_by(drafts.c.created_at.desc(), drafts.c.id.desc()).limit(1)
        async with self._database.read() as connection:
            draft_id: str | None = await connection.scalar(found)
        return draft_id

    # ---- Tweets ----

    async def put_first(self, draft_id: str, serial: int, version: Version) -> None:
        async with self._database.write() as writing:
            await refuse_forgotten(writing, draft_id)
            await writing.insert_once(tweets, draft_id=draft_id, serial=serial, is_approved=False)
            await writing.put(versions, draft_id=draft_id, serial=serial, number=version.number, version=version)

    async def cut(self, draft_id: str, *, behind: int) -> None:
        async with self._database.write() as writing:
            await writing.execute(delete(tweets).where(tweets.c.draft_id == draft_id, tweets.c.serial > behind))

    async def add_version(self, draft_id: str, serial: int, version: Version, *, cause: str) -> bool:
        row = {"draft_id": draft_id, "serial": serial, "number": version.number, "cause": cause, "version": version}
        made = select(versions.c.number).where(
            versions.c.draft_id == draft_id, versions.c.serial == serial, versions.c.cause == cause
        )
        async with self._database.write() as writing:
            await refuse_forgotten(writing, draft_id)
            is_new = await writing.insert_once(versions, **row)
            if not is_new and await writing.connection.scalar(made) is None:
                raise StoreError(f"Another job has made version {version.number} of tweet {serial} of this draft.")
            await _use_paper(writing, draft_id, self._database.now())
        return is_new

    async def is_made(self, draft_id: str, cause: str) -> bool:
        made = select(versions.c.number).where(versions.c.draft_id == draft_id, versions.c.cause == cause).limit(1)
        async with self._database.read() as reading:
            return await reading.scalar(made) is not None

    async def set_picture(self, draft_id: str, serial: int, version: Version) -> None:
        of_tweet = (versions.c.draft_id == draft_id, versions.c.serial == serial)
        newest = select(func.max(versions.c.number)).where(*of_tweet).scalar_subquery()
        is_newest = (versions.c.number == version.number, versions.c.number == newest)
        async with self._database.write() as writing:
            await refuse_forgotten(writing, draft_id)
            await writing.execute(update(versions).where(*of_tweet, *is_newest).values(version=version))

    async def arrange(self, draft_id: str, serials: Sequence[int]) -> None:
        places = {serial: place for place, serial in enumerate(serials)}
        place = case(places, value=tweets.c.serial, else_=None) if places else None
        async with self._database.write() as writing:
            await writing.execute(update(tweets).where(tweets.c.draft_id == draft_id).values(place=place))

    async def approve(self, draft_id: str, serial: int, *, is_approved: bool) -> None:
        await self._set_tweet(draft_id, serial, is_approved=is_approved)

    async def take_out(self, draft_id: str, serial: int, *, at: datetime | None) -> None:
        await self._set_tweet(draft_id, serial, out_at=at)

    async def _set_tweet(self, draft_id: str, serial: int, **values: object) -> None:
        async with self._database.write() as writing:
            is_tweet = (tweets.c.draft_id == draft_id, tweets.c.serial == serial)
            await writing.execute(update(tweets).where(*is_tweet).values(**values))

    # ---- Posts ----

    async def post(self, key: str) -> PostRecord | None:
        return await self._one_post(select(posts.c.post).where(posts.c.key == key))

    async def save_post(self, post: PostRecord) -> None:
        async with self._database.write() as writing:
            await writing.put(
                posts,
                key=post.key,
                draft_id=post.draft_id,
                serial=post.serial,
                state=post.state.value,
                begun_at=post.begun_at,
                channel=None if post.message is None else post.message.place,
                message_id=None if post.message is None else post.message.id,
                post=post,
            )

    async def post_of(self, message: MessageRef) -> PostRecord | None:
        is_it = (posts.c.channel == message.place, posts.c.message_id == message.id)
        return await self._one_post(select(posts.c.post).where(*is_it).order_by(posts.c.begun_at.desc()).limit(1))

    async def posts(self, draft_id: str) -> Sequence[PostRecord]:
        in_order = (posts.c.serial.is_(None), posts.c.serial, posts.c.begun_at, posts.c.key)
        async with self._database.read() as connection:
            found = await connection.scalars(
                select(posts.c.post).where(posts.c.draft_id == draft_id).order_by(*in_order)
            )
            kept: Sequence[PostRecord] = found.all()
        return kept

    async def watched(self, channel: Place, *, since: datetime) -> Sequence[MessageRef]:
        shown = (
            select(posts.c.post)
            .join(drafts, drafts.c.id == posts.c.draft_id)
            .where(drafts.c.channel == channel, drafts.c.created_at >= since)
            .where(posts.c.state == PostState.SENT.value, posts.c.serial.is_not(None))
            .order_by(drafts.c.created_at, drafts.c.id, posts.c.serial, posts.c.begun_at)
        )
        async with self._database.read() as connection:
            found: Sequence[PostRecord] = (await connection.scalars(shown)).all()
        return tuple(post.message for post in found if post.message is not None)

    async def _one_post(self, query: Select[PostRecord]) -> PostRecord | None:
        async with self._database.read() as connection:
            post: PostRecord | None = await connection.scalar(query)
        return post

    # ---- What was remembered ----

    async def recall(self, draft_id: str, key: str) -> str | None:
        known = select(answers.c.value).where(answers.c.draft_id == draft_id, answers.c.key == key)
        async with self._database.read() as connection:
            value: str | None = await connection.scalar(known)
        return value

    async def remember(self, draft_id: str, key: str, value: str, *, calls: Sequence[ModelCall] = ()) -> None:
        async with self._database.write() as writing:
            await refuse_forgotten(writing, draft_id)
            if await writing.insert_once(answers, draft_id=draft_id, key=key, value=value):
                for call in calls:
                    await writing.insert_once(_calls, draft_id=draft_id, key=key, call=call)

    async def calls(self, draft_id: str, *, under: str = "") -> Sequence[ModelCall]:
        begins_so = func.substr(_calls.c.key, 1, len(under)) == storable(under)  # LIKE knows no case in SQLite
        made = select(_calls.c.call).where(_calls.c.draft_id == draft_id, begins_so).order_by(_calls.c.number)
        async with self._database.read() as connection:
            found: Sequence[ModelCall] = (await connection.scalars(made)).all()
        return found

    async def forget(self, draft_id: str) -> None:
        async with self._database.write() as writing:
            await forget(writing, draft_id, self._database.now())
        await self._database.wipe_log()


_calls = calls  # a parameter and a method have that name too


def _records(is_one: ColumnElement[bool]) -> Select[Any, Any]:
    return select(drafts.c.record, drafts.c.state).where(is_one)


async def _use_paper(writing: Writing, draft_id: str, now: datetime) -> None:
    of_draft = select(drafts.c.sha256).where(drafts.c.id == draft_id).scalar_subquery()
    await writing.execute(update(papers).where(papers.c.sha256 == of_draft).values(used_at=now))
