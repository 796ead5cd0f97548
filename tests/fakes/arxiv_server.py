"""A server on loopback that answers as arXiv's query API and its PDF pages do, with their oddities and failures.

Written by hand from the documented form: https://info.arxiv.org/help/api/user-manual.html for the feeds, the routes and
templates of https://github.com/arXiv/arxiv-browse for the PDFs and the pages in their place. docs/platforms.md says
what of it no document promises.
"""

import asyncio
import gzip
import re
import time
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from types import TracebackType
from xml.sax.saxutils import escape

from aiohttp import web

Reply = Callable[[web.Request], Awaitable[web.StreamResponse]]

PDF = b"%PDF-1.5\n%\xd0\xd4\xc5\xd8\nwords of a paper\n%%EOF\n"
PDF_V2 = PDF.replace(b"words", b"better words")
SHELLS = "2306.13840"
"""The id of the paper that most tests ask for."""

_NEW_ID = r"\d{4}\.\d{4,5}"
_OLD_ID = r"[a-z]+(?:-[a-z]+)?/\d{7}"
_WELL_FORMED = re.compile(rf"(?P<id>{_NEW_ID}|{_OLD_ID})(?:v(?P<version>[1-9]\d*))?")
_PARAMETERS = {"search_query", "id_list", "start", "max_results", "sortBy", "sortOrder"}
_FEED_NAMES = (
    'xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/" xmlns:arxiv="http://arxiv.org/schemas/atom"'
    ' xmlns="http://www.w3.org/2005/Atom"'
)


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a paper as arXiv has it; without a PDF it was withdrawn, or could not be made."""

    title: str = "Sorting Sea Shells By Their Sound"
    authors: tuple[str, ...] = ("Ada Example", "Ben Sample")
    abstract: str = "Sea shells are sorted by the sound they make."
    comment: str | None = "12 pages, 3 figures"
    category: str = "cs.SD"
    pdf: bytes | None = PDF
    is_withdrawn: bool = False


WITHDRAWN = Version(
    comment="This paper has been withdrawn by the authors, since half of the shells were stones",
    pdf=None,
    is_withdrawn=True,
)


class ArxivServer:
    """Use as `async with`. What a client does that arXiv's documents forbid is in `faults`.

    Args:
        now_s: The clock by which the pace of requests is judged; the client's own.
        min_interval_s: Seconds that a client has to leave between two requests.
    """

    def __init__(self, *, now_s: Callable[[], float] = time.monotonic, min_interval_s: float = 3.0) -> None:
        self.asked: list[str] = []
        self.faults: list[str] = []
        self.agents: list[str] = []
        self._now_s = now_s
        self._min_interval_s = min_interval_s
        self._papers: dict[str, tuple[Version, ...]] = {}
        self._next: list[tuple[str, Reply]] = []
        self.busy = asyncio.Event()
        self.idle = asyncio.Event()
        self._began_s: float | None = None
        self._closing = asyncio.Event()
        self._runner = web.AppRunner(self._app(), access_log=None, handler_cancellation=True)
        self._port = 0

    @property
    def files_base(self) -> str:
        return f"http://127.0.0.1:{self._port}"

    @property
    def api_base(self) -> str:
        return f"{self.files_base}/api"

    def add(self, arxiv_id: str, *versions: Version) -> None:
        """Have a paper; its first version is v1."""
        self._papers[arxiv_id] = versions or (Version(),)

    def next(self, *replies: Reply, on: str = "") -> None:
        """Answer the next requests whose path holds `on` with these, one each, before answering as usual."""
        self._next += [(on, reply) for reply in replies]

    async def __aenter__(self) -> "ArxivServer":
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        self._port = self._runner.addresses[0][1]
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._closing.set()
        await self._runner.cleanup()

    def _app(self) -> web.Application:
        app = web.Application()
        app.router.add_route("*", "/{path:.*}", self._answer)
        return app

    async def _answer(self, request: web.Request) -> web.StreamResponse:
        self.asked.append(request.path_qs)
        self.agents.append(request.headers.get("User-Agent", ""))
        self.faults += [f"{request.path_qs}: {fault}" for fault in (*_faults(request), *self._pace_faults())]
        self.busy.set()
        self.idle.clear()
        try:
            return await self._reply(request)(request)
        finally:
            self.busy.clear()
            self.idle.set()

    def _pace_faults(self) -> list[str]:
        """The terms of use: one request in three seconds, one connection at a time."""
        before_s, self._began_s = self._began_s, self._now_s()
        is_early = before_s is not None and self._began_s - before_s < self._min_interval_s
        return ["too early"] * is_early + ["while another is under way"] * self.busy.is_set()

    def _reply(self, request: web.Request) -> Reply:
        for place, (on, reply) in enumerate(self._next):
            if on in request.path:
                del self._next[place]
                return reply
        return self._feed if request.path == "/api/query" else self._pdf

    async def _feed(self, request: web.Request) -> web.Response:
        wanted = request.query.get("id_list", "").split(",")
        bad = next((one for one in wanted if not _WELL_FORMED.fullmatch(one)), None)
        if bad is not None:
            return _feed_response(error_feed_text(f"incorrect id format for {bad}"), 400)
        found = [entry for one in wanted if (entry := self._entry(one)) is not None]
        return _feed_response(feed_text(*found, total=len(found)))

    def _entry(self, wanted: str) -> str | None:
        named = _WELL_FORMED.fullmatch(wanted)
        versions = self._papers.get(named["id"]) if named else None
        if named is None or versions is None:
            return None
        number = int(named["version"] or len(versions))
        return entry_text(f"{named['id']}v{number}", versions[number - 1]) if number <= len(versions) else None

    async def _pdf(self, request: web.Request) -> web.StreamResponse:
        named = _WELL_FORMED.fullmatch(request.path.removeprefix("/pdf/"))
        versions = self._papers.get(named["id"], ()) if named else ()
        number = int(named["version"] or len(versions)) if named else 0
        if not 1 <= number <= len(versions):
            return page_response(f"<h1>No document for '{request.path}'</h1>", 404)
        version = versions[number - 1]
        if version.pdf is None:
            words = (
                "<h1>This version has been withdrawn and is unavailable</h1>"
                if version.is_withdrawn
                else "<h1>PDF Unavailable</h1><p>Our <b>automated</b> system was unable to produce PDF</p>"
            )
            return page_response(words, 404)
        response = web.StreamResponse(headers={"Content-Type": "application/pdf"})
        response.enable_chunked_encoding()  # arXiv sets no Content-Length
        await response.prepare(request)
        await response.write(version.pdf)
        await response.write_eof()
        return response

    # ---- Failures ----

    async def silence(self, request: web.Request) -> web.StreamResponse:
        """No answer as long as the server runs."""
        await self._closing.wait()
        return web.Response()

    async def drip(self, request: web.Request) -> web.StreamResponse:
        """A PDF that comes byte by byte without end."""
        response = web.StreamResponse(headers={"Content-Type": "application/pdf"})
        await response.prepare(request)
        await response.write(b"%PDF-1.5\n")
        while not self._closing.is_set():
            await response.write(b".")
            with suppress(TimeoutError):
                async with asyncio.timeout(0.001):
                    await self._closing.wait()
        return response


def _faults(request: web.Request) -> list[str]:
    """What of a request arXiv's documents do not have."""
    faults = []
    if request.method != "GET" or request.body_exists:
        faults.append("no plain GET")
    if not re.fullmatch(r"[\w.-]+/[\w.-]+ \([^()]+\)", request.headers.get("User-Agent", "")):
        faults.append("the User-Agent names no program with version and contact")
    faults += [f"has {name}" for name in ("Cookie", "Range", "Referer", "Authorization") if name in request.headers]
    if request.path.startswith("/api/"):
        if request.path != "/api/query" or not set(request.query) <= _PARAMETERS:
            faults.append("no documented method or parameter")
        if not request.query.get("max_results", "10").isdigit() or int(request.query.get("max_results", "10")) > 2000:
            faults.append("max_results is no number up to 2000")
    elif request.path.startswith("/pdf/"):
        named = _WELL_FORMED.fullmatch(request.path.removeprefix("/pdf/"))
        if named is None or named["version"] is None or request.query_string:
            faults.append("no address of one version's PDF")
    return faults


# ---- Texts ----


def entry_text(named: str, version: Version) -> str:
    """An entry; title and summary are wrapped in mid-sentence, as they come from arXiv."""
    authors = "".join(f"<author>\n<name>{escape(name)}</name>\n</author>\n" for name in version.authors)
    comment = "" if version.comment is None else f"<arxiv:comment>{escape(version.comment)}</arxiv:comment>\n"
    return f"""  <entry>
    <id>http://arxiv.org/abs/{named}</id>
    <title>{_wrapped(version.title)}</title>
    <updated>2023-08-02T00:41:18Z</updated>
    <link href="https://arxiv.org/abs/{named}" rel="alternate" type="text/html"/>
    <link href="https://arxiv.org/pdf/{named}" rel="related" type="application/pdf" title="pdf"/>
    <summary>  {_wrapped(version.abstract)}
    </summary>
    <category term="{version.category}" scheme="http://arxiv.org/schemas/atom"/>
    <published>2023-06-12T17:57:34Z</published>
    {comment}<arxiv:primary_category term="{version.category}"/>
    {authors}</entry>
"""


def feed_text(*entries: str, total: int) -> str:
    """A feed; `total` is what it says of itself, whatever it holds."""
    return f"""<?xml version='1.0' encoding='UTF-8'?>
<feed {_FEED_NAMES}>
  <id>https://arxiv.org/api/cHxbiOdZaP56ODnBPIenZhzg5f8</id>
  <title>arXiv Query: search_query=&amp;id_list=&amp;start=0&amp;max_results=1</title>
  <updated>2026-11-21T00:17:45Z</updated>
  <link href="https://arxiv.org/api/query?search_query=" type="application/atom+xml"/>
  <opensearch:itemsPerPage>1</opensearch:itemsPerPage>
  <opensearch:totalResults>{total}</opensearch:totalResults>
  <opensearch:startIndex>0</opensearch:startIndex>
{"".join(entries)}</feed>
"""


def error_feed_text(words: str) -> str:
    """An error in a feed's clothes (section 3.4 of the manual)."""
    where = f"https://arxiv.org/api/errors#{words.replace(' ', '_')}"
    entry = f"""  <entry>
    <id>{escape(where)}</id>
    <title>Error</title>
    <updated>2026-11-21T00:17:45Z</updated>
    <link href="{escape(where)}" rel="alternate" type="text/html"/>
    <summary>{escape(words)}</summary>
    <author>
      <name>arXiv api core</name>
    </author>
  </entry>
"""
    return feed_text(entry, total=1)


def page_text(words: str) -> str:
    """A page of arXiv's website around `words`."""
    return f"""<!DOCTYPE html>
<html lang="en">
<head><title>arXiv.org e-Print archive</title><script>var page = "<b>";</script></head>
<body><header><a href="/">arXiv</a></header><main>{words}</main></body>
</html>
"""


def _wrapped(text: str) -> str:
    """A line break and two spaces for the space that is nearest to the middle."""
    at = text.find(" ", len(text) // 2)
    return escape(text if at < 0 else f"{text[:at]}\n  {text[at + 1 :]}")


# ---- Replies that a test can ask for ----


def status(code: int, headers: Mapping[str, str] | None = None, *, body: str = "Rate exceeded.") -> Reply:
    """A bare status, as throttling is answered."""

    async def reply(request: web.Request) -> web.Response:
        return web.Response(status=code, headers=headers, text=body)

    return reply


def feed(*entries: str, total: int = 0) -> Reply:
    async def reply(request: web.Request) -> web.Response:
        return _feed_response(feed_text(*entries, total=total))

    return reply


def error_feed(words: str, code: int) -> Reply:
    async def reply(request: web.Request) -> web.Response:
        return _feed_response(error_feed_text(words), code)

    return reply


def page(words: str, code: int = 200, *, kind: str = "text/html") -> Reply:
    async def reply(request: web.Request) -> web.Response:
        return page_response(words, code, kind=kind)

    return reply


def body(data: bytes, *, kind: str = "application/pdf", encoding: str | None = None) -> Reply:
    """Any bytes, chunked, under any name."""

    async def reply(request: web.Request) -> web.StreamResponse:
        headers = {"Content-Type": kind} | ({} if encoding is None else {"Content-Encoding": encoding})
        response = web.StreamResponse(headers=headers)
        response.enable_chunked_encoding()
        await response.prepare(request)
        await response.write(data)
        await response.write_eof()
        return response

    return reply


def bomb(size: int) -> Reply:
    """`size` bytes once unpacked, a thousandth of that on the way."""
    return body(gzip.compress(b"%PDF-1.5\n" + bytes(size)), encoding="gzip")


def cut(data: bytes, *, declared: int | None = None) -> Reply:
    """The connection ends after `data`, in the middle of a body that is chunked or `declared` bytes long."""

    async def reply(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse(headers={"Content-Type": "application/pdf"})
        if declared is None:
            response.enable_chunked_encoding()
        else:
            response.content_length = declared
        await response.prepare(request)
        await response.write(data)
        if request.transport is not None:
            request.transport.close()
        return response

    return reply


def declared(size: int) -> Reply:
    """A head that announces `size` bytes, and no body: who waits for it has not looked."""
    return cut(b"", declared=size)


def redirect(to: str, code: int = 301) -> Reply:
    async def reply(request: web.Request) -> web.Response:
        return web.Response(status=code, headers={"Location": to})

    return reply


def _feed_response(text: str, code: int = 200) -> web.Response:
    return web.Response(text=text, status=code, content_type="application/atom+xml")


def page_response(words: str, code: int = 200, *, kind: str = "text/html") -> web.Response:
    return web.Response(text=page_text(words), status=code, content_type=kind)
