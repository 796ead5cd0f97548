"""What Discord refuses, and what breaks on the way -> the core's errors, in words."""

import discord

from adapters.discord.names import PLATFORM
from adapters.discord.outbound import MOST_CHARS
from adapters.discord.rights import Right
from bot.errors import (
    ChatError,
    ChatUnavailable,
    MessageGone,
    MessageTooLong,
    MessageTooOld,
    PermissionMissing,
    PlaceClosed,
)
from bot.model.chat import Place

# Discord's reference, "JSON Error Codes".
UNKNOWN_CHANNEL, UNKNOWN_MESSAGE, UNKNOWN_EMOJI = 10003, 10008, 10014
MISSING_ACCESS, MISSING_PERMISSIONS = 50001, 50013
TOO_LARGE, TOO_MANY_OLD_EDITS, NOT_IN_THIS_CHANNEL = 40005, 30046, 50024
ARCHIVED, HAS_THREAD, LOCKED = 50083, 160004, 160005
INVALID_BODY, _TOO_MANY_REACTIONS, _TOO_MANY_THREADS, _BLOCKED = 50035, 30010, 160006, 90001

_CLOSED = {
    UNKNOWN_CHANNEL: "the channel or chat thread was deleted",
    NOT_IN_THIS_CHANNEL: "this kind of channel has no chat threads; use a text channel or a forum",
    ARCHIVED: "the chat thread is archived, and could not be opened again",
    LOCKED: "the chat thread is locked",
    _TOO_MANY_THREADS: "the server has as many open chat threads as Discord allows",
}
_REFUSED = {
    TOO_LARGE: "the picture is larger than this server takes",
    UNKNOWN_EMOJI: "it does not know this emoji",
    _TOO_MANY_REACTIONS: "there are 20 emoji on the message already",
    _BLOCKED: "who wrote the message has blocked the bot",
}


def chat_error(doing: str, error: discord.HTTPException, *, right: Right, length: int = 0) -> ChatError:
    """What a refused request means.

    Args:
        right: What this request takes; Discord does not say which of it is missing.
        length: Of what was sent, in characters.
    """
    if error.status >= 500 or error.status == 429:
        return ChatUnavailable(PLATFORM, doing, f"it answered {error.status}")
    if error.code == UNKNOWN_MESSAGE:
        return MessageGone(PLATFORM, doing)
    if error.code == TOO_MANY_OLD_EDITS:
        return MessageTooOld(PLATFORM)
    if error.code in _CLOSED:
        return PlaceClosed(PLATFORM, doing, _CLOSED[error.code])
    if error.code == MISSING_ACCESS:
        return PermissionMissing(PLATFORM, doing, Right.VIEW.words)
    if error.code == MISSING_PERMISSIONS:
        return PermissionMissing(PLATFORM, doing, right.words)
    if error.code == INVALID_BODY and length and "content" in error.text:
        return MessageTooLong(PLATFORM, length=length, limit=MOST_CHARS)
    if error.code in _REFUSED:
        return ChatError(PLATFORM, doing, _REFUSED[error.code])
    if error.status == 401:
        return ChatUnavailable(PLATFORM, doing, "the bot's token is not valid any more")
    if error.status == 404:
        return MessageGone(PLATFORM, doing)
    return ChatError(PLATFORM, doing, f"it refused (status {error.status}, code {error.code})")


def is_for(error: ChatError, code: int) -> bool:
    """Whether a request was refused with that code."""
    cause = error.__cause__
    return isinstance(cause, discord.HTTPException) and cause.code == code


def right_to_send(place: Place) -> Right:
    """What a message takes there; in a chat thread the right to send in its channel counts for nothing."""
    return Right.SEND if place.chat_thread is None else Right.SEND_IN_THREADS
