"""What went wrong with a request, in our words: worth another try, a matter of the answer's form, or final."""

import json
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from enum import Enum, auto
from urllib.parse import urlsplit

import openai

from bot.errors import (
    PaperTooLongForModel,
    WriterError,
    WriterNotAllowed,
    WriterUnavailable,
)

_TOO_LONG = re.compile(
    r"context[_ ](?:length|window|size)|maximum context|too many tokens|prompt is too long"
    r"|exceeds? the (?:available )?context",
    re.IGNORECASE,
)
# What OpenAI's own client tries again (openai/_base_client.py, `_should_retry`): these, and all from 500 on.
_PASSING = frozenset({408, 409, 429})
_MALFORMED = frozenset({400, 422})


class Remedy(Enum):
    """What may be done about a fault."""

    RETRY = auto()
    OTHER_FORM = auto()
    """Ask for the answer in a looser form; where there is none, give up."""
    GIVE_UP = auto()


@dataclass(frozen=True, slots=True)
class Fault:
    """One failed request.

    Attributes:
        answered: What the server did, in a clause: "it answered 503".
        pause_s: How long it wants no request; None where it does not say.
        error: What the person is told if it stays so.
    """

    remedy: Remedy
    answered: str
    error: WriterError
    pause_s: float | None = None


def fault_of(error: Exception, *, base_url: str, model: str, has_begun: bool) -> Fault:
    """Read an error of the client library.

    Args:
        has_begun: Some of the answer was there already.
    """
    host = urlsplit(base_url).netloc
    if isinstance(error, openai.APIStatusError):
        return _of_status(error, host=host, model=model)
    if isinstance(error, (openai.APITimeoutError, TimeoutError)):
        answered = "it stopped in the middle of an answer" if has_begun else "no answer came in time"
    elif isinstance(error, openai.APIConnectionError):
        answered = "the connection broke in the middle of an answer" if has_begun else "it could not be reached"
    elif isinstance(error, json.JSONDecodeError):
        answered = "its answer is not in the form of the API"
    elif isinstance(error, openai.APIError) and not has_begun:
        # Inside a stream a refused request has no status; so llama.cpp refuses a schema that it makes no grammar of.
        return Fault(
            Remedy.OTHER_FORM, "it refused the request", WriterUnavailable(host, answered="it refused the request")
        )
    else:
        answered = "it broke off with an error"
    return Fault(Remedy.RETRY, answered, WriterUnavailable(host, answered=answered))


def _of_status(error: openai.APIStatusError, *, host: str, model: str) -> Fault:
    status = error.status_code
    answered = f"it answered {status}"
    if status in _MALFORMED and _TOO_LONG.search(f"{error.code} {error.message}"):
        return Fault(Remedy.GIVE_UP, answered, PaperTooLongForModel(model))
    if status in _MALFORMED:
        return Fault(Remedy.OTHER_FORM, answered, WriterUnavailable(host, answered=answered))
    if status in (401, 403):
        return Fault(Remedy.GIVE_UP, answered, WriterNotAllowed(host, model=model, status=status))
    if status == 404:
        return Fault(Remedy.GIVE_UP, answered, WriterNotAllowed(host, model=model, status=status))
    if status == 429 and error.code == "insufficient_quota":
        return Fault(Remedy.GIVE_UP, answered, WriterNotAllowed(host, model=model, status=status))
    unavailable = WriterUnavailable(host, answered=answered)
    if status in _PASSING or status >= 500:
        return Fault(Remedy.RETRY, answered, unavailable, _asked_pause_s(error))
    return Fault(Remedy.GIVE_UP, answered, unavailable)


def _asked_pause_s(error: openai.APIStatusError) -> float | None:
    """RFC 9110, 10.2.3: seconds, or a date."""
    words = error.response.headers.get("retry-after", "").strip()
    if words.replace(".", "", 1).isdigit() and words.isascii():
        return float(words)
    try:
        moment = parsedate_to_datetime(words)
    except ValueError:
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return max(0.0, (moment - datetime.now(UTC)).total_seconds())
