"""What people do in the workspace, and what they see of it."""

from collections.abc import Mapping, Sequence
from typing import Any

from tests.fakes.slack_server.methods import react, reaction, unreact
from tests.fakes.slack_server.server import SlackServer
from tests.fakes.slack_server.workspace import (
    BOT,
    CHANNEL_TYPES,
    OTHER_BOT,
    OTHER_BOT_ID,
    TEAM,
    Json,
    as_sent,
    escaped,
    name_of,
)


class People:
    """Does things at a `SlackServer`, and has the bot told of them."""

    def __init__(self, server: SlackServer) -> None:
        self._server = server
        self._workspace = server.workspace

    def say(
        self,
        channel: str,
        text: str,
        *,
        by: str,
        thread_ts: str | None = None,
        files: Sequence[tuple[str, bytes]] = (),
        is_mention: bool = False,
    ) -> str:
        """The time stamp of a new message."""
        written = f"<@{BOT}> {as_sent(text)}" if is_mention else as_sent(text)
        message: Json = {"user": by, "text": written, "client_msg_id": self._workspace.serial("c")}
        if files:
            stored = [self._workspace.store(name, data) for name, data in files]
            for file in stored:
                file.looks_until_ready = 0
            message |= {"subtype": "file_share", "files": [self._workspace.file_facts(file) for file in stored]}
        stored_message = self._workspace.add(channel, message, thread_ts)
        told = {**stored_message, "channel": channel}
        self._tell({**told, "channel_type": CHANNEL_TYPES.get(channel, "channel")})
        if is_mention:
            self._tell({**told, "type": "app_mention"})
        return str(stored_message["ts"])

    def change(self, channel: str, ts: str, text: str) -> None:
        message = self._workspace.message(channel, ts)
        before = dict(message)
        message |= {"text": as_sent(text), "edited": {"user": message["user"], "ts": self._workspace.ts()}}
        self._tell_changed(channel, message, before)

    def unfold(self, channel: str, ts: str) -> None:
        """Slack unfolds a link, which it tells as a change."""
        message = self._workspace.message(channel, ts)
        before = dict(message)
        message["attachments"] = [{"title": "A page", "from_url": "https://example.org"}]
        self._tell_changed(channel, message, before)

    def delete(self, channel: str, ts: str) -> None:
        message = self._workspace.messages.pop((channel, ts))
        for file in message.get("files", ()):
            self._workspace.files[file["id"]].data = None
        deleted = {"previous_message": message, "deleted_ts": ts, "channel": channel, "ts": self._workspace.ts()}
        self._tell({"type": "message", "subtype": "message_deleted", "hidden": True, **deleted})

    def press(self, channel: str, ts: str, emoji: str, *, by: str) -> None:
        message = self._workspace.message(channel, ts)
        react(message, name_of(emoji), by)
        self._tell(reaction("reaction_added", channel, message, name_of(emoji), by))

    def unpress(self, channel: str, ts: str, emoji: str, *, by: str) -> None:
        message = self._workspace.message(channel, ts)
        unreact(message, name_of(emoji), by)
        self._tell(reaction("reaction_removed", channel, message, name_of(emoji), by))

    def use_button(self, channel: str, ts: str, control: str, *, by: str) -> None:
        message = self._workspace.message(channel, ts)
        buttons = [one for block in message["blocks"] if block["type"] == "actions" for one in block["elements"]]
        button = next(one for one in buttons if one["value"] == control)
        action = {**button, "block_id": "b", "action_ts": self._workspace.ts()}
        self._interact("block_actions", by, channel, message, actions=[action])

    def use_shortcut(self, channel: str, ts: str, callback: str, *, by: str) -> None:
        message = self._workspace.message(channel, ts)
        action_ts = self._workspace.ts()
        self._interact("message_action", by, channel, message, callback_id=callback, action_ts=action_ts)

    def command(self, channel: str, words: str, *, by: str) -> None:
        fields = {
            "command": "/thread",
            "text": escaped(words),
            "user_id": by,
            "user_name": by.lower(),
            "channel_id": channel,
            "team_id": TEAM,
            "api_app_id": "A0APP",
            **self._workspace.trigger(by, channel),
        }
        self._server.deliver("slash_commands", fields)

    def fill_form(self, values: Mapping[str, str], *, by: str) -> None:
        """Send the form that was shown last; what is not named stays as it was filled in."""
        view = self._workspace.views[by]
        state = {block["block_id"]: _filled(block, values) for block in view["blocks"]}
        payload = self._workspace.interaction("view_submission", by, "", None)
        del payload["channel"], payload["response_url"]
        payload["view"] = {**view, "state": {"values": state}}
        self._server.deliver("interactive", payload)

    def open_home(self, *, by: str, tab: str = "home") -> None:
        self._tell({"type": "app_home_opened", "user": by, "channel": "D0ANN", "tab": tab})

    def other_bot_says(self, channel: str, text: str) -> None:
        message = {"user": OTHER_BOT, "bot_id": OTHER_BOT_ID, "app_id": "A0ROBOT", "text": as_sent(text)}
        stored = self._workspace.add(channel, message, None)
        self._tell({**stored, "channel": channel, "channel_type": CHANNEL_TYPES.get(channel, "channel")})

    def _interact(self, kind: str, by: str, channel: str, message: Json, **more: Any) -> None:
        self._server.deliver("interactive", self._workspace.interaction(kind, by, channel, message, **more))

    def _tell_changed(self, channel: str, message: Json, before: Json) -> None:
        changed = {"message": dict(message), "previous_message": before, "channel": channel, "ts": message["ts"]}
        self._tell({"type": "message", "subtype": "message_changed", "hidden": True, **changed})

    def _tell(self, event: Json) -> None:
        self._server.deliver("events_api", self._workspace.event(event))


def _filled(block: Json, values: Mapping[str, str]) -> Json:
    element = block["element"]
    name = element["action_id"]
    if element["type"] == "static_select":
        initial = element.get("initial_option", {}).get("value")
        value = values.get(name, initial)
        option = next((one for one in element["options"] if one["value"] == value), None)
        return {name: {"type": "static_select", "selected_option": option}}
    value = values.get(name, element.get("initial_value"))
    assert value is None or len(value) <= element["max_length"]
    return {name: {"type": "plain_text_input", "value": value}}
