"""Slack as a chat platform: `bot.ports.ChatAdapter` over Bolt and the Web API."""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TypeVar

import aiohttp
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from adapters.slack import outbound
from adapters.slack.company import Company
from adapters.slack.doors import Door, bolt_app
from adapters.slack.emoji import name_of
from adapters.slack.files import Files, is_slacks
from adapters.slack.history import History
from adapters.slack.inbound import Own
from adapters.slack.intake import Intake
from adapters.slack.manifest import SCOPES
from adapters.slack.outbound import NAME, Body, Token
from adapters.slack.pace import MESSAGE_EVERY_S, GateOf, Pace
from adapters.slack.web_api import Answer, Refused, ask, client
from bot.chat_events import ChatEvent, OnEvent
from bot.errors import ChatError, ChatUnavailable, MessageGone, PlaceClosed
from bot.model.chat import (
    Attachment,
    ChatLimits,
    Form,
    Home,
    MessageRef,
    Person,
    Picture,
    Place,
    Post,
    Trigger,
)

API_BASE = "https://slack.com/api/"

_PICTURE_BYTES = 20_000_000
_READY_S = 10.0  # so long a tweet waits for its figure; then it goes out, and the figure is edited in
_LATE_S = 60.0
_NO_PICTURE = "⚠️ The figure is not shown: Slack did not take it."

_log = logging.getLogger(__name__)

T = TypeVar("T")
Call = Callable[[], Awaitable[AsyncSlackResponse]]


@dataclass(frozen=True, slots=True)
class Patience:
    """How long things may take, in seconds."""

    message_every_s: float = MESSAGE_EVERY_S
    picture_ready_s: float = _READY_S
    picture_late_s: float = _LATE_S


class Slack:
    """One workspace, by the token of the bot in it."""

    def __init__(
        self,
        door: Door,
        *,
        bot_token: str,
        signing_secret: str = "",
        api_base: str = API_BASE,
        attachment_bytes: int = 100_000_000,
        command: str = "/thread",
        patience: Patience | None = None,
        gate_of: GateOf = lambda _: None,
    ) -> None:
        """Say how it is reached; nothing is connected yet.

        Args:
            gate_of: What all processes that post in a channel go through, at the pace of one message.
        """
        self._door = door
        self._signing_secret = signing_secret
        self._api_base = api_base
        self._patience = patience or Patience()
        self._client = client(bot_token, api_base)
        self._pace = Pace(message_every_s=self._patience.message_every_s, gate_of=gate_of)
        self._files = Files(self._client, self._pace, token=bot_token, api_base=api_base, limit_bytes=attachment_bytes)
        self._company = Company(self._client, self._pace)
        self._history = History(self._client, self._pace, self._company)
        self._limits = ChatLimits(
            message_chars=outbound.MESSAGE_CHARS,
            attachment_bytes=attachment_bytes,
            picture_bytes=_PICTURE_BYTES,
            has_forms=True,
            has_buttons=True,
            has_private_words=True,
            command=command,
            has_home=True,
        )
        self._known_own: Own | None = None
        self._address: asyncio.Future[str] | None = None

    @property
    def name(self) -> str:
        return NAME

    @property
    def limits(self) -> ChatLimits:
        return self._limits

    async def run(self, on_event: OnEvent) -> None:
        own = await self._own()
        self._opening()
        try:
            async with asyncio.TaskGroup() as group:
                intake = Intake(own, self._company, on_event, group, now=lambda: datetime.now(UTC))
                app = bolt_app(self._client, own, intake.take, signing_secret=self._signing_secret)
                await self._door.serve(app, self._opening().set_result)
        except ExceptionGroup as group:
            raise group.exceptions[0] from group  # the door's: what is taken in fails in the intake
        finally:
            self._address = None

    async def listening(self) -> str:
        """The address that Slack comes in by, once it can."""
        return await asyncio.shield(self._opening())

    async def stand_by(self) -> None:
        await asyncio.Event().wait()

    async def open_place(self, message: MessageRef, *, title: str) -> Place:  # noqa: ARG002  # threads have no title here
        where = message.place
        await self._aside(
            "open a chat thread",
            "chat.getPermalink",
            lambda: self._client.chat_getPermalink(channel=where.channel, message_ts=message.id),
        )
        return outbound.place(where.team, where.channel, where.chat_thread or message.id)

    async def post(self, place: Place, post: Post) -> MessageRef:
        async def put(body: Body) -> MessageRef:
            answer = await self._pace.message(place.channel, lambda: ask("post", lambda: self._posted(place, body)))
            return MessageRef(place, str(answer.get("ts")))

        return await self._with_picture(post, put, late=self._change)

    async def edit(self, message: MessageRef, post: Post) -> None:
        async def put(body: Body) -> None:
            await self._change(message, body)

        await self._with_picture(post, put, late=lambda _, body: self._change(message, body))

    async def remove(self, message: MessageRef) -> None:
        channel = message.place.channel
        try:
            await self._pace.change(
                channel,
                lambda: ask("remove a post", lambda: self._client.chat_delete(channel=channel, ts=message.id)),
            )
        except MessageGone:
            return

    async def mark(self, message: MessageRef, emoji: str) -> None:
        name = name_of(emoji)
        try:
            await self._aside(
                "react to a message",
                "reactions.add",
                lambda: self._client.reactions_add(channel=message.place.channel, timestamp=message.id, name=name),
            )
        except Refused as refused:
            if refused.code != "already_reacted":
                raise

    async def unmark(self, message: MessageRef, emoji: str) -> None:
        name = name_of(emoji)
        try:
            await self._aside(
                "take a reaction away",
                "reactions.remove",
                lambda: self._client.reactions_remove(channel=message.place.channel, timestamp=message.id, name=name),
            )
        except MessageGone:
            return
        except Refused as refused:
            if refused.code != "no_reaction":
                raise

    async def fetch_attachment(self, attachment: Attachment) -> bytes:
        return await self._files.fetch(attachment)

    async def tell(
        self,
        person: Person,
        place: Place,
        words: str,
        *,
        about: MessageRef | None,
        trigger: Trigger | None,
    ) -> None:
        body = outbound.words(words)
        chat_thread = place.chat_thread or (about.place.chat_thread if about is not None else None)
        try:
            await self._pace.message(
                place.channel,
                lambda: ask(
                    "say something to one person",
                    lambda: self._client.chat_postEphemeral(
                        channel=place.channel,
                        user=person.id,
                        text=body.text,
                        blocks=list(body.blocks),
                        thread_ts=chat_thread,
                    ),
                ),
            )
        except PlaceClosed:
            # A command works also where the bot is not; there it is answered by what it brought along.
            if trigger is None or not await self._answered(trigger, body):
                raise

    async def show_form(self, person: Person, trigger: Trigger, form: Form) -> None:  # noqa: ARG002  # the trigger says whose
        token = Token.of(trigger)
        try:
            await self._aside(
                "show a form",
                "views.open",
                lambda: self._client.views_open(trigger_id=token.trigger_id, view=outbound.view(form, token)),
            )
        except Refused as refused:
            if refused.code not in ("expired_trigger_id", "exchanged_trigger_id", "invalid_trigger_id"):
                raise
            raise ChatUnavailable(NAME, "show a form", "it was asked for too long ago; ask again") from None

    async def show_home(self, person: Person, home: Home) -> None:
        about = {line.about for part in home.parts for line in part.lines if line.about is not None}
        addresses = {message: await self._address_of(message) for message in about}
        view = outbound.home_view(home, {message: address for message, address in addresses.items() if address})
        await self._aside(
            "show its page", "views.publish", lambda: self._client.views_publish(user_id=person.id, view=view)
        )

    async def find_own(
        self,
        place: Place,
        key: str,
        *,
        text: str,  # noqa: ARG002  # a message's metadata has the key
        since: datetime,
    ) -> MessageRef | None:
        return await self._history.find_own(place, key, await self._own(), since=since)

    async def missed(
        self, place: Place, *, after: str | None, watched: Sequence[MessageRef]
    ) -> AsyncIterator[ChatEvent]:
        own = await self._own()
        async for event in self._history.missed(place, own, after=after, watched=watched):
            yield event

    # ---- Inside ----

    async def _own(self) -> Own:
        if self._known_own is None:
            answer = await self._aside("say who I am", "auth.test", self._tested)
            self._known_own = Own(str(answer["team_id"]), str(answer["user_id"]), str(answer.get("bot_id") or ""))
        return self._known_own

    async def _tested(self) -> AsyncSlackResponse:
        """Who the bot is; scopes that an app of an older manifest lacks are named in the log."""
        response = await self._client.auth_test()
        granted = {name.casefold(): value for name, value in response.headers.items()}.get("x-oauth-scopes")
        if granted is not None and (missing := SCOPES.keys() - {scope.strip() for scope in granted.split(",")}):
            todo = "paste what `paperthread manifest slack` prints under App Manifest, and reinstall the app"
            _log.warning("slack lacks scopes=%s: %s", ",".join(sorted(missing)), todo)
        return response

    def _opening(self) -> asyncio.Future[str]:
        if self._address is None:
            self._address = asyncio.get_running_loop().create_future()
        return self._address

    async def _address_of(self, message: MessageRef) -> str:
        """Where a message can be looked at; "" where it is gone, or the bot is not there any more."""
        where = message.place.channel
        try:
            answer = await self._aside(
                "look a message up",
                "chat.getPermalink",
                lambda: self._client.chat_getPermalink(channel=where, message_ts=message.id),
            )
        except ChatError:
            return ""
        return str(answer.get("permalink") or "")

    async def _with_picture(
        self, post: Post, put: Callable[[Body], Awaitable[T]], *, late: Callable[[T, Body], Awaitable[None]]
    ) -> T:
        """Show a post with its picture; one that is not ready in time is edited in, and one that never is, is said."""
        plain = outbound.render(post, self._limits)
        if post.picture is None:
            return await put(plain)
        file_id = await self._uploaded(post.picture)
        if file_id is not None and await self._is_ready(file_id, self._patience.picture_ready_s):
            try:
                return await put(outbound.render(post, self._limits, file_id=file_id))
            except Refused as refused:
                if refused.code != "invalid_blocks":  # "invalid slack file": it is not ready after all
                    raise
        shown = await put(plain)
        if file_id is not None and await self._is_ready(file_id, self._patience.picture_late_s):
            try:
                await late(shown, outbound.render(post, self._limits, file_id=file_id))
            except Refused:
                self._files.forget(post.picture)
            else:
                return shown
        await late(shown, outbound.render(post, self._limits, remark=_NO_PICTURE))
        return shown

    async def _uploaded(self, picture: Picture) -> str | None:
        """The id of a picture's file; None where Slack does not take it, since a tweet does not wait for its figure."""
        try:
            return await self._files.upload(picture)
        except ChatError:
            return None

    async def _is_ready(self, file_id: str, within_s: float) -> bool:
        try:
            return await self._files.is_ready(file_id, within_s=within_s)
        except ChatError:
            return False

    def _posted(self, place: Place, body: Body) -> Awaitable[AsyncSlackResponse]:
        return self._client.chat_postMessage(
            channel=place.channel,
            thread_ts=place.chat_thread,
            text=body.text,
            blocks=list(body.blocks),
            metadata=body.metadata,
            unfurl_links=False,
            unfurl_media=False,
        )

    async def _change(self, message: MessageRef, body: Body) -> None:
        channel = message.place.channel
        await self._pace.change(
            channel,
            lambda: ask(
                "edit a post",
                lambda: self._client.chat_update(
                    channel=channel, ts=message.id, text=body.text, blocks=list(body.blocks), metadata=body.metadata
                ),
            ),
        )

    async def _answered(self, trigger: Trigger, body: Body) -> bool:
        """Whether the address that came with a command took words to who used it; it does so for 30 minutes."""
        address = Token.of(trigger).response_url
        is_over = trigger.until is not None and trigger.until <= datetime.now(UTC)
        if is_over or not is_slacks(address, self._api_base):
            return False
        words = {
            "response_type": "ephemeral",
            "text": body.text,
            "blocks": list(body.blocks),
            "replace_original": False,
        }
        try:
            timeout = aiohttp.ClientTimeout(total=10)
            async with (
                aiohttp.ClientSession(timeout=timeout, trust_env=True) as session,
                session.post(address, json=words, allow_redirects=False) as answer,
            ):
                return answer.status == 200
        except (aiohttp.ClientError, TimeoutError, OSError):
            return False

    async def _aside(self, doing: str, method: str, call: Call) -> Answer:
        return await self._pace.aside(method, lambda: ask(doing, call))
