"""Slack's Web API: one call, its answer, and what a refusal means in the core's words."""

import logging
from collections.abc import Awaitable, Callable, Mapping

import aiohttp
from slack_sdk.errors import SlackClientError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from adapters.slack.outbound import NAME
from adapters.slack.pace import Throttled
from bot.errors import (
    ChatError,
    ChatUnavailable,
    MessageGone,
    MessageTooOld,
    PermissionMissing,
    PlaceClosed,
    TokenRefused,
)

_DEADLINE_S = 30
_USUAL_PAUSE_S = 30.0  # where a 429 names none

_GONE = frozenset({"message_not_found", "thread_not_found"})
_TOO_OLD = frozenset({"edit_window_closed", "cant_update_message"})
_CLOSED = {
    "channel_not_found": "there is no such channel, or I am not in it; invite me by `/invite`",
    "not_in_channel": "I am not in this channel; invite me by `/invite`",
    "is_archived": "the channel is archived",
    "is_inactive": "the channel is closed",
    "restricted_action": "only some people may post there",
    "restricted_action_read_only_channel": "the channel takes no messages",
    "restricted_action_thread_only_channel": "the channel takes answers in threads only",
    "messages_tab_disabled": "direct messages to me are turned off in the app's settings",
    "user_not_in_channel": "that person is not in this channel",
}
_BAD_TOKEN = frozenset({"invalid_auth", "not_authed", "account_inactive", "token_revoked", "token_expired"})
_PASSING = frozenset(
    {"internal_error", "fatal_error", "service_unavailable", "request_timeout", "team_added_to_org", "ratelimited"}
)

Answer = Mapping[str, object]


class Refused(ChatError):
    """Slack refuses a request for a reason that is no fault of the place, the message or the rights.

    Attributes:
        code: Slack's word for it.
    """

    def __init__(self, doing: str, code: str) -> None:
        super().__init__(NAME, doing, f"it answers “{code}”")
        self.code = code


def client(token: str | None, api_base: str) -> AsyncWebClient:
    """A client that asks once: the library's own handlers would post again where an answer was lost.

    It opens a connection for each call: one that was kept may be closed by the other side while a post is on its way,
    and then nobody knows whether it arrived.
    """
    silent = logging.getLogger("slack_sdk.paperthread")
    silent.setLevel(logging.CRITICAL)  # below that it would log what passes through it
    return AsyncWebClient(token, base_url=api_base, timeout=_DEADLINE_S, retry_handlers=[], logger=silent)


async def ask(doing: str, call: Callable[[], Awaitable[AsyncSlackResponse]]) -> Answer:
    """The answer to a call.

    Args:
        doing: What is done by it, for words: "post", "edit a post".

    Raises:
        Throttled: Slack took nothing, and asks for a pause.
        ChatUnavailable: Slack gave no usable answer; whether it did what was asked is not known.
        PlaceClosed, MessageGone, MessageTooOld, PermissionMissing, TokenRefused, Refused: It refuses.
    """
    try:
        response = await call()
    except (aiohttp.ClientError, TimeoutError, OSError) as error:
        raise ChatUnavailable(NAME, doing, f"the connection failed ({type(error).__name__})") from error
    except SlackClientError as error:
        raise _refusal(doing, getattr(error, "response", None)) from None  # its own words carry the whole answer
    data = response.data
    if not isinstance(data, dict):
        raise ChatUnavailable(NAME, doing, "the answer is no JSON")
    return data


def _refusal(doing: str, response: object) -> Exception:
    status = getattr(response, "status_code", None) or getattr(response, "status", None)
    headers = getattr(response, "headers", None)
    data = getattr(response, "data", None)
    answer: Answer = data if isinstance(data, dict) else {}
    code = str(answer.get("error") or "")
    if status == 429 or code == "ratelimited":
        return Throttled(_pause_s(headers))
    if not code or code in _PASSING:
        return ChatUnavailable(NAME, doing, f"it answers {status}" + (f", “{code}”" if code else ""))
    if code in _GONE:
        return MessageGone(NAME, doing)
    if code in _TOO_OLD:
        return MessageTooOld(NAME)
    if code in _CLOSED:
        return PlaceClosed(NAME, doing, _CLOSED[code])
    if code == "missing_scope":
        return PermissionMissing(NAME, doing, str(answer.get("needed") or "a scope of the manifest"))
    if code in _BAD_TOKEN:
        return TokenRefused(NAME, doing)
    return Refused(doing, code)


def _pause_s(headers: object) -> float:
    """The pause that `Retry-After` asks for, in seconds; proxies write the name in any case."""
    if not isinstance(headers, Mapping):
        return _USUAL_PAUSE_S
    asked = next((value for name, value in headers.items() if str(name).casefold() == "retry-after"), "")
    return float(asked) if str(asked).isdigit() else _USUAL_PAUSE_S
