"""What Slack tells -> events of `bot.chat_events`. All pure; the bot's own doings and those of other bots stop here."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from hashlib import sha256

from adapters.slack.emoji import emoji_of
from adapters.slack.outbound import NAME, Token, place
from adapters.slack.text import as_seen, names, unescaped, without_name
from bot.chat_events import ButtonPressed, ChatEvent, Commanded, FormSent, HomeOpened, MessagePosted, Pressed
from bot.model.chat import Attachment, Control, MessageRef, Person, Trigger

Payload = Mapping[str, object]

EVENTS = frozenset(
    {
        "app_home_opened",
        "app_mention",
        "message.channels",
        "message.groups",
        "message.im",
        "message.mpim",
        "reaction_added",
        "reaction_removed",
    }
)
"""What is subscribed to; the manifest asks for these."""


class Shortcut(StrEnum):
    """The callbacks of what stands in a message's menu."""

    DRAFT = "draft_thread"
    SHORTEN = "shorten_tweet"
    REGENERATE = "regenerate_tweet"


_RESPONSE_LIFE = timedelta(minutes=30)  # https://docs.slack.dev/interactivity/handling-user-interaction
_WRITTEN = frozenset({"", "file_share", "thread_broadcast", "me_message"})  # subtypes of what a person writes
_SLACKBOT = "USLACKBOT"


@dataclass(frozen=True, slots=True)
class Own:
    """Who the bot is, as auth.test says."""

    team: str
    user: str
    bot: str


def event_of(body: Payload, own: Own, *, now: datetime) -> ChatEvent | None:
    """The event that a request of Slack's tells of; None if there is nothing to do about it.

    Args:
        body: A payload of the Events API, a slash command's fields, or an interaction's payload.
        now: When it came.
    """
    if "command" in body:
        return _command(body, own, now) if _text(body, "team_id") == own.team else None
    match _text(body, "type"):
        case "event_callback":
            return _told(body, own) if own.team in _teams(body) else None
        case "block_actions":
            return _button(body, own, now)
        case "message_action":
            return _shortcut(body, own, now)
        case "view_submission":
            return _form(body, own, now)
    return None


def message_of(message: Payload, channel: str, own: Own) -> MessagePosted | None:
    """A message of a channel's history, as it would have been told."""
    return _message(message, channel, _text(message, "edited", "ts"), own)


def presses_of(message: Payload, ref: MessageRef, own: Own, *, at: datetime) -> list[Pressed]:
    """The presses that stand on a message."""
    return [
        Pressed(ref, Person(NAME, own.team, user), emoji_of(_text(reaction, "name")), is_added=True, at=at)
        for reaction in _many(message, "reactions")
        for user in _texts(reaction, "users")
        if user != own.user
    ]


def is_own(message: Payload, own: Own) -> bool:
    """Whether a message is the bot's."""
    return _text(message, "user") == own.user or _text(message, "bot_id") == own.bot


def channel_of(body: Payload) -> str:
    """The channel that a request is about; "" if none."""
    for path in (
        ("event", "channel"),
        ("event", "item", "channel"),
        ("channel_id",),
        ("channel", "id"),
        ("container", "channel_id"),
    ):
        if channel := _text(body, *path):
            return channel
    return _view_facts(body)[2]


# ---- Events ----


def _told(body: Payload, own: Own) -> ChatEvent | None:
    event = _one(body, "event")
    match _text(event, "type"):
        case "message" if _text(event, "subtype") == "message_changed":
            return _changed(event, own)
        case "message" | "app_mention":
            return _message(event, _text(event, "channel"), "", own)
        case "reaction_added" | "reaction_removed":
            return _press(event, own, _text(body, "event_id"))
        case "app_home_opened" if _text(event, "tab") == "home":
            where, user = place(own.team, _text(event, "channel")), _text(event, "user")
            return HomeOpened(f"home:{NAME}:{own.team}:{_text(body, 'event_id')}", where, Person(NAME, own.team, user))
    return None


def _message(message: Payload, channel: str, edit: str, own: Own) -> MessagePosted | None:
    user, ts, text = _text(message, "user"), _text(message, "ts"), _text(message, "text")
    if not user or user == _SLACKBOT or _text(message, "bot_id") or is_own(message, own):
        return None
    if _text(message, "subtype") not in _WRITTEN:
        return None
    is_mention = names(text, own.user)
    return MessagePosted(
        MessageRef(place(own.team, channel, _chat_thread(message)), ts),
        Person(NAME, own.team, user),
        as_seen(without_name(text, own.user) if is_mention else text),
        tuple(_attachments(_many(message, "files"))),
        is_mention=is_mention,
        edit=edit,
    )


def _changed(event: Payload, own: Own) -> MessagePosted | None:
    """A message that its author changed; a link that was unfolded or a reply that was counted changes nothing."""
    now, before = _one(event, "message"), _one(event, "previous_message")
    if _text(now, "text") == _text(before, "text") and _ids(now, "files") == _ids(before, "files"):
        return None
    edit = _text(now, "edited", "ts") or _text(event, "event_ts") or _text(event, "ts")
    return _message(now, _text(event, "channel"), edit, own)


def _press(event: Payload, own: Own, event_id: str) -> Pressed | None:
    item, user = _one(event, "item"), _text(event, "user")
    if _text(item, "type") != "message" or user == own.user:
        return None
    return Pressed(
        MessageRef(place(own.team, _text(item, "channel")), _text(item, "ts")),
        Person(NAME, own.team, user),
        emoji_of(_text(event, "reaction")),
        is_added=_text(event, "type") == "reaction_added",
        event_id=event_id or None,
        at=_moment(_text(event, "event_ts")),
    )


def _attachments(files: Iterable[Payload]) -> Iterable[Attachment]:
    for file in files:
        if _text(file, "mode") in ("tombstone", "hidden_by_limit", "external"):
            continue  # deleted, beyond the plan's limit, or not Slack's to hand out
        size = file.get("size")
        yield Attachment(
            _text(file, "id"),
            _text(file, "name") or _text(file, "title") or _text(file, "id"),
            size if isinstance(size, int) else None,
            _text(file, "url_private_download") or _text(file, "url_private"),
        )


# ---- Commands, buttons, forms ----


def _command(body: Payload, own: Own, now: datetime) -> Commanded:
    channel = _text(body, "channel_id")
    token = Token(_text(body, "trigger_id"), _text(body, "response_url"), channel)
    return Commanded(
        f"command:{NAME}:{own.team}:{_digest(token.trigger_id)}",
        place(own.team, channel),
        Person(NAME, own.team, _text(body, "user_id"), _text(body, "user_name")),
        unescaped(_text(body, "text")).strip(),
        trigger=_trigger(token, now),
    )


def _button(body: Payload, own: Own, now: datetime) -> ButtonPressed | None:
    action = next(iter(_many(body, "actions")), {})
    control, message = _text(action, "value"), _one(body, "message")
    if not control or not message:
        return None
    ref = MessageRef(place(own.team, channel_of(body), _chat_thread(message)), _text(message, "ts"))
    happened = ":".join((ref.place.channel, ref.id, control, _text(action, "action_ts"), _text(body, "user", "id")))
    return ButtonPressed(
        f"button:{NAME}:{own.team}:{happened}", ref, _person(body, own), control, _interaction(body, ref, now)
    )


def _shortcut(body: Payload, own: Own, now: datetime) -> ChatEvent | None:
    """What was chosen from a message's menu: buttons of a post, or a request for the paper of a message."""
    message = _one(body, "message")
    ref = MessageRef(place(own.team, channel_of(body), _chat_thread(message)), _text(message, "ts"))
    person, trigger = _person(body, own), _interaction(body, ref, now)
    key = f"shortcut:{NAME}:{own.team}:{ref.place.channel}:{ref.id}:{_text(body, 'action_ts')}:{person.id}"
    match _text(body, "callback_id"):
        case Shortcut.SHORTEN.value:
            return ButtonPressed(key, ref, person, Control.SHORTEN.value, trigger)
        case Shortcut.REGENERATE.value:
            return ButtonPressed(key, ref, person, Control.REGENERATE.value, trigger)
        case Shortcut.DRAFT.value:
            # What stands beside the link was said to others: it is no wish, so the link alone is handed on.
            files, text = tuple(_attachments(_many(message, "files"))), as_seen(_text(message, "text"))
            link = next((word.strip("()<>,;“”\"'") for word in text.split() if "arxiv" in word.casefold()), "")
            options = {"url": link} if link else {}
            return Commanded(key, ref.place, person, "new", options, files, trigger, about=ref)
    return None


def _form(body: Payload, own: Own, now: datetime) -> FormSent | None:
    view = _one(body, "view")
    if not _text(view, "callback_id"):
        return None
    context, response_url, channel, chat_thread = _view_facts(body)
    person, token = _person(body, own), Token(_text(body, "trigger_id"), response_url, channel, chat_thread)
    values = {name: _value(elements) for name, elements in _one(view, "state", "values").items()}
    return FormSent(
        f"form:{NAME}:{own.team}:{_text(view, 'id')}",
        _text(view, "callback_id"),
        context,
        place(own.team, channel, chat_thread),
        person,
        values,
        _trigger(token, now),
    )


def _value(elements: object) -> str:
    element: object = next(iter(elements.values()), {}) if isinstance(elements, Mapping) else {}
    return _text(element, "value") or _text(element, "selected_option", "value")


def _view_facts(body: Payload) -> tuple[str, str, str, str | None]:
    """Context, response URL, channel and chat thread that a form was shown with."""
    kept = _text(body, "view", "private_metadata")
    if not kept:
        return "", "", "", None
    context, response_url, channel, chat_thread = json.loads(kept)
    return context, response_url, channel, chat_thread


def _interaction(body: Payload, ref: MessageRef, now: datetime) -> Trigger:
    where = ref.place
    token = Token(_text(body, "trigger_id"), _text(body, "response_url"), where.channel, where.chat_thread)
    return _trigger(token, now)


def _trigger(token: Token, now: datetime) -> Trigger:
    return Trigger(token.kept(), now + _RESPONSE_LIFE)


def _person(body: Payload, own: Own) -> Person:
    return Person(NAME, own.team, _text(body, "user", "id"), _text(body, "user", "username"))


# ---- Payloads ----


def _teams(body: Payload) -> set[str]:
    """The workspaces that an event was told to."""
    return {_text(body, "team_id"), *(_text(one, "team_id") for one in _many(body, "authorizations"))}


def _chat_thread(message: Payload) -> str | None:
    """The thread that a message is in; the one that it is the root of is not."""
    root = _text(message, "thread_ts")
    return root if root and root != _text(message, "ts") else None


def _moment(ts: str) -> datetime | None:
    try:
        return datetime.fromtimestamp(float(ts), UTC)
    except ValueError:
        return None


def _digest(secret: str) -> str:
    return sha256(secret.encode()).hexdigest()[:32]


def _text(payload: object, *path: str) -> str:
    found = payload
    for name in path:
        found = found.get(name) if isinstance(found, Mapping) else None
    return found if isinstance(found, str) else ""


def _one(payload: Payload, *path: str) -> Payload:
    found: object = payload
    for name in path:
        found = found.get(name) if isinstance(found, Mapping) else None
    return found if isinstance(found, Mapping) else {}


def _many(payload: Payload, name: str) -> list[Payload]:
    found = payload.get(name)
    return [one for one in found if isinstance(one, Mapping)] if isinstance(found, list) else []


def _texts(payload: Payload, name: str) -> list[str]:
    found = payload.get(name)
    return [one for one in found if isinstance(one, str)] if isinstance(found, list) else []


def _ids(payload: Payload, name: str) -> list[str]:
    return [_text(one, "id") for one in _many(payload, name)]
