"""What there is on our Discord: people, channels, threads, messages; as JSON of Discord's shapes."""

import time
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

_EPOCH_MS = 1_420_070_400_000
Json = dict[str, Any]

GUILD, APPLICATION = "1000", "2000"
TEXT, DM, PUBLIC_THREAD, FORUM = 0, 1, 11, 15
SUPPRESSED, EPHEMERAL = 1 << 2, 1 << 6


class Refused(Exception):
    """What Discord answers instead: its status, its code, its words."""

    def __init__(self, status: int, code: int, message: str = "") -> None:
        super().__init__(message)
        self.status = status
        self.code = code
        self.message = message or f"code {code}"


@dataclass
class Interaction:
    """Something that somebody did with what the bot shows; `answers` are the bot's, the first by the callback."""

    id: str
    token: str
    channel: str
    user: str
    kind: int
    answers: list[Json] = field(default_factory=list)
    follow_ups: list[str] = field(default_factory=list)
    began_s: float = field(default_factory=time.monotonic)
    answered_after_s: float | None = None


class World:
    """The state; every change that Discord tells is put into `told` for the gateway to send."""

    def __init__(self) -> None:
        self.users: dict[str, Json] = {}
        self.channels: dict[str, Json] = {}
        self.messages: dict[str, Json] = {}  # all, by id; internal keys begin with "_"
        self.files: dict[str, bytes] = {}  # by path
        self.commands: list[Json] = []
        self.interactions: dict[str, Interaction] = {}  # by token
        self.forgets_nonces = False  # a client that begins anew was away for longer than Discord remembers them
        self.posted: list[str] = []  # the nonce of each message that a bot's request has made
        self.nonces: dict[tuple[str, str], str] = {}
        self.missing: set[str] = set()  # permissions that the bot lacks: "SEND_MESSAGES" ...
        self.told: list[tuple[str, Json]] = []
        self.cdn = ""
        self.command_puts = 0
        self.application = APPLICATION
        self._last_id = 0
        self.bot = self.user("paperthread", is_bot=True)

    def new_id(self) -> str:
        made = int(time.time() * 1000 - _EPOCH_MS) << 22
        self._last_id = max(self._last_id + 1, made)
        return str(self._last_id)

    def user(self, name: str, *, is_bot: bool = False, user_id: str | None = None) -> Json:
        one: Json = {
            "id": user_id or self.new_id(),
            "username": name,
            "global_name": None if is_bot else name.capitalize(),
            "avatar": None,
            "discriminator": "0",
            "public_flags": 0,
            "flags": 0,
            "primary_guild": None,
        }
        if is_bot:
            one["bot"] = True
        self.users[one["id"]] = one
        return one

    def channel(self, name: str, kind: int = TEXT) -> Json:
        one: Json = {
            "id": self.new_id(),
            "type": kind,
            "flags": 0,
            "guild_id": GUILD,
            "name": name,
            "position": len(self.channels),
        }
        self.channels[one["id"]] = one
        return one

    def session_began(self) -> None:
        if self.forgets_nonces:
            self.nonces.clear()

    # ---- Looking ----

    def servers(self) -> list[Json]:
        channels = [one for one in self.channels.values() if one["type"] not in (DM, PUBLIC_THREAD)]
        return [{"id": GUILD, "name": "A lab", "channels": channels, "threads": [], "members": []}]

    def known_channel(self, channel: str) -> Json:
        if channel not in self.channels:
            raise Refused(404, 10003, "Unknown Channel")
        if "VIEW_CHANNEL" in self.missing:
            raise Refused(403, 50001, "Missing Access")
        return self.channels[channel]

    def known_message(self, channel: str, message: str) -> Json:
        self.known_channel(channel)
        found = self.messages.get(message)
        if found is None or found["channel_id"] != channel:
            raise Refused(404, 10008, "Unknown Message")
        return found

    def of_channel(self, channel: str) -> list[Json]:
        return sorted((one for one in self.messages.values() if one["channel_id"] == channel), key=_by_id)

    # ---- Changing ----

    def needs(self, *rights: str) -> None:
        if self.missing.intersection(rights):
            raise Refused(403, 50013, "Missing Permissions")

    def send(self, channel: str, author: Json, content: str, **more: Any) -> Json:
        """A new message, with what Discord makes of it."""
        message: Json = {
            "id": self.new_id(),
            "type": 0,
            "channel_id": channel,
            "content": content.strip(),
            "author": author,
            "mentions": [user for user in self.users.values() if f"<@{user['id']}>" in content],
            "mention_roles": [],
            "mention_everyone": False,
            "attachments": [],
            "embeds": [],
            "components": [],
            "timestamp": _now(),
            "edited_timestamp": None,
            "flags": 0,
            "pinned": False,
            "tts": False,
            "_reactions": {},  # emoji -> ids of users
            "_pings": (),
            **more,
        }
        self.messages[message["id"]] = message
        self.tell("MESSAGE_CREATE", message)
        return message

    def attach(self, channel: str, name: str, data: bytes, *, description: str | None = None) -> Json:
        """A file on Discord's own hosts; its name loses what Discord takes out."""
        file_id = self.new_id()
        safe = "".join(sign if sign.isalnum() or sign in "._-" else "_" for sign in name)
        path = f"/attachments/{channel}/{file_id}/{safe}"
        self.files[path] = data
        one: Json = {
            "id": file_id,
            "filename": safe,
            "size": len(data),
            "url": f"{self.cdn}{path}?ex=1",
            "proxy_url": f"{self.cdn}{path}",
        }
        if safe != name:
            one["title"] = name.rpartition(".")[0]
        return {**one, "description": description} if description else one

    def delete(self, message: Json) -> None:
        del self.messages[message["id"]]
        self.tell("MESSAGE_DELETE", {"id": message["id"], "channel_id": message["channel_id"]})
        for file in message["attachments"]:
            self.files.pop(file["url"].removeprefix(self.cdn).partition("?")[0], None)

    def thread(self, message: Json, name: str) -> Json:
        """A thread made of a message."""
        channel = self.known_channel(message["channel_id"])
        if message["id"] in self.channels:
            raise Refused(400, 160004, "A thread has already been created for this message")
        if channel["type"] != TEXT:
            raise Refused(400, 50024, "Cannot execute action on this channel type")
        self.needs("CREATE_PUBLIC_THREADS")
        thread: Json = {
            "id": message["id"],
            "type": PUBLIC_THREAD,
            "flags": 0,
            "guild_id": GUILD,
            "name": name,
            "parent_id": channel["id"],
            "owner_id": self.bot["id"],
            "message_count": 0,
            "member_count": 1,
            "total_message_sent": 0,
            **open_thread(),
        }
        self.channels[thread["id"]] = thread
        self.tell("THREAD_CREATE", {**thread, "newly_created": True})
        return thread

    def react(self, message: Json, emoji: str, user: str) -> None:
        users = message["_reactions"].setdefault(emoji, [])
        if user not in users:
            users.append(user)
            self.tell("MESSAGE_REACTION_ADD", self._reaction(message, emoji, user, is_added=True))

    def unreact(self, message: Json, emoji: str, user: str) -> None:
        users = message["_reactions"].get(emoji, [])
        if user in users:
            users.remove(user)
            self.tell("MESSAGE_REACTION_REMOVE", self._reaction(message, emoji, user, is_added=False))
        if not users:
            message["_reactions"].pop(emoji, None)

    def interaction(
        self, channel: str, user: str, kind: int, data: Json, *, message: Json | None = None
    ) -> Interaction:
        """Something that somebody does; it is told at once."""
        one = Interaction(self.new_id(), f"token-{self.new_id()}", channel, user, kind)
        self.interactions[one.token] = one
        payload: Json = {
            "id": one.id,
            "application_id": APPLICATION,
            "type": kind,
            "token": one.token,
            "version": 1,
            "guild_id": GUILD,
            "channel_id": channel,
            "channel": self.channels[channel],
            "member": self.member(user),
            "data": data,
        }
        if message is not None:
            payload["message"] = shown(message)
        self.tell("INTERACTION_CREATE", payload)
        return one

    def member(self, user: str) -> Json:
        return {"user": self.users[user], "nick": None, "roles": [], "flags": 0}

    def tell(self, event: str, data: Json) -> None:
        public = shown(data) if "_reactions" in data else dict(data)
        if event.startswith("MESSAGE"):
            channel = self.channels.get(str(data["channel_id"]), {})
            if channel.get("type") != DM:
                public["guild_id"] = GUILD
            author = data.get("author")
            if author is not None and "webhook_id" not in data:
                public["member"] = {key: value for key, value in self.member(author["id"]).items() if key != "user"}
        if event != "MESSAGE_CREATE" and "nonce" in public:
            del public["nonce"]
        self.told.append((event, public))

    def _reaction(self, message: Json, emoji: str, user: str, *, is_added: bool) -> Json:
        told: Json = {
            "user_id": user,
            "channel_id": message["channel_id"],
            "message_id": message["id"],
            "emoji": {"id": None, "name": emoji},
            "burst": False,
            "type": 0,
        }
        return {**told, "member": self.member(user), "message_author_id": message["author"]["id"]} if is_added else told


def open_thread() -> Json:
    return {
        "thread_metadata": {
            "archived": False,
            "archive_timestamp": _now(),
            "auto_archive_duration": 10080,
            "locked": False,
        }
    }


def shown(message: Json, *, to: str = "") -> Json:
    """A message as Discord tells it; `to` is who asks, for the reactions' `me`."""
    told = {key: value for key, value in message.items() if not key.startswith("_")}
    if to:
        told.pop("nonce", None)
        reactions = [
            {
                "emoji": {"id": None, "name": emoji},
                "count": len(users),
                "count_details": {"burst": 0, "normal": len(users)},
                "burst_colors": [],
                "me_burst": False,
                "me": to in users,
            }
            for emoji, users in message["_reactions"].items()
        ]
        if reactions:
            told["reactions"] = reactions
    return told


def _now() -> str:
    return datetime.now(UTC).isoformat()


def _by_id(message: Json) -> int:
    return int(message["id"])
