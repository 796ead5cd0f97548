"""`PaperSource` over arXiv: metadata from its query API, then the PDF of the version that the metadata names."""

import asyncio
import logging
import math
import re
import time
from dataclasses import replace
from http import HTTPStatus
from urllib.parse import quote, urlencode
from weakref import WeakValueDictionary

from adapters.arxiv.atom import FeedError, parse_feed
from adapters.arxiv.cache import PaperCache
from adapters.arxiv.client import Answer, ArxivClient, Denied, Question, TooLong, TryAgain
from adapters.arxiv.pages import PageSays, is_page, read_page
from bot.errors import (
    ArxivUnavailable,
    NoPdfYet,
    NoSuchArxivPaper,
    NoSuchVersion,
    PaperError,
    PaperTooLarge,
    PaperWithdrawn,
)
from bot.model import FetchedPaper, PaperMetadata, PaperRef
from bot.wording import elided, versioned

_log = logging.getLogger(__name__)

_MAX_FEED_BYTES = 4_000_000  # one entry has a few thousand, and some hundred thousand where thousands are its authors
# How far from the ends readers look for these: PDF Reference 1.7, appendix H, notes 13 and 18.
_PDF_MARK, _PDF_END, _WITHIN_BYTES = b"%PDF-", b"%%EOF", 1024
_SUBJECT_CLASS = re.compile(r"\.[A-Za-z-]+(?=/)")
_COMMENT_CHARS = 160


class ArxivSource:
    """arXiv's papers (`bot.ports.PaperSource`), each asked for once where several want it. Close it."""

    def __init__(self, client: ArxivClient, cache: PaperCache, *, api_base: str, files_base: str) -> None:
        """The bases have no slash at their end: "https://export.arxiv.org/api", "https://export.arxiv.org"."""
        self._client = client
        self._cache = cache
        self._api_base = api_base
        self._files_base = files_base
        self._turns: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    async def fetch(self, ref: PaperRef) -> FetchedPaper:
        began_s, outcome = time.monotonic(), "failed"
        turn = self._turns.setdefault(ref.arxiv_id, asyncio.Lock())
        try:
            async with turn:  # who asks at the same time finds the paper in the cache
                paper, outcome = await self._fetch(ref)
        except PaperError as error:
            outcome = type(error).__name__
            raise
        finally:
            _log.info(
                "arXiv %s: %s in %.1f s", versioned(ref.arxiv_id, ref.version), outcome, time.monotonic() - began_s
            )
        return paper

    async def describe(self, ref: PaperRef) -> PaperMetadata:
        kept = await self._kept(ref)
        return await self._metadata(ref, self._client.deadline_s()) if kept is None else kept.metadata

    async def close(self) -> None:
        await self._client.close()

    async def _kept(self, ref: PaperRef) -> FetchedPaper | None:
        version = ref.version or await asyncio.to_thread(self._cache.newest, ref.arxiv_id)
        return None if version is None else await asyncio.to_thread(self._cache.get, ref.arxiv_id, version)

    async def _fetch(self, ref: PaperRef) -> tuple[FetchedPaper, str]:
        """The paper, and in a word where it came from."""
        kept = await self._kept(ref)
        if kept is not None:
            _refuse_withdrawn(ref, kept.metadata)
            return kept, "kept"

        until_s = self._client.deadline_s()
        metadata = await self._metadata(ref, until_s)
        _refuse_withdrawn(ref, metadata)
        kept = await asyncio.to_thread(self._cache.get, metadata.arxiv_id, metadata.version)
        paper = kept or FetchedPaper(await self._pdf(ref, metadata, until_s), metadata)
        await asyncio.to_thread(self._keep, ref, paper, is_new=kept is None)
        return paper, "fetched" if kept is None else "kept"

    # ---- Metadata ----

    async def _metadata(self, ref: PaperRef, until_s: float) -> PaperMetadata:
        """What arXiv says of the version that `ref` names, or of the newest.

        An answer without the paper is not believed at once: such come at random and pass
        (https://github.com/lukasschwab/arxiv.py/issues/43 and others).
        """
        exact = versioned(ref.arxiv_id, ref.version)
        found = None
        for wanted in (exact, ref.arxiv_id, exact):
            found = await self._look_up(ref, wanted, until_s) or found
            if found is None:
                continue
            if ref.version is None or found.version == ref.version:
                return found
            if found.version < ref.version:
                raise NoSuchVersion(ref.as_written, arxiv_id=ref.arxiv_id, version=ref.version, newest=found.version)
        if found is None:
            raise NoSuchArxivPaper(ref.as_written, arxiv_id=ref.arxiv_id)
        raise ArxivUnavailable(ref.as_written, answered=f"it has {exact} and does not say what that is")

    async def _look_up(self, ref: PaperRef, wanted: str, until_s: float) -> PaperMetadata | None:
        """The entry for an id, or None if the answer has none."""

        def judge(answer: Answer) -> PaperMetadata | None:
            if refusal := answer.refusal():
                raise refusal
            try:
                feed = parse_feed(answer.body)
            except FeedError as error:
                raise self._refusal(ref, answer, error) from error
            same = (entry for entry in feed.entries if _bare(entry.arxiv_id) == _bare(ref.arxiv_id))
            entry = next(same, None)
            return None if entry is None else replace(entry, arxiv_id=ref.arxiv_id)

        # The parameters of section 3.1.1 of https://info.arxiv.org/help/api/user-manual.html
        url = f"{self._api_base}/query?{urlencode({'id_list': wanted, 'max_results': 1}, safe='/')}"
        question = Question(url, ref.as_written, "application/atom+xml", _MAX_FEED_BYTES, until_s)
        try:
            return await self._client.ask(question, judge)
        except TooLong as error:
            raise ArxivUnavailable(ref.as_written, answered="its answer has no end") from error

    def _refusal(self, ref: PaperRef, answer: Answer, error: FeedError) -> Exception:
        """The error for an answer that is no feed of papers."""
        if "id format" in error.detail.lower():
            return NoSuchArxivPaper(ref.as_written, arxiv_id=ref.arxiv_id)
        if error.detail:  # asked again, it would be refused again, and count against us
            return ArxivUnavailable(ref.as_written, answered=f"it says “{elided(error.detail, _COMMENT_CHARS)}”")
        if is_page(answer.body) and read_page(answer.body) is PageSays.DENIED:
            return Denied()
        if answer.status != HTTPStatus.OK:
            return ArxivUnavailable(ref.as_written, answered=f"it answered {answer.named_status}")
        return TryAgain("it answered with nothing, or something that is no feed")

    # ---- The PDF ----

    async def _pdf(self, ref: PaperRef, metadata: PaperMetadata, until_s: float) -> bytes:
        """The PDF of that version.

        One that does not end as a PDF does was cut off on its way, unless it comes like that twice.
        """
        before = b""

        def judge(answer: Answer) -> bytes:
            nonlocal before
            body = answer.body
            if answer.status != HTTPStatus.OK or _PDF_MARK not in body[:_WITHIN_BYTES]:
                raise _no_pdf(ref, metadata, answer)
            if _PDF_END not in body[-_WITHIN_BYTES:] and body != before:
                before = body
                raise TryAgain("the PDF was cut off on its way")
            return body

        # With its version, and without ".pdf", which only leads to a redirect:
        # browse/routes/dissemination.py of https://github.com/arXiv/arxiv-browse
        url = f"{self._files_base}/pdf/{quote(versioned(metadata.arxiv_id, metadata.version))}"
        limit = self._client.limits.max_bytes
        try:
            return await self._client.ask(Question(url, ref.as_written, "application/pdf", limit, until_s), judge)
        except TooLong as error:
            size_mb, limit_mb = math.ceil(error.size_bytes / 1e6), limit // 1_000_000
            raise PaperTooLarge(ref.as_written, amount=size_mb, limit=limit_mb, measure="MB") from error

    def _keep(self, ref: PaperRef, paper: FetchedPaper, *, is_new: bool) -> None:
        """A cache that cannot be written costs a download the next time, and no draft."""
        try:
            if is_new:
                self._cache.put(paper)
            if ref.version is None:
                self._cache.note_newest(ref.arxiv_id, paper.metadata.version)
        except OSError as error:
            _log.warning("arXiv %s: not kept: %s", ref.arxiv_id, error.strerror)


def _no_pdf(ref: PaperRef, metadata: PaperMetadata, answer: Answer) -> Exception:
    """The error for an answer that is no PDF: arXiv says why in a web page, mostly with 404, sometimes with 500."""
    says = read_page(answer.body) if is_page(answer.body) else PageSays.SOMETHING_ELSE
    is_gone = answer.status in (HTTPStatus.NOT_FOUND, HTTPStatus.GONE)
    if says is PageSays.WITHDRAWN or (metadata.is_withdrawn and (is_gone or says is PageSays.NO_PDF)):
        return _withdrawn(ref, metadata)
    if says is PageSays.NO_PDF or is_gone:
        return NoPdfYet(ref.as_written, arxiv_id=metadata.arxiv_id, version=metadata.version)
    if says is PageSays.DENIED:
        return Denied()
    if refusal := answer.refusal():
        return refusal
    if answer.status != HTTPStatus.OK:
        return ArxivUnavailable(ref.as_written, answered=f"it answered {answer.named_status}")
    if not answer.body or is_page(answer.body):
        return TryAgain("it sent a web page, or nothing, in place of the PDF")
    return ArxivUnavailable(ref.as_written, answered="what it sent is no PDF")


def _refuse_withdrawn(ref: PaperRef, metadata: PaperMetadata) -> None:
    """A withdrawn newest version is not used unless it is named: nobody would want it announced unawares."""
    if ref.version is None and metadata.is_withdrawn:
        raise _withdrawn(ref, metadata)


def _withdrawn(ref: PaperRef, metadata: PaperMetadata) -> PaperWithdrawn:
    comment = elided(metadata.comment or "", _COMMENT_CHARS)
    return PaperWithdrawn(ref.as_written, arxiv_id=metadata.arxiv_id, version=metadata.version, comment=comment)


def _bare(arxiv_id: str) -> str:
    """math.GT/0309136 is math/0309136."""
    return _SUBJECT_CLASS.sub("", arxiv_id).lower()
