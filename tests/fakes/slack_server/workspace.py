"""What stands in the workspace: people, channels, messages, files, views. Messages are dicts in Slack's own shape."""

import re
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

TEAM, BOT, BOT_ID = "T0LAB", "U0BOT", "B0BOT"
OTHER_BOT, OTHER_BOT_ID = "U0ROBOT", "B0ROBOT"
PEOPLE = {"U0ANN": "ann", "U0BEA": "bea"}
DIRECT, PRIVATE = "D0ANN", "G0LAB"
CHANNELS = ("C0PAPERS", "C0OTHER", DIRECT, PRIVATE)
CHANNEL_TYPES = {DIRECT: "im", PRIVATE: "group"}  # of the others "channel"

Json = dict[str, Any]

# https://github.com/iamcal/emoji-data: short names of what is pressed in tests
_NAMES = {
    "🔁": "repeat", "✂": "scissors", "↩": "leftwards_arrow_with_hook", "⭐": "star", "🗑": "wastebasket", "❌": "x",
    "🖼": "frame_with_picture", "⏳": "hourglass_flowing_sand", "👀": "eyes", "✅": "white_check_mark", "🔍": "mag",
    "⚠": "warning", "👍": "+1",
}  # fmt: skip
_TONES = {chr(0x1F3FB + step): f"::skin-tone-{step + 2}" for step in range(5)}


def name_of(emoji: str) -> str:
    """What Slack's client sends for an emoji of the keyboard."""
    tone = next((name for sign, name in _TONES.items() if sign in emoji), "")
    plain = "".join(sign for sign in emoji if sign != "\ufe0f" and sign not in _TONES)
    return _NAMES[plain] + tone


def emoji_of(name: str) -> str:
    return next(emoji for emoji, known in _NAMES.items() if known == name.partition("::")[0])


def is_emoji(name: str) -> bool:
    return name in _NAMES.values()


def escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def unescaped(text: str) -> str:
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def as_sent(text: str) -> str:
    """What people type, as Slack's client sends it: escaped, with its links marked."""
    return re.sub(r"https?://[^\s<>]+", lambda link: f"<{link[0]}>", escaped(text))


class Refusal(Exception):
    """An answer of the Web API that is not ok."""

    def __init__(self, error: str, **more: str) -> None:
        super().__init__(error)
        self.error = error
        self.more = more


@dataclass
class Stored:
    """A file; `looks_until_ready` more calls of files.info find it unprocessed."""

    id: str
    name: str
    data: bytes | None
    looks_until_ready: int = 0
    is_complete: bool = False


@dataclass
class Workspace:
    """The state; whoever changes it tells of it by the payload that comes back."""

    base: str = ""
    messages: dict[tuple[str, str], Json] = field(default_factory=dict)
    ephemeral: list[tuple[str, str, Json]] = field(default_factory=list)
    files: dict[str, Stored] = field(default_factory=dict)
    archived: set[str] = field(default_factory=set)
    outside: set[str] = field(default_factory=set)
    triggers: dict[str, tuple[str, str]] = field(default_factory=dict)
    views: dict[str, Json] = field(default_factory=dict)
    homes: dict[str, Json] = field(default_factory=dict)
    looks_until_ready: int = 0
    posted_keys: list[str] = field(default_factory=list)
    _serial: int = 0
    _last_us: int = 0

    def serial(self, prefix: str) -> str:
        self._serial += 1
        return f"{prefix}{self._serial:06d}"

    def ts(self) -> str:
        self._last_us = max(self._last_us + 1, time.time_ns() // 1000)
        return f"{self._last_us // 1_000_000}.{self._last_us % 1_000_000:06d}"

    # ---- Channels and messages ----

    def channel(self, channel: str) -> str:
        """Raises: Refusal: The bot cannot write there."""
        if channel not in CHANNELS and channel not in self.outside:
            raise Refusal("channel_not_found")
        if channel in self.outside:
            raise Refusal("not_in_channel")
        if channel in self.archived:
            raise Refusal("is_archived")
        return channel

    def message(self, channel: str, ts: str) -> Json:
        if (channel, ts) not in self.messages:
            raise Refusal("message_not_found")
        return self.messages[channel, ts]

    def add(self, channel: str, message: Json, thread_ts: str | None) -> Json:
        stored = {"type": "message", "ts": self.ts(), "team": TEAM, **message}
        if thread_ts:
            stored["thread_ts"] = thread_ts
            root = self.messages.get((channel, thread_ts))
            if root is not None:
                root["thread_ts"] = thread_ts
        self.messages[channel, stored["ts"]] = stored
        return stored

    def within(self, channel: str, thread_ts: str | None) -> list[Json]:
        """The messages of a channel, or of a thread without its root, the oldest first."""
        return [
            message
            for (where, ts), message in self.messages.items()
            if where == channel
            and (message.get("thread_ts") in (None, ts) if thread_ts is None else _is_reply(message, thread_ts))
        ]

    def whisper(self, channel: str, user: str, thread_ts: str | None, text: str, blocks: Sequence[Json]) -> str:
        message = {"ts": self.ts(), "user": BOT, "bot_id": BOT_ID, "text": text, "blocks": list(blocks)}
        if thread_ts:
            message["thread_ts"] = thread_ts
        self.ephemeral.append((channel, user, message))
        return str(message["ts"])

    # ---- Files ----

    def store(self, name: str, data: bytes | None) -> Stored:
        file = Stored(self.serial("F"), name, data, self.looks_until_ready)
        self.files[file.id] = file
        return file

    def file_facts(self, file: Stored) -> Json:
        """A file object; before Slack has looked at it, it has no type."""
        address = f"{self.base}/files-pri/{TEAM}-{file.id}/download/{file.name}"
        kind = "image/png" if file.name.endswith(".png") else "application/pdf"
        return {
            "id": file.id,
            "name": file.name,
            "title": file.name,
            "mimetype": "" if file.looks_until_ready else kind,
            "mode": "hosted",
            "size": len(file.data or b""),
            "url_private": address,
            "url_private_download": address,
        }

    # ---- Payloads ----

    def event(self, event: Json) -> Json:
        return {
            "type": "event_callback",
            "token": "verification",
            "team_id": TEAM,
            "api_app_id": "A0APP",
            "event": {"event_ts": self.ts(), **event},
            "event_id": self.serial("Ev"),
            "event_time": int(time.time()),
            "authorizations": [{"enterprise_id": None, "team_id": TEAM, "user_id": BOT, "is_bot": True}],
        }

    def trigger(self, user: str, channel: str) -> Json:
        """A trigger and the address to answer at."""
        trigger_id, response = self.serial("13345224609."), self.serial("R")
        self.triggers[trigger_id] = (user, channel)
        self.triggers[response] = (user, channel)
        return {"trigger_id": trigger_id, "response_url": f"{self.base}/response/{response}"}

    def interaction(self, kind: str, user: str, channel: str, message: Json | None, **more: Any) -> Json:
        payload: Json = {
            "type": kind,
            "team": {"id": TEAM, "domain": "lab"},
            "user": {"id": user, "username": PEOPLE[user], "team_id": TEAM},
            "api_app_id": "A0APP",
            "channel": {"id": channel, "name": channel.lower()},
            **self.trigger(user, channel),
        }
        if message is not None:
            payload["message"] = message
            payload["container"] = {"type": "message", "message_ts": message["ts"], "channel_id": channel}
        return payload | more


def refuse_blocks(
    blocks: Sequence[Mapping[str, Any]], workspace: Workspace, *, most: int = 50, allows_markup: bool = False
) -> None:
    """Hold blocks against https://docs.slack.dev/reference/block-kit.

    Args:
        allows_markup: Slack always does; in messages the bot must not use it.

    Raises:
        Refusal: They are none that Slack takes.
    """
    if len(blocks) > most or not all(_is_block(block, workspace, allows_markup) for block in blocks):
        raise Refusal("invalid_blocks")


def _is_block(block: Mapping[str, Any], workspace: Workspace, allows_markup: bool) -> bool:
    match block["type"]:
        case "section":
            return (
                _is_text(block["text"], 3000, allows_markup=allows_markup)
                and block.keys() <= {"type", "text", "block_id", "expand", "accessory"}
                and ("accessory" not in block or _is_link(block["accessory"]))
            )
        case "header":
            return _is_text(block["text"], 150)
        case "context":
            return 0 < len(block["elements"]) <= 10 and all(_is_text(one, 2000) for one in block["elements"])
        case "actions":
            ids = [one["action_id"] for one in block["elements"]]
            return 0 < len(ids) <= 25 and len(set(ids)) == len(ids) and all(map(_is_button, block["elements"]))
        case "image":
            file = workspace.files.get(block["slack_file"]["id"])
            is_shown = file is not None and file.is_complete and not file.looks_until_ready
            return is_shown and 0 < len(block["alt_text"]) <= 2000
        case "input":
            return _is_text(block["label"], 2000) and _is_element(block["element"])
    return False


def _is_button(element: Mapping[str, Any]) -> bool:
    is_short = len(element["action_id"]) <= 255 and len(element["value"]) <= 2000
    return element["type"] == "button" and _is_text(element["text"], 75) and is_short


def _is_link(element: Mapping[str, Any]) -> bool:
    is_link = element["type"] == "button" and str(element["url"]).startswith("https://") and len(element["url"]) <= 3000
    return is_link and _is_text(element["text"], 75)


def _is_element(element: Mapping[str, Any]) -> bool:
    if element["type"] == "static_select":
        options = element["options"]
        are_short = all(_is_text(one["text"], 75) and len(one["value"]) <= 150 for one in options)
        return 0 < len(options) <= 100 and are_short
    return bool(element["type"] == "plain_text_input" and 1 <= element["max_length"] <= 3000)


def _is_text(text: Mapping[str, Any], limit: int, *, allows_markup: bool = False) -> bool:
    is_kind = text["type"] == "plain_text" or (allows_markup and text["type"] == "mrkdwn")
    return bool(is_kind and 1 <= len(text["text"]) <= limit)


def _is_reply(message: Json, thread_ts: str) -> bool:
    return message.get("thread_ts") == thread_ts and message["ts"] != thread_ts
