"""What went wrong with a request, in our words: worth another try, a matter of its manner, or final."""

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from enum import Enum, auto
from urllib.parse import urlsplit

import httpx2
import openai

from adapters.openai_writer.chunks import Refused
from bot.errors import (
    AnswerCutOff,
    AnswerUnusable,
    PaperTooLongForModel,
    WriterError,
    WriterNotAllowed,
    WriterRefused,
    WriterUnavailable,
)
from bot.wording import elided

_TOO_LONG = re.compile(
    r"context[_ ](?:length|window|size)|maximum context|too many tokens|prompt is too long"
    r"|exceeds? the (?:available )?context",
    re.IGNORECASE,
)
_NO_MODEL = re.compile(r"\bmodel\b.{0,80}\b(?:not found|does not exist)", re.IGNORECASE | re.DOTALL)
_FILTERED = frozenset({"content_filter", "content_policy_violation"})
_OF_FORM = re.compile(r"grammar|response_format|json_schema", re.IGNORECASE)  # local servers break on a schema, too
# What OpenAI's own client tries again (openai/_base_client.py, `_should_retry`): these, and all from 500 on.
_PASSING = frozenset({408, 409, 429})
_MALFORMED = frozenset({400, 422})
_SHOWN_CHARS = 160
_LONGEST_PAUSE_S = 86_400.0  # what asks for more means "never"


class Remedy(Enum):
    """What may be done about a fault."""

    RETRY = auto()
    OTHER_MANNER = auto()
    """Ask in a looser manner; where there is none, give up."""
    GO_ON = auto()
    """Ask for what is missing of the answer; where nothing of it is there, give up."""
    GIVE_UP = auto()


@dataclass(frozen=True, slots=True)
class Fault:
    """One failed request.

    Attributes:
        answered: What the server did, in a clause: "it answered 503".
        error: What the person is told if it stays so.
        pause_s: How long it wants no request; None where it does not say.
        words: The server's own, for what can be read from them.
        is_paid: Whether what was asked may have been paid.
    """

    remedy: Remedy
    answered: str
    error: WriterError
    pause_s: float | None = None
    words: str = ""
    is_paid: bool = True


class BrokenOff(Exception):
    """An answer has no end, or none that can be trusted; `answered` says in a clause what the server did."""

    def __init__(self, answered: str) -> None:
        super().__init__(answered)
        self.answered = answered


class ToldInside(Exception):
    """A server told an error inside the stream."""

    def __init__(self, refused: Refused) -> None:
        super().__init__(refused.message)
        self.refused = refused


FAULTS = (openai.OpenAIError, httpx2.HTTPError, httpx2.StreamError, TimeoutError, BrokenOff, ToldInside)
"""What a request can end in."""


def fault_of(error: Exception, *, base_url: str, model: str, has_begun: bool) -> Fault:
    """Read one of `FAULTS`.

    Args:
        has_begun: Some of the answer was there already.
    """
    host = urlsplit(base_url).netloc
    match error:
        case openai.APIStatusError():
            told = error.body.get("message") if isinstance(error.body, dict) else error.body
            return _of_status(
                error.status_code,
                str(error.code or ""),
                told if isinstance(told, str) else "",
                host=host,
                model=model,
                pause_s=_asked_pause_s(error.response.headers),
            )
        case ToldInside(refused=Refused(status=int(status), code=code, message=message)):
            return _of_status(status, code, message, host=host, model=model, pause_s=None)
        case ToldInside() if not has_begun:
            # So llama.cpp refuses a schema that it can make no grammar of.
            return _refused("it refused the request", error.refused.message, host)
        case ToldInside():
            answered = "it broke off with an error"
        case BrokenOff():
            answered = error.answered
        case _ if isinstance(error.__cause__, (httpx2.ConnectError, httpx2.ConnectTimeout)):
            answered = "it could not be reached"  # nor paid
            return Fault(Remedy.RETRY, answered, WriterUnavailable(host, answered=answered), is_paid=False)
        case openai.APITimeoutError() | httpx2.TimeoutException() | TimeoutError():
            answered = "it stopped in the middle of an answer" if has_begun else "no answer came in time"
        case httpx2.DecodingError():
            answered = "its answer is packed in a form that cannot be opened"
        case _:
            answered = "the connection broke in the middle of an answer" if has_begun else "the connection broke"
    return Fault(Remedy.RETRY, answered, WriterUnavailable(host, answered=answered))


def fault_of_answer(error: WriterError) -> Fault:
    """An answer that came to its end, and is none."""
    match error:
        case AnswerCutOff():
            return Fault(Remedy.GO_ON, "its answer was cut off at its limit of length", error)
        case WriterRefused():
            return Fault(Remedy.GIVE_UP, "it declined to answer", error)
        case AnswerUnusable():
            return Fault(Remedy.GIVE_UP, f"its answer cannot be used: {error.why}", error)
        case _:
            return Fault(Remedy.GIVE_UP, "its answer cannot be used", error)


def _of_status(status: int, code: str, message: str, *, host: str, model: str, pause_s: float | None) -> Fault:
    answered = f"it answered {status}"
    unavailable = WriterUnavailable(host, answered=answered)
    if status in _MALFORMED and _TOO_LONG.search(f"{code} {message}"):
        return Fault(Remedy.GIVE_UP, answered, PaperTooLongForModel(model), is_paid=False)
    if status in _MALFORMED and code in _FILTERED:
        return Fault(Remedy.GIVE_UP, "it declined to answer", WriterRefused(message), is_paid=False)
    if status in _MALFORMED and (code == "model_not_found" or _NO_MODEL.search(message)):
        return Fault(Remedy.GIVE_UP, answered, WriterNotAllowed(host, model=model, status=404), is_paid=False)
    if status in _MALFORMED or (status >= 500 and _OF_FORM.search(message)):
        return _refused(answered, message, host)
    if status in (401, 402, 403, 404) or (status == 429 and code == "insufficient_quota"):
        return Fault(Remedy.GIVE_UP, answered, WriterNotAllowed(host, model=model, status=status), is_paid=False)
    if status in _PASSING or status >= 500:
        return Fault(Remedy.RETRY, answered, unavailable, pause_s, is_paid=False)
    if 300 <= status < 400:
        answered += ", which sends to another address; name that one in PAPERTHREAD_OPENAI__BASE_URL"
        unavailable = WriterUnavailable(host, answered=answered)
    return Fault(Remedy.GIVE_UP, answered, unavailable, is_paid=False)


def _refused(answered: str, message: str, host: str) -> Fault:
    """The last refusal is told with the server's own words: only they say what it does not take."""
    words = elided(" ".join(message.split()), _SHOWN_CHARS)
    told = f"{answered} (“{words}”)" if words else answered
    return Fault(Remedy.OTHER_MANNER, answered, WriterUnavailable(host, answered=told), words=message, is_paid=False)


def _asked_pause_s(headers: Mapping[str, str]) -> float | None:
    """RFC 9110, 10.2.3: seconds, or a date; OpenAI's own header has milliseconds."""
    words = headers.get("retry-after", "")
    pause_ms, pause_s = _number(headers.get("retry-after-ms", "")), _number(words)
    if pause_ms is not None:
        pause_s = pause_ms / 1000
    elif pause_s is None:
        pause_s = _until_s(words)
    return None if pause_s is None else min(max(pause_s, 0.0), _LONGEST_PAUSE_S)


def _number(words: str) -> float | None:
    try:
        number = float(words)
    except ValueError:
        return None
    return None if math.isnan(number) else number


def _until_s(words: str) -> float | None:
    try:
        moment = parsedate_to_datetime(words)
    except (ValueError, OverflowError):
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return (moment - datetime.now(UTC)).total_seconds()
