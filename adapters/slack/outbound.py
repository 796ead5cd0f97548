"""Posts and forms -> what Slack is sent. All pure."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from itertools import groupby

from adapters.slack.text import escaped, escaped_plain
from bot.errors import MessageTooLong
from bot.model.chat import ChatLimits, Control, Field, FieldKind, Form, Home, HomePart, MessageRef, Place, Post, Trigger

NAME = "slack"
EVENT_TYPE = "paperthread_post"
"""Of the metadata that carries a post's key."""

Block = dict[str, object]

# The limits of https://docs.slack.dev/reference/block-kit/, in characters.
MESSAGE_CHARS = 3000  # of a section's text object
_FALLBACK_CHARS = 3000  # the page of chat.postMessage asks for fewer than 4,000
_CONTEXT_CHARS = 2000
_ALT_CHARS = 2000
_TITLE_CHARS = 24  # of a view, and of its buttons
_PLACEHOLDER_CHARS = 150
_CHOICE_CHARS = 75
_HEADER_CHARS = 150
_HOME_BLOCKS = 100

_BUTTONS = {
    Control.REGENERATE: "🔁 Regenerate",
    Control.SHORTEN: "✂️ Shorten",
    Control.MORE: "More…",
    Control.CANCEL: "❌ Cancel",
    Control.REDRAFT: "🔁 Redraft",
    Control.EXPORT: "Export",
    Control.VOICE: "Switch voice",
}


@dataclass(frozen=True, slots=True)
class Body:
    """A message as Slack takes it: the words of its notification, what is shown, and the key to find it by."""

    text: str
    blocks: tuple[Block, ...]
    metadata: Block | None = None


@dataclass(frozen=True, slots=True)
class Token:
    """What is in `Trigger.token`: where something was done, and how it can be answered to."""

    trigger_id: str
    response_url: str
    channel: str
    chat_thread: str | None = None

    def kept(self) -> str:
        return json.dumps([self.trigger_id, self.response_url, self.channel, self.chat_thread])

    @classmethod
    def of(cls, trigger: Trigger) -> "Token":
        trigger_id, response_url, channel, chat_thread = json.loads(trigger.token)
        return cls(trigger_id, response_url, channel, chat_thread)


# ---- Messages ----


def render(post: Post, limits: ChatLimits, *, file_id: str | None = None, remark: str = "") -> Body:
    """A post as a message.

    Args:
        file_id: Of its picture, once Slack has it.
        remark: What there is to say about the message itself, in its small print.

    Raises:
        MessageTooLong: The text is beyond the limit.
    """
    measure(post.text, limits)
    blocks = _text_blocks(post.text)
    if post.picture is not None and file_id is not None:
        blocks.append(_image(file_id, post.picture.alt or post.picture.name))
    small_print = (*post.small_print, remark) if remark else post.small_print
    if small_print:
        blocks.append(_context(small_print))
    if post.controls:
        blocks.append({"type": "actions", "elements": [_button(control) for control in post.controls]})
    metadata: Block = {"event_type": EVENT_TYPE, "event_payload": {"key": post.key}}
    return Body(fallback(post.text), tuple(blocks), metadata)


def words(text: str) -> Body:
    """Words to one person."""
    pieces = [text[start : start + MESSAGE_CHARS] for start in range(0, len(text), MESSAGE_CHARS)] or ["…"]
    return Body(fallback(text), tuple(block for piece in pieces for block in _text_blocks(piece)))


def measure(text: str, limits: ChatLimits) -> None:
    """Refuse a text that is too long.

    Raises:
        MessageTooLong: It is.
    """
    if len(text) > limits.message_chars:
        raise MessageTooLong(NAME, length=len(text), limit=limits.message_chars)


def fallback(text: str) -> str:
    """What notifications and screen readers say."""
    return escaped(text[: _FALLBACK_CHARS // len("&amp;")] if len(escaped(text)) > _FALLBACK_CHARS else text)


def _text_blocks(text: str) -> list[Block]:
    """One section; more only where escaping has made the text longer than one holds."""
    pieces, rest = [], text
    while len(escaped_plain(rest)) > MESSAGE_CHARS:
        end = MESSAGE_CHARS // len("&amp;")
        while len(escaped_plain(rest[: end + 1])) <= MESSAGE_CHARS - len("amp;"):
            end += 1
        pieces.append(rest[:end])
        rest = rest[end:]
    return [{"type": "section", "text": _plain(piece), "expand": True} for piece in [*pieces, rest]]


def _image(file_id: str, alt: str) -> Block:
    return {"type": "image", "slack_file": {"id": file_id}, "alt_text": escaped_plain(_elided(alt, _ALT_CHARS))}


def _context(lines: tuple[str, ...]) -> Block:
    """Elements of a context stand beside each other, so the lines are one element."""
    joined = "\n".join(" ".join(line.splitlines()) for line in lines)
    return {"type": "context", "elements": [_plain(_elided(joined, _CONTEXT_CHARS))]}


def _button(control: Control) -> Block:
    return {
        "type": "button",
        "text": {"type": "plain_text", "text": _BUTTONS[control]},
        "action_id": f"paperthread_{control.value}",
        "value": control.value,
    }


def _plain(text: str) -> Block:
    """Text that is shown as it is; `emoji` off, so that `:rocket:` stays what it is."""
    return {"type": "plain_text", "text": escaped_plain(text), "emoji": False}


# ---- Forms ----


def view(form: Form, token: Token) -> Block:
    """A form as a view; where it was asked for goes with it, and comes back."""
    return {
        "type": "modal",
        "callback_id": form.name,
        "title": _words(form.title, _TITLE_CHARS),
        "submit": _words(form.submit, _TITLE_CHARS),
        "close": _words("Cancel", _TITLE_CHARS),
        "private_metadata": json.dumps([form.context, token.response_url, token.channel, token.chat_thread]),
        "blocks": [_input(field) for field in form.fields],
    }


def _input(field: Field) -> Block:
    return {
        "type": "input",
        "block_id": field.name,
        "label": _words(field.label, 2000),
        "optional": not field.is_required,
        "element": _choice(field) if field.kind is FieldKind.CHOICE else _line(field),
    }


def _line(field: Field) -> Block:
    element: Block = {
        "type": "plain_text_input",
        "action_id": field.name,
        "multiline": field.kind is FieldKind.TEXT,
        "max_length": min(field.max_chars, 3000),
    }
    if field.value:
        element["initial_value"] = field.value[: min(field.max_chars, 3000)]
    if field.hint:
        element["placeholder"] = _words(field.hint, _PLACEHOLDER_CHARS)
    return element


def _choice(field: Field) -> Block:
    options = [{"text": _words(shown, _CHOICE_CHARS), "value": value} for value, shown in field.choices]
    element: Block = {"type": "static_select", "action_id": field.name, "options": options}
    if field.hint:
        element["placeholder"] = _words(field.hint, _PLACEHOLDER_CHARS)
    chosen = next((option for option in options if option["value"] == field.value), None)
    if chosen is not None:
        element["initial_option"] = chosen
    return element


def _words(text: str, limit_chars: int) -> Block:
    return {"type": "plain_text", "text": escaped_plain(_elided(text, limit_chars))}


def _elided(text: str, limit_chars: int) -> str:
    """A text that is within a limit also when it is escaped."""
    if len(escaped_plain(text)) <= limit_chars:
        return text
    kept = text[: limit_chars - 1]
    while len(escaped_plain(kept)) >= limit_chars:
        kept = kept[:-1]
    return f"{kept}…"


# ---- The home ----


def home_view(home: Home, addresses: Mapping[MessageRef, str]) -> Block:
    """A home as a view; a line that leads to a message of these addresses has a button for it."""
    blocks: list[Block] = []
    for part in home.parts:
        blocks.append(_heading(part))
        blocks += _lines_of(part, addresses)
    return {"type": "home", "blocks": blocks[:_HOME_BLOCKS]}


def _heading(part: HomePart) -> Block:
    """A header names no channel, so that one with a channel is a section."""
    if part.place is None:
        return {"type": "header", "text": _words(part.heading, _HEADER_CHARS)}
    channel = part.place.channel
    where = "direct messages" if channel.startswith("D") else f"<#{channel}>"
    return {"type": "section", "text": {"type": "mrkdwn", "text": f"*{escaped(part.heading)} {where}*"}}


def _lines_of(part: HomePart, addresses: Mapping[MessageRef, str]) -> Iterator[Block]:
    """Each line that leads somewhere is a section of its own, those between are one."""
    for address, group in groupby(part.lines, lambda line: addresses.get(line.about) if line.about else None):
        first, *rest = _text_blocks("\n".join(line.words for line in group))
        if address is not None:
            first["accessory"] = {"type": "button", "text": _words("Open", _TITLE_CHARS), "url": address}
        yield from (first, *rest)


# ---- Values ----


def at_or_after(moment: datetime) -> str:
    """A moment as the time stamp of a message, for `oldest`."""
    return f"{moment.timestamp():.6f}"


def picture_digest(png: bytes, name: str) -> str:
    return sha256(png + name.encode()).hexdigest()


def place(team: str, channel: str, chat_thread: str | None = None) -> Place:
    return Place(NAME, team, channel, chat_thread)
