"""The methods of the Web API that the adapter uses: what each takes, what it does, what it answers.

The arguments are those of https://docs.slack.dev/reference/methods; one that is not documented is refused.
"""

import json
from collections.abc import Callable, Mapping
from typing import Any

from tests.fakes.slack_server.workspace import (
    BOT,
    BOT_ID,
    CHANNEL_TYPES,
    OTHER_BOT,
    PEOPLE,
    TEAM,
    Json,
    Refusal,
    Workspace,
    is_emoji,
    refuse_blocks,
)

Tell = Callable[[Json], None]
"""Has an event delivered."""

_PAGE = 3  # fewer than asked for, as Slack may: who reads must follow the cursor

TAKES: Mapping[str, frozenset[str]] = {
    name: frozenset(arguments.split())
    for name, arguments in {
        "auth.test": "",
        "apps.connections.open": "",
        "chat.postMessage": "channel thread_ts text blocks metadata unfurl_links unfurl_media",
        "chat.postEphemeral": "channel user thread_ts text blocks",
        "chat.update": "channel ts text blocks metadata",
        "chat.delete": "channel ts",
        "chat.getPermalink": "channel message_ts",
        "conversations.history": "channel oldest latest inclusive limit cursor include_all_metadata",
        "conversations.replies": "channel ts oldest latest inclusive limit cursor include_all_metadata",
        "files.getUploadURLExternal": "filename length",
        "files.completeUploadExternal": "files",
        "files.info": "file",
        "reactions.add": "channel timestamp name",
        "reactions.remove": "channel timestamp name",
        "users.info": "user",
        "views.open": "trigger_id view",
        "views.publish": "user_id view",
    }.items()
}

SCOPES: Mapping[str, tuple[str, ...]] = {
    "chat.postMessage": ("chat:write",),
    "chat.postEphemeral": ("chat:write",),
    "chat.update": ("chat:write",),
    "chat.delete": ("chat:write",),
    "conversations.history": ("channels:history", "groups:history", "im:history", "mpim:history"),
    "conversations.replies": ("channels:history", "groups:history", "im:history", "mpim:history"),
    "files.getUploadURLExternal": ("files:write",),
    "files.completeUploadExternal": ("files:write",),
    "files.info": ("files:read",),
    "reactions.add": ("reactions:write",),
    "reactions.remove": ("reactions:write",),
    "users.info": ("users:read",),
}
"""What each method needs of the bot's token, by its page; the others need nothing."""


class Methods:
    """Answers calls; `call` raises `Refusal` where Slack would not say ok."""

    def __init__(self, workspace: Workspace, tell: Tell) -> None:
        self._workspace = workspace
        self._tell = tell

    def call(self, method: str, arguments: Mapping[str, Any]) -> Json:
        if method not in TAKES:
            raise Refusal("unknown_method")
        if unknown := arguments.keys() - TAKES[method]:
            raise Refusal("invalid_arguments", detail=f"{method} takes no {sorted(unknown)}")
        answer: Json = getattr(self, "_" + method.replace(".", "_"))(**arguments)
        return answer

    def _auth_test(self) -> Json:
        return {"url": "https://lab.slack.com/", "team": "Lab", "team_id": TEAM, "user_id": BOT, "bot_id": BOT_ID}

    def _chat_postMessage(  # noqa: N802
        self,
        channel: str,
        text: str,
        blocks: Any = (),
        thread_ts: str | None = None,
        metadata: Any = None,
        unfurl_links: Any = True,
        unfurl_media: Any = True,
    ) -> Json:
        self._workspace.channel(channel)
        refuse_blocks(blocks, self._workspace)
        message: Json = {"user": BOT, "bot_id": BOT_ID, "app_id": "A0APP", "text": text, "blocks": list(blocks)}
        if metadata is not None:
            message["metadata"] = metadata
            self._workspace.posted_keys.append(metadata["event_payload"]["key"])
        message["is_unfurled"] = (unfurl_links is not False or unfurl_media is not False) and "http" in text
        stored = self._workspace.add(channel, message, thread_ts)
        self._tell({**stored, "channel": channel, "channel_type": CHANNEL_TYPES.get(channel, "channel")})
        return {"channel": channel, "ts": stored["ts"], "message": stored}

    def _chat_postEphemeral(  # noqa: N802
        self, channel: str, user: str, text: str, blocks: Any = (), thread_ts: str | None = None
    ) -> Json:
        self._workspace.channel(channel)
        if user not in PEOPLE:
            raise Refusal("user_not_in_channel")
        refuse_blocks(blocks, self._workspace)
        return {"message_ts": self._workspace.whisper(channel, user, thread_ts, text, blocks)}

    def _chat_update(self, channel: str, ts: str, text: str, blocks: Any = None, metadata: Any = None) -> Json:
        message = self._workspace.message(self._workspace.channel(channel), ts)
        if message["user"] != BOT:
            raise Refusal("cant_update_message")
        refuse_blocks(blocks or (), self._workspace)
        before = dict(message)
        message |= {"text": text, "blocks": list(blocks or ()), "edited": {"user": BOT, "ts": self._workspace.ts()}}
        if metadata is not None:
            message["metadata"] = metadata
        changed = {"message": dict(message), "previous_message": before, "channel": channel, "ts": ts}
        self._tell({"type": "message", "subtype": "message_changed", "hidden": True, **changed})
        return {"channel": channel, "ts": ts, "text": text}

    def _chat_delete(self, channel: str, ts: str) -> Json:
        before = self._workspace.message(channel, ts)
        if before["user"] != BOT:
            raise Refusal("cant_delete_message")
        del self._workspace.messages[channel, ts]
        deleted = {"previous_message": before, "deleted_ts": ts, "channel": channel, "ts": self._workspace.ts()}
        self._tell({"type": "message", "subtype": "message_deleted", "hidden": True, **deleted})
        return {"channel": channel, "ts": ts}

    def _chat_getPermalink(self, channel: str, message_ts: str) -> Json:  # noqa: N802
        self._workspace.message(self._workspace.channel(channel), message_ts)
        return {"channel": channel, "permalink": f"https://lab.slack.com/archives/{channel}/p{message_ts}"}

    def _conversations_history(self, channel: str, **page: str) -> Json:
        newest_first = list(reversed(self._workspace.within(self._workspace.channel(channel), None)))
        return _paged(newest_first, **page)

    def _conversations_replies(self, channel: str, ts: str, **page: str) -> Json:
        """The root comes with each page, whatever `oldest` says."""
        root = self._workspace.messages.get((self._workspace.channel(channel), ts))
        if root is None:
            raise Refusal("thread_not_found")
        answer = _paged(self._workspace.within(channel, ts), **page)
        answer["messages"].insert(0, root)
        return answer

    def _files_getUploadURLExternal(self, filename: str, length: str) -> Json:  # noqa: N802
        file = self._workspace.store(filename, None)
        return {"upload_url": f"{self._workspace.base}/upload/{file.id}/{length}", "file_id": file.id}

    def _files_completeUploadExternal(self, files: str) -> Json:  # noqa: N802
        named = [self._file(one["id"]) for one in json.loads(files)]
        if any(file.data is None for file in named):
            raise Refusal("file_update_failed")
        for file in named:
            file.is_complete = True
        return {"files": [{"id": file.id, "title": file.name} for file in named]}

    def _files_info(self, file: str) -> Json:
        stored = self._file(file)
        answer = {"file": self._workspace.file_facts(stored)}
        stored.looks_until_ready = max(0, stored.looks_until_ready - 1)
        return answer

    def _reactions_add(self, channel: str, timestamp: str, name: str) -> Json:
        message = self._workspace.message(self._workspace.channel(channel), timestamp)
        if not is_emoji(name):
            raise Refusal("invalid_name")
        react(message, name, BOT)
        self._tell(reaction("reaction_added", channel, message, name, BOT))
        return {}

    def _reactions_remove(self, channel: str, timestamp: str, name: str) -> Json:
        message = self._workspace.message(self._workspace.channel(channel), timestamp)
        unreact(message, name, BOT)
        self._tell(reaction("reaction_removed", channel, message, name, BOT))
        return {}

    def _users_info(self, user: str) -> Json:
        if user not in (*PEOPLE, BOT, OTHER_BOT):
            raise Refusal("user_not_found")
        return {"user": {"id": user, "name": PEOPLE.get(user, "a bot"), "is_bot": user not in PEOPLE}}

    def _views_open(self, trigger_id: str, view: Any) -> Json:
        user, _ = self._workspace.triggers.pop(trigger_id, ("", ""))
        if not user:
            raise Refusal("expired_trigger_id")
        shown = json.loads(view) if isinstance(view, str) else view
        is_short = all(len(shown[name]["text"]) <= 24 for name in ("title", "submit", "close"))
        if not is_short or len(shown["private_metadata"]) > 3000:
            raise Refusal("invalid_arguments", detail="a view's title and buttons have 24 characters at most")
        refuse_blocks(shown["blocks"], self._workspace)
        shown["id"] = self._workspace.serial("V")
        self._workspace.views[user] = shown
        return {"view": shown}

    def _views_publish(self, user_id: str, view: Any) -> Json:
        shown = json.loads(view) if isinstance(view, str) else view
        if user_id not in PEOPLE or shown["type"] != "home":
            raise Refusal("invalid_arguments", detail="a home, of somebody in the workspace")
        refuse_blocks(shown["blocks"], self._workspace, most=100, allows_markup=True)
        shown["id"] = self._workspace.serial("V")
        self._workspace.homes[user_id] = shown
        return {"view": shown}

    def _file(self, file_id: str) -> Any:
        file = self._workspace.files.get(file_id)
        if file is None:
            raise Refusal("file_not_found")
        return file


def react(message: Json, name: str, user: str) -> None:
    """Raises: Refusal: It is there already."""
    reactions = message.setdefault("reactions", [])
    known = next((one for one in reactions if one["name"] == name), None)
    if known is None:
        reactions.append({"name": name, "users": [user], "count": 1})
    elif user in known["users"]:
        raise Refusal("already_reacted")
    else:
        known["users"].append(user)
        known["count"] += 1


def unreact(message: Json, name: str, user: str) -> None:
    """Raises: Refusal: It is not there."""
    known = next((one for one in message.get("reactions", []) if one["name"] == name and user in one["users"]), None)
    if known is None:
        raise Refusal("no_reaction")
    known["users"].remove(user)
    known["count"] -= 1
    if not known["users"]:
        message["reactions"].remove(known)


def reaction(kind: str, channel: str, message: Json, name: str, user: str) -> Json:
    """The event of a reaction."""
    item = {"type": "message", "channel": channel, "ts": message["ts"]}
    return {"type": kind, "user": user, "reaction": name, "item_user": message.get("user", ""), "item": item}


def _paged(messages: list[Json], oldest: str = "0", limit: str = "100", cursor: str = "", **_inclusive: str) -> Json:
    """`oldest` is not among them, unless `inclusive` says so."""
    found = [message for message in messages if float(message["ts"]) > float(oldest)]
    start = int(cursor or 0)
    end = start + min(_PAGE, int(limit))
    answer: Json = {"messages": found[start:end], "has_more": end < len(found)}
    if end < len(found):
        answer["response_metadata"] = {"next_cursor": str(end)}
    return answer
