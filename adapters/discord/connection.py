"""Discord as a chat platform: `bot.ports.ChatAdapter`."""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Coroutine, Sequence
from datetime import UTC, datetime
from functools import partial
from typing import Any
from uuid import uuid4

import discord
import yarl

from adapters.discord import commands, faults, gateway, inbound, outbound
from adapters.discord.channels import Channels
from adapters.discord.delivery import Delivery
from adapters.discord.files import Files
from adapters.discord.history import History, LookUp
from adapters.discord.inbound import Payload, channel_of
from adapters.discord.interactions import Interactions
from adapters.discord.invite import application_of
from adapters.discord.names import PLATFORM
from adapters.discord.pictures import Pictures
from adapters.discord.replies import Replies
from adapters.discord.rest import RETRIES_S, Rest
from adapters.discord.rights import Right
from bot.chat_events import ChatEvent, OnEvent
from bot.errors import ChatError, ChatUnavailable, MessageGone, PlaceClosed, TokenRefused
from bot.model.chat import Attachment, ChatLimits, Form, Home, MessageRef, Person, Place, Post, Trigger
from bot.wording import elided

API_BASE = "https://discord.com/api/v10"

_MESSAGES = "/channels/{channel_id}/messages"
_MESSAGE = "/channels/{channel_id}/messages/{message_id}"
_OWN_REACTION = "/channels/{channel_id}/messages/{message_id}/reactions/{emoji}/@me"
_TITLE_CHARS = 100  # of a thread's name
_ARCHIVED_AFTER_MIN = 10_080  # a week without a word: the longest that Discord has
_SILENCE_S = 60.0  # Discord asks for a heartbeat every 41 s, and answers it
_TOKEN_REFUSED = 4004  # Discord's reference, "Gateway Close Event Codes"
_IN_SERVERS_ONLY = "I work in the channels of a server. Post the paper there."

_log = logging.getLogger(__name__)


class Discord:
    """One bot on Discord, in all servers that it was invited to.

    Attributes:
        replies: Words to one person that everybody sees, until they go again.
    """

    def __init__(
        self,
        token: str,
        *,
        command: str = "paper",
        api_base: str = API_BASE,
        gateway: str | None = None,
        cdn_base: str | None = None,
        attachment_bytes: int = 100_000_000,
        retries_s: Sequence[float] = RETRIES_S,
        silence_s: float = _SILENCE_S,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        """Say which bot it is; nothing is connected.

        Args:
            command: The name of the command group.
            gateway: Where events come from; None asks `api_base`.
            cdn_base: Where files are fetched from; None takes Discord's own hosts.
            retries_s: After so long what broke is tried again: a request, and the commitment of an event.
            silence_s: A gateway that says nothing for so long is dead, and connected to anew.
        """
        self._token = token
        self._command = command
        self._api_base = api_base
        self._gateway = gateway
        self._retries_s = retries_s
        self._silence_s = silence_s
        self._rest = Rest(token, api_base=api_base, retries_s=retries_s)
        self._channels = Channels(self._rest)
        self._files = Files(self._rest, cdn_base=cdn_base, most_bytes=attachment_bytes)
        self._pictures = Pictures()
        self.replies = Replies(self.remove)
        self._history = History(self._rest, now=now, on_reply=self.replies.note)
        self._interactions = Interactions(self._rest, now=now, application=application_of(token) or "")
        self._limits = ChatLimits(
            message_chars=outbound.TEXT_CHARS,
            attachment_bytes=attachment_bytes,
            picture_bytes=outbound.PICTURE_BYTES,
            has_forms=True,
            has_buttons=True,
            has_private_words=False,
            command=f"/{command}",
            listens_alone=True,  # the gateway tells every connection of a bot the same
        )
        self._reads_messages = True
        self._is_running = False
        self._is_up = asyncio.Event()

    @property
    def name(self) -> str:
        return PLATFORM

    @property
    def limits(self) -> ChatLimits:
        return self._limits

    # ---- Events ----

    async def run(self, on_event: OnEvent) -> None:
        """Tell events until cancelled, or until the session is lost.

        Raises:
            ChatUnavailable: The connection is lost, and what happens meanwhile will not be told: `missed` finds it.
            TokenRefused: Discord does not take the token.
        """
        if self._is_running:
            raise RuntimeError("it runs already")
        self._is_running = True
        try:
            try:
                await self._serve(on_event)
            except discord.PrivilegedIntentsRequired:
                _log.warning(
                    "Discord does not let this bot read messages: the message content intent is off in its portal."
                    " It works by /%s, by the menu of a message and where it is mentioned.",
                    self._command,
                )
                self._reads_messages = False
                await self._serve(on_event)
        except discord.LoginFailure:
            raise TokenRefused(PLATFORM, "log in") from None
        except discord.ConnectionClosed as error:
            if error.code == _TOKEN_REFUSED:
                raise TokenRefused(PLATFORM, "log in") from None
            raise ChatUnavailable(PLATFORM, "stay connected", f"it closed with {error.code}") from error
        except ChatError:
            raise
        except Exception as error:
            # The library ends with whatever broke: an AttributeError where the first connection is refused.
            raise ChatUnavailable(PLATFORM, "stay connected", type(error).__name__) from error
        finally:
            self._is_running = False

    async def stand_by(self) -> None:
        """Have one connection for all requests, also where `run` has none, and take short replies away in time."""
        async with self._rest.connected():
            await self.replies.sweep()

    async def listening(self) -> None:
        """Return when what people do from now on is told by `run`."""
        await self._is_up.wait()

    async def _serve(self, on_event: OnEvent) -> None:
        delivery, lost = Delivery(self._retries_s), asyncio.Event()
        client = gateway.Gateway(
            intents=self._intents(),
            api_base=self._api_base,
            heartbeat_timeout_s=self._silence_s,
            tell=partial(self._told, on_event, delivery, lost),
        )
        try:
            async with client:
                await client.login(self._token)
                self._rest.use(client.requests, own_id=str(client.user.id) if client.user else None)
                self._interactions.application = str(client.application_id)
                await self._sync_commands(self._interactions.application)
                client.requests.gateway = yarl.URL(self._gateway or await self._told_gateway())
                await _first_of(client.connect(), lost.wait())
        finally:
            self._rest.use(None)
            self._is_up.clear()
            await delivery.close()
        raise ChatUnavailable(PLATFORM, "go on with the session", "it began another")

    def _intents(self) -> discord.Intents:
        return discord.Intents(
            guilds=True,
            guild_messages=True,
            guild_reactions=True,
            dm_messages=True,
            message_content=self._reads_messages,
        )

    async def _told_gateway(self) -> str:
        return str((await self._rest.call("GET", "/gateway", doing="tell its gateway"))["url"])

    async def _sync_commands(self, application: str) -> None:
        """Have Discord show our commands; it is told only where it shows others."""
        path, ours = "/applications/{application_id}/commands", commands.command_set(self._command)
        shown = await self._rest.call("GET", path, doing="list its commands", at={"application_id": application})
        if commands.digest(shown) != commands.digest(ours):
            await self._rest.call("PUT", path, doing="take the commands", data=ours, at={"application_id": application})
            _log.info("commands outcome=synced digest=%s", commands.digest(ours))

    def _told(self, on_event: OnEvent, delivery: Delivery, lost: asyncio.Event, name: str, data: Payload) -> None:
        """One event of the gateway; what cannot be understood is passed over."""
        try:
            match name:
                case "READY" if self._is_up.is_set():
                    lost.set()
                case gateway.SESSION_LOST:
                    lost.set()
                case "READY":
                    self._is_up.set()
                    for place, look_up in self._history.looked_up():
                        delivery.put(channel_of(place), partial(self._look_again, on_event, look_up, place))
                case "GUILD_CREATE":
                    self._channels.learn_server(data)
                case "CHANNEL_CREATE" | "CHANNEL_UPDATE" | "THREAD_CREATE" | "THREAD_UPDATE":
                    self._channels.learn(data)
                case "MESSAGE_CREATE" | "MESSAGE_UPDATE" | "MESSAGE_REACTION_ADD" | "MESSAGE_REACTION_REMOVE":
                    delivery.put(str(data["channel_id"]), partial(self._take, on_event, name, data))
                case "INTERACTION_CREATE":
                    # What is typed into a command is answered beside all else.
                    line = str(data["id"] if self._interactions.is_typing(data) else data["channel_id"])
                    delivery.put(line, partial(self._interactions.take, on_event, data), is_repeated=False)
        except _MALFORMED as error:
            _log.warning("event=%s outcome=not understood (%s)", name, type(error).__name__)

    async def _look_again(self, on_event: OnEvent, look_up: LookUp, place: Place) -> None:
        """Tell what came between the look-up of what was missed and the first word of the gateway."""
        for event in await self._history.since(look_up, place):
            await on_event(event)

    async def _take(self, on_event: OnEvent, name: str, data: Payload) -> None:
        try:
            event = await self._event_of(name, data)
        except _MALFORMED as error:
            _log.warning("event=%s outcome=not understood (%s)", name, type(error).__name__)
            return
        if event is not None:
            await on_event(event)

    async def _event_of(self, name: str, data: Payload) -> ChatEvent | None:
        own_id = await self._rest.own_id()
        if data.get("guild_id") is None:
            await self._send_to_a_server(name, data, own_id)
            return None
        place = await self._channels.place_of(str(data["channel_id"]), str(data["guild_id"]))
        if name == "MESSAGE_UPDATE" and data.get("edited_timestamp") is None:
            return None  # Discord has unfolded a link
        if name.startswith("MESSAGE_REACTION"):
            press = inbound.pressed(data, place, own_id=own_id, is_added=name.endswith("ADD"))
            return None if press is None or self._history.is_seen(press) else press
        return inbound.posted(data, place, own_id=own_id)

    async def _send_to_a_server(self, name: str, data: Payload, own_id: str) -> None:
        channel, author = str(data["channel_id"]), data.get("author") or {}
        if name == "MESSAGE_CREATE" and not author.get("bot") and author.get("id") != own_id:
            nonce = outbound.nonce_of(channel, str(data["id"]))
            body = outbound.short_reply(_IN_SERVERS_ONLY, nonce=nonce, about=str(data["id"]))
            await self._rest.call("POST", _MESSAGES, doing="answer", body=body, at={"channel_id": channel})

    # ---- Posts ----

    async def open_place(self, message: MessageRef, *, title: str) -> Place:
        if message.place.chat_thread is not None:
            return message.place  # a forum's post, or a message in a thread: there are no threads in threads
        try:
            await self._rest.call(
                "POST",
                f"{_MESSAGE}/threads",
                doing="open a chat thread",
                right=Right.OPEN_THREADS,
                data={"name": elided(title, _TITLE_CHARS) or "A paper", "auto_archive_duration": _ARCHIVED_AFTER_MIN},
                at={"channel_id": message.place.channel, "message_id": message.id},
            )
        except ChatError as error:
            if not faults.is_for(error, faults.HAS_THREAD):
                raise
        # A thread that is made of a message has the message's id.
        return inbound.place_of(message.place.team, message.id, message.place.channel)

    async def post(self, place: Place, post: Post) -> MessageRef:
        channel = channel_of(place)
        body = outbound.new_message(post, nonce=outbound.nonce_of(channel, post.key))
        right = faults.right_to_send(place) if post.picture is None else Right.ATTACH | faults.right_to_send(place)
        told = await self._rest.call(
            "POST", _MESSAGES, doing="post", right=right, body=body, at={"channel_id": channel}
        )
        self._pictures.learn(told, post.picture)
        message = MessageRef(place, str(told["id"]))
        if not self._is_up.is_set():
            self._history.note_posted(message)
        return message

    async def edit(self, message: MessageRef, post: Post) -> None:
        standing = self._pictures.standing(message.id, post.picture)
        told = None if standing is None else await self._edited_around(standing, message, post)
        if told is None:
            told = await self._edited(message, post)
        self._pictures.learn(told, post.picture)

    async def _edited_around(self, standing: str, message: MessageRef, post: Post) -> Payload | None:
        """Edit a message whose picture stays; None where it is there no more: another process has edited it."""
        try:
            told = await self._edited(message, post, standing=standing)
        except ChatError as error:
            if faults.is_for(error, faults.INVALID_BODY):
                return None
            raise
        return told if standing in {str(one["id"]) for one in told["attachments"]} else None

    async def _edited(self, message: MessageRef, post: Post, *, standing: str | None = None) -> Payload:
        body = outbound.changed_message(post, standing=standing)
        right = Right.VIEW if body.picture is None else Right.ATTACH
        told: Payload = await self._on(message, "PATCH", _MESSAGE, doing="edit a post", right=right, body=body)
        return told

    async def remove(self, message: MessageRef) -> None:
        await self._unless_gone(self._on(message, "DELETE", _MESSAGE, doing="remove a post"))

    async def mark(self, message: MessageRef, emoji: str) -> None:
        right, emoji = Right.REACT | Right.READ_HISTORY, outbound.coloured(emoji)
        await self._on(message, "PUT", _OWN_REACTION, doing="react", right=right, emoji=emoji)

    async def unmark(self, message: MessageRef, emoji: str) -> None:
        asked = self._on(message, "DELETE", _OWN_REACTION, doing="take a reaction away", emoji=outbound.coloured(emoji))
        await self._unless_gone(asked)

    async def fetch_attachment(self, attachment: Attachment) -> bytes:
        return await self._files.fetch(attachment)

    # ---- One person ----

    async def tell(
        self,
        person: Person,  # noqa: ARG002  # a trigger is that person's, and a reply is seen by all
        place: Place,
        words: str,
        *,
        about: MessageRef | None,
        trigger: Trigger | None,
    ) -> None:
        for piece in outbound.pieces_of(words):
            if trigger is not None and await self._interactions.tell(trigger, piece):
                continue
            channel = channel_of(place)
            is_here = about is not None and channel_of(about.place) == channel
            body = outbound.short_reply(
                piece, nonce=outbound.nonce_of(channel, uuid4().hex), about=about.id if about and is_here else None
            )
            right = faults.right_to_send(place) | Right.READ_HISTORY if is_here else faults.right_to_send(place)
            told = await self._rest.call(
                "POST", _MESSAGES, doing="answer", right=right, body=body, at={"channel_id": channel}
            )
            self.replies.note(channel, str(told["id"]))

    async def show_form(self, person: Person, trigger: Trigger, form: Form) -> None:  # noqa: ARG002  # it is theirs
        await self._interactions.show_form(trigger, form)

    async def show_home(self, person: Person, home: Home) -> None:
        raise NotImplementedError("`limits.has_home` says that there is none")

    # ---- Looking back ----

    async def find_own(self, place: Place, key: str, *, text: str, since: datetime) -> MessageRef | None:
        return await self._history.find_own(place, key, text=text, since=since)

    async def missed(
        self, place: Place, *, after: str | None, watched: Sequence[MessageRef]
    ) -> AsyncIterator[ChatEvent]:
        async for event in self._history.missed(place, after=after, watched=watched):
            yield event

    # ---- Inside ----

    async def _on(self, message: MessageRef, method: str, path: str, *, emoji: str = "", **more: Any) -> Any:  # JSON
        at = {"channel_id": channel_of(message.place), "message_id": message.id, "emoji": emoji}
        return await self._rest.call(method, path, at=at, **more)

    async def _unless_gone(self, asked: Coroutine[Any, Any, Any]) -> None:
        try:
            await asked
        except MessageGone:
            pass
        except PlaceClosed:
            _log.info("a message is out of reach: its channel is closed")


_MALFORMED = (KeyError, TypeError, ValueError, AttributeError, IndexError)
"""What reading a payload of another shape ends with."""


async def _first_of(*works: Coroutine[Any, Any, Any]) -> None:
    """Do all at once until the first of them ends; the others are cancelled."""
    tasks = [asyncio.ensure_future(work) for work in works]
    try:
        done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
    for task in done:
        task.result()
