"""What the bot says -> the bodies of requests. All pure.

A tweet is the message's raw content, so that it copies as it is. Small print follows as lines of Discord's small text
(`-# `), never as an embed: embeds are suppressed, so that no link is unfolded.
"""

import base64
import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import regex

from adapters.discord.names import EPOCH_MS, PLATFORM
from bot.errors import MessageTooLong
from bot.model.chat import Control, Picture, Post
from bot.presses import VARIATION
from bot.wording import elided

MOST_CHARS = 2000  # of a message's content; Discord's API reference, "Create Message"
TEXT_CHARS = 1400
"""Of a post's text; the rest of the message is the small print's."""
PICTURE_BYTES = 10 * 1024 * 1024  # a file without boosts of the server; Discord's API reference, "Uploading Files"

QUIET: Mapping[str, object] = {"parse": []}
"""The `allowed_mentions` of every message: whatever stands in it, nobody is pinged."""
SUPPRESS_EMBEDS = 1 << 2
EPHEMERAL = 1 << 6

_ALT_CHARS = 1024
_LEAST_CHARS = 8  # of a line of small print that is worth showing

_SMALL = "-# "
_ADDRESS = re.compile(r"https?://\S+")
_MARKUP = re.compile(r"[\\*_~`|<>\[\]()#:@-]")

_BUTTONS: Mapping[Control, tuple[str, str]] = {
    Control.REGENERATE: ("🔁", "Regenerate"),
    Control.SHORTEN: ("✂️", "Shorten"),
    Control.MORE: ("", "More…"),
    Control.CANCEL: ("❌", "Cancel"),
    Control.REDRAFT: ("🔁", "Write again"),
    Control.EXPORT: ("📋", "Export"),
    Control.VOICE: ("", "Other voice"),
}
_SECONDARY = 2  # a grey button


@dataclass(frozen=True, slots=True)
class Body:
    """What a request about a message carries: JSON, and the picture that goes with it as a file."""

    json: Mapping[str, object]
    picture: Picture | None = None


def new_message(post: Post, *, nonce: str) -> Body:
    """A post as a new message.

    Raises:
        MessageTooLong: Its text is too long.
    """
    body = _shown(post)
    attachments = {} if post.picture is None else {"attachments": [_attachment(post.picture)]}
    return Body({**body, **attachments, "nonce": nonce, "enforce_nonce": True}, post.picture)


def changed_message(post: Post, *, standing: str | None = None) -> Body:
    """A post in the place of what a message was: the old picture goes in the same request.

    Args:
        standing: The message's attachment that is the post's picture already; it stays, and is not sent.

    Raises:
        MessageTooLong: Its text is too long.
    """
    if standing is not None:
        return Body({**_shown(post), "attachments": [{"id": standing}]})
    attachments = [] if post.picture is None else [_attachment(post.picture)]
    return Body({**_shown(post), "attachments": attachments}, post.picture)


def short_reply(words: str, *, nonce: str, about: str | None) -> Body:
    """Words to one person where everybody sees them; `about` is the message that they answer."""
    reply = {} if about is None else {"message_reference": {"message_id": about, "fail_if_not_exists": False}}
    return Body({**_words(words), **reply, "nonce": nonce, "enforce_nonce": True})


def private_words(words: str) -> dict[str, object]:
    """Words that only the person of an interaction sees."""
    return {**_words(words), "flags": SUPPRESS_EMBEDS | EPHEMERAL}


def pieces_of(words: str) -> list[str]:
    """Words in as many messages as they need, cut between lines or words where that is possible."""
    pieces, rest = [], words
    while len(rest) > TEXT_CHARS:
        ends = (rest.rfind(sign, TEXT_CHARS // 3, TEXT_CHARS) for sign in "\n ")
        end = next((end for end in ends if end > 0), None)
        pieces.append(rest[: end or TEXT_CHARS])
        rest = rest[TEXT_CHARS if end is None else end + 1 :]
    return [*pieces, rest]


def nonce_of(channel: str, key: str) -> str:
    """The same 24 letters and digits for the same post in the same place: Discord takes a nonce once (25 at most)."""
    digest = hashlib.sha256(f"{channel}:{key}".encode()).digest()
    return base64.b32encode(digest[:15]).decode("ascii")


def is_of_key(message: Mapping[str, Any], key: str) -> bool:
    """Whether a message, as Discord tells it, has the buttons of the post of that key."""
    return any(custom_id.endswith(f":{key}") for custom_id in _custom_ids(message))


def says(message: Mapping[str, Any], text: str) -> bool:
    """Whether a message, as Discord tells it, is a post without buttons that has this text."""
    if not text or _custom_ids(message) or message.get("message_reference"):
        return False
    content, said = str(message.get("content", "")), text.strip()
    return content == said or content.startswith(f"{said}\n{_SMALL}")


def control_of(custom_id: str) -> str | None:
    """The control that a button of a post stands for; None for another button."""
    head, _, rest = custom_id.partition(":")
    return rest.partition(":")[0] if head == _PRESS else None


def coloured(emoji: str) -> str:
    """An emoji as Discord lists it: with U+FE0F where the bare sign would be shown as text."""
    return emoji if regex.match(r"\p{Emoji_Presentation}", emoji) else emoji + VARIATION


def snowflake_at(moment: datetime) -> int:
    """The smallest id of what happens at that moment."""
    return max(int(moment.timestamp() * 1000) - EPOCH_MS, 0) << 22


# ---- Inside a message ----

_PRESS = "press"


def _shown(post: Post) -> dict[str, object]:
    return {
        "content": _content(post),
        "flags": SUPPRESS_EMBEDS,
        "allowed_mentions": QUIET,
        "components": [_row(post.controls, post.key)] if post.controls else [],
    }


def _words(words: str) -> dict[str, object]:
    return {"content": words, "flags": SUPPRESS_EMBEDS, "allowed_mentions": QUIET}


def _content(post: Post) -> str:
    if len(post.text) > TEXT_CHARS:
        raise MessageTooLong(PLATFORM, length=len(post.text), limit=TEXT_CHARS)
    text = post.text.strip()  # as Discord does with the whole message
    return "\n".join((text, *_fitting(post.small_print, MOST_CHARS - len(text))))


def _fitting(lines: Sequence[str], room_chars: int) -> list[str]:
    """Lines of small print, as many as fit; the last that does not is cut."""
    shown: list[str] = []
    for line in lines:
        room_chars -= 1 + len(_SMALL)
        small = _plain(line)
        if len(small) > room_chars:
            if room_chars >= _LEAST_CHARS:
                shown.append(_SMALL + elided(small, room_chars))
            break
        room_chars -= len(small)
        shown.append(_SMALL + small)
    return shown


def _plain(line: str) -> str:
    """One line whose signs stand for themselves; addresses stay as they are, since a backslash would break them."""
    one_line = " ".join(line.splitlines())
    parts, end = [], 0
    for address in _ADDRESS.finditer(one_line):
        parts += [_MARKUP.sub(r"\\\g<0>", one_line[end : address.start()]), address[0]]
        end = address.end()
    return "".join((*parts, _MARKUP.sub(r"\\\g<0>", one_line[end:])))


def _custom_ids(message: Mapping[str, Any]) -> list[str]:
    rows = [row.get("components") or () for row in message.get("components") or ()]
    return [str(button.get("custom_id", "")) for buttons in rows for button in buttons]


def _row(controls: Sequence[Control], key: str) -> dict[str, object]:
    return {"type": 1, "components": [_button(control, key) for control in controls]}


def _button(control: Control, key: str) -> dict[str, object]:
    emoji, label = _BUTTONS[control]
    button = {"type": 2, "style": _SECONDARY, "label": label, "custom_id": f"{_PRESS}:{control.value}:{key}"}
    return {**button, "emoji": {"name": emoji}} if emoji else button


def _attachment(picture: Picture) -> dict[str, object]:
    return {"id": "0", "filename": file_name(picture.name), "description": elided(picture.alt, _ALT_CHARS)}


def file_name(name: str) -> str:
    """A name that Discord leaves as it is."""
    return re.sub(r"[^A-Za-z0-9._-]+", "_", name)[:100] or "figure.png"
