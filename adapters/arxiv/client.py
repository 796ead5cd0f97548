"""Questions to arXiv: one request at a time, through the gate, asked again while that can help, within limits."""

import asyncio
import logging
import math
import random
import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from typing import TypeVar
from urllib.parse import urljoin, urlsplit

import aiohttp

from bot.errors import ArxivUnavailable
from bot.ports import RequestGate

_log = logging.getLogger(__name__)

_T = TypeVar("_T")
_PASSING = frozenset({429, 500, 502, 503, 504})
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_MAX_REDIRECTS = 5
_OWN_HOST = re.compile(r"(?:[a-z0-9-]+\.)*arxiv\.org", re.IGNORECASE)
_MAX_PAGE_BYTES = 64_000  # of an answer that is no paper
_CHUNK_BYTES = 64 * 1024
_LONGEST_PAUSE_S = 3_600.0  # a server that asks for more is asked again after that

# "Continued rapid-fire requests after access has been denied will be interpreted as an attack":
# https://info.arxiv.org/help/robots.html
_PAUSE_AFTER_DENIAL_S = 600.0


@dataclass(frozen=True, slots=True)
class AskingLimits:
    """How long and how often arXiv is asked.

    Attributes:
        request_s: One request, from connecting to the last byte.
        total_s: One paper, with all its requests, pauses and turns of others.
        max_tries: Of one request.
        first_pause_s: Before the second try, doubled before each further one; a longer Retry-After wins.
        max_bytes: Of a PDF.
    """

    request_s: float = 120.0
    total_s: float = 240.0
    max_tries: int = 4
    first_pause_s: float = 5.0
    max_bytes: int = 100_000_000


@dataclass(frozen=True, slots=True)
class Question:
    """What to ask for one paper: `name` is what sentences call the paper, `until_s` when its time is over."""

    url: str
    name: str
    accept: str
    max_bytes: int
    until_s: float


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back; the body is cut short where it is no paper. `pause_s` is what Retry-After asks for, or 0."""

    status: int
    body: bytes
    pause_s: float

    def refusal(self) -> Exception | None:
        """TryAgain or Denied for a status that says nothing about the paper."""
        if self.status == HTTPStatus.FORBIDDEN:
            return Denied()
        if self.status in _PASSING:
            return TryAgain(f"it answered {self.named_status}", pause_s=self.pause_s)
        return None

    @property
    def named_status(self) -> str:
        """`503 (Service Unavailable)`."""
        try:
            return f"{self.status} ({HTTPStatus(self.status).phrase})"
        except ValueError:
            return str(self.status)


class TryAgain(Exception):
    """This answer was none, and another may be; `words` is a clause about arXiv ("it answered 503")."""

    def __init__(self, words: str, *, pause_s: float = 0.0) -> None:
        super().__init__(words)
        self.words = words
        self.pause_s = pause_s


class Denied(Exception):
    """arXiv wants no more requests from here."""


class TooLong(Exception):
    """The body is longer than the question allows; `size_bytes` is how long at least."""

    def __init__(self, size_bytes: int) -> None:
        super().__init__(size_bytes)
        self.size_bytes = size_bytes


class ArxivClient:
    """An HTTP client for one host and arXiv's others. Close it."""

    def __init__(
        self,
        gate: RequestGate,
        limits: AskingLimits,
        *,
        user_agent: str,
        now_s: Callable[[], float] = time.monotonic,
        jitter: Callable[[], float] = random.random,
    ) -> None:
        """`user_agent` names whom arXiv's operators can turn to; `jitter` gives numbers from 0 to 1."""
        self.limits = limits
        self._gate = gate
        self._user_agent = user_agent
        self._now_s = now_s
        self._jitter = jitter
        self._session: aiohttp.ClientSession | None = None

    async def close(self) -> None:
        session, self._session = self._session, None
        if session is not None:
            await session.close()

    def deadline_s(self) -> float:
        """When the time of a paper is over that begins now (`Question.until_s`)."""
        return self._now_s() + self.limits.total_s

    async def ask(self, question: Question, judge: Callable[[Answer], _T]) -> _T:
        """What `judge` makes of the answer; it raises TryAgain or Denied for one that is none.

        Raises:
            TooLong: The body is beyond the question's limit.
            ArxivUnavailable: There was no answer, or none that counts.
        """
        pause_s = self.limits.first_pause_s
        tries = 0
        while True:
            tries += 1
            try:
                return judge(await self._get(question))
            except Denied as denial:
                await self._gate.hold_off(_PAUSE_AFTER_DENIAL_S)
                words = "it denies access to this machine"
                raise ArxivUnavailable(question.name, answered=words, pause_s=_PAUSE_AFTER_DENIAL_S) from denial
            except TryAgain as failure:
                _log.info("arXiv, try %d: %s", tries, failure.words)
                wait_s = max(failure.pause_s, pause_s * (1 + self._jitter()))
                if tries == self.limits.max_tries or self._now_s() + wait_s > question.until_s:
                    await self._gate.hold_off(failure.pause_s)
                    words = failure.words if tries == 1 else f"{failure.words}, after {tries} tries"
                    raise ArxivUnavailable(question.name, answered=words, pause_s=failure.pause_s or None) from failure
                await self._gate.hold_off(wait_s)  # whoever asks next would most likely meet the same
                pause_s *= 2

    async def _get(self, question: Question) -> Answer:
        """One answer, with the redirects on the way to it, each a request of its own."""
        url = question.url
        for _ in range(_MAX_REDIRECTS + 1):
            try:
                async with self._gate.turn(within_s=question.until_s - self._now_s()):
                    answer = await self._request(url, question)
            except TimeoutError as error:
                raise ArxivUnavailable(
                    question.name, answered="too many requests wait for their turn, or it wants a pause"
                ) from error
            if isinstance(answer, Answer):
                return answer
            target = redirect_target(url, answer, base=question.url)
            if target is None:
                raise ArxivUnavailable(question.name, answered="it sends us on to an address that is not its own")
            url = target
        raise ArxivUnavailable(question.name, answered="it sends from one address to the next without end")

    async def _request(self, url: str, question: Question) -> Answer | str:
        """The answer, or the address to which it sends us on."""
        within_s = min(self.limits.request_s, question.until_s - self._now_s())
        try:
            async with (
                asyncio.timeout(within_s),
                self._open().get(url, headers={"Accept": question.accept}, allow_redirects=False) as response,
            ):
                location = response.headers.get("Location")
                if response.status in _REDIRECTS and location:
                    return location
                return Answer(response.status, await _body(response, question), _pause_s(response))
        except TimeoutError as error:
            raise TryAgain(f"it did not answer within {math.ceil(within_s)} s") from error
        except aiohttp.ClientConnectorCertificateError as error:
            raise ArxivUnavailable(question.name, answered="its certificate cannot be verified") from error
        except aiohttp.ClientConnectorError as error:
            raise TryAgain("no connection to it could be made") from error
        except aiohttp.ClientError as error:
            raise TryAgain("the connection to it broke, or what came was no answer") from error

    def _open(self) -> aiohttp.ClientSession:
        if self._session is None:
            self._session = aiohttp.ClientSession(
                # Not kept alive: aiohttp would repeat a request on a stale connection by itself, past the gate.
                connector=aiohttp.TCPConnector(limit=1, force_close=True),
                cookie_jar=aiohttp.DummyCookieJar(),
                headers={"User-Agent": self._user_agent},
                timeout=aiohttp.ClientTimeout(total=None),  # `_request` has the deadline
                trust_env=True,  # proxies
            )
        return self._session


def redirect_target(url: str, location: str, *, base: str) -> str | None:
    """The address that `location` means at `url`; None if it is neither on the server of `base` nor on arXiv's own."""
    try:
        target = urljoin(url, location)
        there, here = urlsplit(target), urlsplit(base)
    except ValueError:
        return None
    is_own = there.scheme == "https" and _OWN_HOST.fullmatch(there.netloc) is not None
    is_same = (there.scheme, there.netloc) == (here.scheme, here.netloc)
    return target if is_own or is_same else None


async def _body(response: aiohttp.ClientResponse, question: Question) -> bytes:
    """The body, read no further than to the limit, whatever the headers say and however it is compressed."""
    is_paper = response.status == HTTPStatus.OK
    limit = question.max_bytes if is_paper else min(question.max_bytes, _MAX_PAGE_BYTES)
    if is_paper and (response.content_length or 0) > limit:
        raise TooLong(response.content_length or 0)
    body = bytearray()
    async for chunk in response.content.iter_chunked(_CHUNK_BYTES):
        body += chunk
        if len(body) > limit:
            if is_paper:
                raise TooLong(len(body))
            break
    del body[limit:]
    return bytes(body)


def _pause_s(response: aiohttp.ClientResponse) -> float:
    """What Retry-After asks for, as seconds or as a date (RFC 9110, section 10.2.3), measured by the server's clock."""
    value = response.headers.get("Retry-After", "").strip()
    if re.fullmatch(r"[0-9]{1,9}", value):
        return min(float(value), _LONGEST_PAUSE_S)
    until, now = _date(value), _date(response.headers.get("Date", "")) or datetime.now(UTC)
    return 0.0 if until is None else min(max((until - now).total_seconds(), 0.0), _LONGEST_PAUSE_S)


def _date(value: str) -> datetime | None:
    try:
        date = parsedate_to_datetime(value)
    except (ValueError, TypeError, OverflowError):
        return None
    return date if date.tzinfo else date.replace(tzinfo=UTC)
