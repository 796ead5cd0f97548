"""What Discord tells -> events. All pure: a payload in, an event out; None for what is no business of the bot's.

The bot's own doings and those of other bots stop here. A payload that lacks what it must have raises `KeyError` or
`TypeError`; the caller passes it over.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from adapters.discord.names import EPOCH_MS, PLATFORM, REPLY, TEXTS, THREADS
from adapters.discord.outbound import control_of
from bot.chat_events import ButtonPressed, Commanded, MessagePosted, Pressed
from bot.model.chat import Attachment, MessageRef, Person, Place, Trigger
from bot.presses import folded_emoji

Payload = Mapping[str, Any]
"""JSON as it came; typed values leave this module."""

TRIGGER_LIFE = timedelta(minutes=15)  # of an interaction's token; Discord's reference, "Receiving and Responding"
_MARGIN = timedelta(seconds=20)

_LINK = re.compile(r"<(https?://[^\s<>]+)>")
_PERSON = re.compile(r"<@!?(\d+)>")
_EMOJI = re.compile(r"<a?(:\w+:)\d+>")


def place_of(guild: str, channel: str, parent: str | None) -> Place:
    """A channel, or a chat thread in its `parent`."""
    return Place(PLATFORM, guild, channel) if parent is None else Place(PLATFORM, guild, parent, channel)


def channel_of(place: Place) -> str:
    """The id by which Discord is asked: a thread is a channel there."""
    return place.chat_thread or place.channel


def moment_of(snowflake: str) -> datetime:
    """When something with that id was made."""
    return datetime.fromtimestamp(((int(snowflake) >> 22) + EPOCH_MS) / 1000, UTC)


def posted(payload: Payload, place: Place, *, own_id: str) -> MessagePosted | None:
    """Somebody wrote a message, or changed one."""
    author = payload.get("author")
    if author is None or payload.get("type", 0) not in TEXTS or "content" not in payload:
        return None
    if author.get("bot") or author.get("system") or payload.get("webhook_id") or author["id"] == own_id:
        return None
    content = str(payload["content"])
    is_mention = re.search(rf"<@!?{own_id}>", content) is not None
    if is_mention:
        content = " ".join(re.split(rf"[^\S\n]*<@!?{own_id}>[^\S\n]*", content)).strip()
    return MessagePosted(
        MessageRef(place, str(payload["id"])),
        _person(author, payload.get("member"), place.team),
        _bare("\n".join(part for part in (content, *_forwarded(payload)) if part), payload.get("mentions", ())),
        _attachments(payload, channel_of(place)),
        is_mention,
        "" if payload.get("edited_timestamp") is None else str(payload["edited_timestamp"]),
    )


def is_own_reply(payload: Payload, *, own_id: str) -> bool:
    """Whether it is words of the bot's to one person, which stand as a reply."""
    return payload.get("type") == REPLY and payload["author"]["id"] == own_id


def pressed(payload: Payload, place: Place, *, own_id: str, is_added: bool) -> Pressed | None:
    """Somebody put an emoji on a message, or took it away; None for a server's own emoji."""
    user = (payload.get("member") or {}).get("user") or {"id": payload["user_id"]}
    emoji = payload["emoji"]
    if user.get("bot") or str(payload["user_id"]) == own_id or emoji.get("id") is not None or not emoji.get("name"):
        return None
    return Pressed(
        MessageRef(place, str(payload["message_id"])),
        _person(user, payload.get("member"), place.team),
        folded_emoji(str(emoji["name"])),
        is_added,
    )


def presses(users: Sequence[Payload], emoji: str, message: MessageRef, *, own_id: str, at: datetime) -> list[Pressed]:
    """The presses of an emoji that stand on a message."""
    people = [_person(user, None, message.place.team) for user in users if not user.get("bot") and user["id"] != own_id]
    return [Pressed(message, person, folded_emoji(emoji), is_added=True, at=at) for person in people]


# ---- Interactions ----


def place_of_interaction(payload: Payload) -> Place:
    """Where an interaction happened; the channel comes with it."""
    channel = payload["channel"]
    parent = str(channel["parent_id"]) if channel.get("type") in THREADS else None
    return place_of(str(payload["guild_id"]), str(channel["id"]), parent)


def trigger_of(payload: Payload) -> Trigger:
    return Trigger(f"{payload['id']}:{payload['token']}", moment_of(str(payload["id"])) + TRIGGER_LIFE - _MARGIN)


def person_of(payload: Payload) -> Person:
    """Who did it."""
    return _person(payload["member"]["user"], payload["member"], str(payload["guild_id"]))


def key_of(payload: Payload) -> str:
    return f"interaction:{PLATFORM}:{payload['id']}"


def commanded(payload: Payload) -> Commanded:
    """A command of the group, or the message menu's."""
    data, place = payload["data"], place_of_interaction(payload)
    common = (key_of(payload), place, person_of(payload))
    resolved = data.get("resolved") or {}
    if data.get("target_id") is not None:
        target = resolved["messages"][data["target_id"]]
        text = _bare(str(target.get("content", "")), target.get("mentions", ()))
        files = _attachments(target, str(payload["channel"]["id"]))
        about = MessageRef(place, str(target["id"]))
        return Commanded(*common, "new", {"url": text} if text else {}, files, trigger_of(payload), about)
    verb = next(iter(data.get("options") or ()), None)
    if verb is None:
        return Commanded(*common, "", trigger=trigger_of(payload))
    given = {str(option["name"]): option["value"] for option in verb.get("options") or ()}
    files = tuple(
        _attachment(resolved["attachments"][given.pop(name)], None) for name in ("pdf", "file") if name in given
    )
    in_words = _IN_WORDS if verb["name"] == "new" else (*_IN_WORDS, "wish")
    words = [str(verb["name"]), *(str(given.pop(name)) for name in in_words if name in given)]
    options = {name: str(value) for name, value in given.items()}
    return Commanded(*common, " ".join(words), options, files, trigger_of(payload))


_IN_WORDS = ("tweet", "words")
"""Options that are part of what is said: `shorten 3`, `prefer no hype`. The others keep their names."""


def button_pressed(payload: Payload) -> ButtonPressed | None:
    """A button under a post of the bot's; None for another."""
    control = control_of(str(payload["data"].get("custom_id", "")))
    if control is None:
        return None
    message = MessageRef(place_of_interaction(payload), str(payload["message"]["id"]))
    return ButtonPressed(key_of(payload), message, person_of(payload), control, trigger_of(payload))


def typed_number(payload: Payload) -> str:
    """What somebody has typed so far of a tweet's number."""
    verb: Payload = next(iter(payload["data"].get("options") or ()), {})
    focused = [option for option in verb.get("options") or () if option.get("focused")]
    return str(focused[0].get("value", "")).strip() if focused else ""


# ---- Parts ----


def _person(user: Payload, member: Payload | None, team: str) -> Person:
    name = (member or {}).get("nick") or user.get("global_name") or user.get("username") or ""
    return Person(PLATFORM, team, str(user["id"]), str(name))


def _bare(content: str, mentions: Sequence[Payload]) -> str:
    """Content as people see it: links without brackets, people and emoji by name."""
    names = {str(one["id"]): str(one.get("global_name") or one.get("username") or one["id"]) for one in mentions}
    named = _PERSON.sub(lambda found: f"@{names[found[1]]}" if found[1] in names else found[0], content)
    return _EMOJI.sub(r"\1", _LINK.sub(r"\1", named))


def _forwarded(message: Payload) -> list[str]:
    """The words of messages that were forwarded with this one."""
    return [str(one["message"].get("content", "")) for one in message.get("message_snapshots") or ()]


def _attachments(message: Payload, channel: str) -> tuple[Attachment, ...]:
    return tuple(_attachment(one, f"{channel}/{message['id']}") for one in message.get("attachments") or ())


def _attachment(file: Payload, message: str | None) -> Attachment:
    """A file; where it is on a message, that one is asked for it later, since Discord's addresses expire."""
    # `title` is the name that the person gave it, if Discord's file name had to leave signs out.
    name = str(file.get("title") or file["filename"])
    ending = str(file["filename"]).rpartition(".")[2]
    if not name.casefold().endswith(f".{ending.casefold()}"):
        name = f"{name}.{ending}"
    address = str(file["url"]) if message is None else f"{message}/{file['id']}"
    return Attachment(str(file["id"]), name, int(file["size"]), address)
