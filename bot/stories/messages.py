"""The messages of one draft: each is posted once, whatever breaks, and edited only where it would look otherwise."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import timedelta

from bot.errors import ChatError, ChatUnavailable, MessageGone, MessageTooOld
from bot.model.chat import ChatLimits, MessageRef, Picture, Place, Post, PostKind
from bot.ports import ChatAdapter
from bot.posts import parts_of, post_key, shown_digest, words_key
from bot.records import PostRecord, PostState
from bot.stories.insisting import TRIES, insist, pause_s
from bot.stories.lab import Lab

_CLOCKS_DIFFER = timedelta(minutes=1)

Render = Callable[[str, str], Awaitable[Post]]
"""(key of the post, remark about the message itself) -> the post, but for its picture."""


@dataclass(frozen=True, slots=True)
class LazyPicture:
    """A picture that is drawn where its message has to be sent or edited only.

    Attributes:
        figure: What tells it from others.
        draw: None where it cannot be drawn any more.
    """

    figure: str
    draw: Callable[[], Awaitable[Picture | None]]


NO_PICTURE = "its picture is gone: the paper's file is no longer kept"


class Messages:
    """The messages of one draft in its place."""

    def __init__(self, lab: Lab, draft_id: str, place: Place) -> None:
        self._lab = lab
        self._draft_id = draft_id
        self._place = place

    @property
    def limits(self) -> ChatLimits:
        """Of the platform that they are on."""
        return self._chat.limits

    async def show(self, serial: int, render: Render, *, picture: LazyPicture | None = None) -> MessageRef:
        """Have a tweet, or the status, look as it should: posted, edited, or left alone.

        A message that is gone, or too old to be edited, is replaced by a new one that says so.

        Raises:
            ChatError: It cannot be shown.
        """
        again, remark = 0, ""
        while True:
            key = post_key(self._draft_id, serial, again=again)
            known = await self._lab.store.drafts.post(key)
            if known is not None and known.state is PostState.REMOVED:
                again += 1
                continue
            post = await render(key, remark)
            digest = shown_digest(post, figure="" if picture is None else picture.figure)
            if known is not None and known.message is not None and known.shown == digest:
                return known.message
            post = await _with_picture(post, picture)
            if known is None or known.message is None:
                return await self._send(post, digest, self._place, serial, known)
            try:
                await self._edit(known, known.message, post, digest)
            except (MessageGone, MessageTooOld) as error:
                is_old = isinstance(error, MessageTooOld)
                remark = "in place of a message that is too old to edit" if is_old else "in place of a lost message"
                await self._lab.store.drafts.save_post(replace(known, state=PostState.REMOVED))
                again += 1
            else:
                return known.message

    async def message_of(self, serial: int) -> MessageRef | None:
        """Where a tweet, or the status, stands now."""
        posts = await self._lab.store.drafts.posts(self._draft_id)
        standing = [post for post in posts if post.serial == serial and post.state is PostState.SENT]
        return standing[-1].message if standing else None

    async def take_away(self, serial: int) -> None:
        """Remove a tweet's message, if there is one; also one of which it is not known whether it was posted.

        Raises:
            ChatError: It cannot be removed.
        """
        await self._take_away(lambda post: post.serial == serial)

    async def take_away_behind(self, serial: int) -> None:
        """Remove the messages of tweets with higher serials.

        Raises:
            ChatError: One cannot be removed.
        """
        await self._take_away(lambda post: post.serial is not None and post.serial > serial)

    async def take_all_away(self) -> bool:
        """Remove every tweet and every answer in words; the message that the chat thread hangs on stays.

        Returns:
            Whether all of it is gone. A platform that refuses one message hinders no other.
        """
        is_gone = True
        for post in await self._lab.store.drafts.posts(self._draft_id):
            if post.serial or (post.serial is None and post.place == self._place):
                try:
                    await self._remove(post)
                except ChatError:
                    is_gone = False
        return is_gone

    async def say(
        self,
        words: str,
        *,
        cause: str,
        place: Place | None = None,
        draw: Callable[[], Awaitable[Picture | None]] | None = None,
    ) -> MessageRef:
        """Answer in words, in as many messages as they need; the same `cause` says it once.

        Args:
            draw: Draws the picture of the first message, where that has to be sent; None where it cannot.

        Returns:
            The first message.
        """
        where = place or self._place
        first: MessageRef | None = None
        limit = self._lab.chat(where).limits.message_chars
        for number, part in enumerate(parts_of(words, limit)):
            key = f"{words_key(self._draft_id, cause)}-{number}"
            known = await self._lab.store.drafts.post(key)
            message = None if known is None else known.message
            if message is None:
                picture = await draw() if draw is not None and number == 0 else None
                post = Post(PostKind.WORDS, key, part, picture=picture)
                message = await self._send(post, shown_digest(post), where, None, known)
            first = first or message
        assert first is not None  # noqa: S101  # there is always a part
        return first

    # ---- Sending and editing ----

    async def _send(
        self, post: Post, digest: str, place: Place, serial: int | None, known: PostRecord | None
    ) -> MessageRef:
        drafts = self._lab.store.drafts
        message: MessageRef | None = None
        if known is None:
            known = PostRecord(post.key, self._draft_id, serial, place, PostState.SENDING, self._lab.now())
        else:
            message = await self._looked_up(known, post.text)
        shown = ""
        for count in range(TRIES):
            if message is not None:
                break
            known = replace(known, begun_at=self._lab.now())
            await drafts.save_post(known)
            try:
                message = await self._chat_of(place).post(place, post)
                shown = digest
            except ChatUnavailable:
                # Whether it was posted is not known: looked up first, sent again only if it is not there.
                if count == TRIES - 1:
                    raise
                await self._lab.pause(pause_s(count + 1))
                message = await self._looked_up(known, post.text)
        assert message is not None  # noqa: S101  # the last try has raised
        sent = replace(known, state=PostState.SENT, message=message, shown=shown)
        await drafts.save_post(sent)
        if not shown and serial is not None:
            await self._edit(
                sent, message, post, digest
            )  # what was posted before the crash may have been another state
        return message

    async def _looked_up(self, known: PostRecord, text: str) -> MessageRef | None:
        """The message that was being sent when something broke, once it cannot arrive any more."""
        found = await self._found(known, text)
        left_s = self._lab.rules.grace_s - (self._lab.now() - known.begun_at).total_seconds()
        if found is not None or left_s <= 0:
            return found
        await self._lab.pause(left_s)
        return await self._found(known, text)

    async def _found(self, known: PostRecord, text: str) -> MessageRef | None:
        since, chat = known.begun_at - _CLOCKS_DIFFER, self._chat_of(known.place)
        found = await insist(self._lab, lambda: chat.find_own(known.place, known.key, text=text, since=since))
        # A platform that goes by the words may have found an earlier post that says the same.
        taken = None if found is None else await self._lab.store.drafts.post_of(found)
        return found if taken is None or taken.key == known.key else None

    async def _edit(self, known: PostRecord, message: MessageRef, post: Post, digest: str) -> None:
        # Whether it was done is not known where the answer, or this process, is lost: until then it shows anything.
        await self._lab.store.drafts.save_post(replace(known, shown=""))
        await insist(self._lab, lambda: self._chat.edit(message, post))
        await self._lab.store.drafts.save_post(replace(known, shown=digest))

    async def _take_away(self, is_meant: Callable[[PostRecord], bool]) -> None:
        for post in await self._lab.store.drafts.posts(self._draft_id):
            if is_meant(post):
                await self._remove(post)

    async def _remove(self, known: PostRecord) -> None:
        if known.state is PostState.REMOVED:
            return
        message = known.message or await self._looked_up(known, "")
        if message is not None:
            await insist(self._lab, lambda: self._chat.remove(message))
        await self._lab.store.drafts.save_post(replace(known, message=message, state=PostState.REMOVED))

    @property
    def _chat(self) -> ChatAdapter:
        return self._lab.chat(self._place)

    def _chat_of(self, place: Place) -> ChatAdapter:
        return self._lab.chat(place)


async def _with_picture(post: Post, picture: LazyPicture | None) -> Post:
    """The post with its picture drawn; one that cannot be drawn any more is missed in words."""
    if picture is None:
        return post
    drawn = await picture.draw()
    if drawn is None:
        return replace(post, small_print=(*post.small_print, NO_PICTURE))
    return replace(post, picture=drawn)
