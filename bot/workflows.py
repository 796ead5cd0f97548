"""The stories that paperthread tells from end to end, as plain async functions against ports."""

import asyncio
import math
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from bot.checks.tags import with_category_tags
from bot.drafting import write_draft
from bot.errors import FigureError
from bot.events import Progress, Step, StepStarted
from bot.metadata import doubts, with_metadata
from bot.model import (
    Brief,
    Draft,
    FetchedPaper,
    Figure,
    Finding,
    Image,
    Level,
    Paper,
    PaperMetadata,
    PaperRef,
    Tweet,
)
from bot.ports import PaperReader, PaperSource, Writer
from bot.reviewing import review
from bot.thread_text import WrittenBrief, WrittenThread
from bot.wording import counted, listed, versioned


@dataclass(frozen=True, slots=True)
class DrawnDraft:
    """A draft with its pictures: `images` has one under each name that `TweetFigure.image` gives."""

    draft: Draft
    images: Mapping[str, Image]


@dataclass(frozen=True, slots=True)
class DrawnPaper:
    """A paper with pictures of its figures; one that could not be drawn is named in `paper.warnings`."""

    paper: Paper
    images: Mapping[Figure, Image]


async def draft_ref(
    ref: PaperRef,
    *,
    name: str,
    brief: Brief,
    source: PaperSource,
    reader: PaperReader,
    writer: Writer,
    progress: Progress,
    category_tags: Mapping[str, Sequence[str]] | None = None,
) -> DrawnDraft:
    """Fetch a paper from arXiv, then as `draft_paper`.

    Raises:
        PaperError: The paper cannot be had or read.
        WriterError: The writer cannot write this draft.
    """
    began_s = time.perf_counter()
    fetched = await _fetch(ref, name, source, progress)
    fetch_s = time.perf_counter() - began_s
    drawn = await draft_paper(
        fetched.pdf,
        name=name,
        brief=brief,
        reader=reader,
        writer=writer,
        progress=progress,
        metadata=fetched.metadata,
        category_tags=category_tags,
    )
    return replace(drawn, draft=replace(drawn.draft, seconds={Step.FETCH.value: fetch_s, **drawn.draft.seconds}))


async def draft_paper(
    pdf: bytes,
    *,
    name: str,
    brief: Brief,
    reader: PaperReader,
    writer: Writer,
    progress: Progress,
    metadata: PaperMetadata | None = None,
    category_tags: Mapping[str, Sequence[str]] | None = None,
) -> DrawnDraft:
    """Read a PDF, write and check its draft, draw the figures that its tweets carry.

    A figure that cannot be drawn is taken off its tweet, with a finding that says so.

    Args:
        pdf: The whole file.
        name: What sentences about the paper call it.
        metadata: What arXiv says of this file; its word counts, and what of the file speaks against it is a flag.
        category_tags: Topic tags by arXiv category, for a brief that names none.

    Raises:
        PaperError: The file cannot be read.
        WriterError: The writer cannot write this draft.
    """
    began_s = time.perf_counter()
    paper, doubted = await _read(pdf, name, reader, progress, metadata)
    read_s = time.perf_counter() - began_s

    if metadata is not None:
        brief = with_category_tags(brief, metadata.category, category_tags or {})
    draft = await write_draft(paper, brief, writer, progress=progress)
    flags = tuple(Finding("paper", Level.FLAG, "", doubt) for doubt in doubted)
    draft = replace(draft, findings=(*flags, *draft.findings))

    figures = sum(tweet.figure is not None for tweet in draft.tweets)
    if figures:
        progress(StepStarted(name, Step.DRAW, counted(figures, "figure")))
    began_s = time.perf_counter()
    drawn = await _draw_tweets(draft, pdf, reader)
    draw_s = time.perf_counter() - began_s

    seconds = {Step.READ.value: read_s, **draft.seconds, Step.DRAW.value: draw_s}
    return replace(drawn, draft=replace(drawn.draft, seconds=seconds))


async def read_ref(
    ref: PaperRef,
    *,
    name: str,
    source: PaperSource,
    reader: PaperReader,
    progress: Progress,
    is_drawn: bool = False,
) -> DrawnPaper:
    """Fetch a paper from arXiv, then as `read_paper`.

    Raises:
        PaperError: The paper cannot be had or read.
    """
    fetched = await _fetch(ref, name, source, progress)
    return await read_paper(
        fetched.pdf, name=name, reader=reader, progress=progress, is_drawn=is_drawn, metadata=fetched.metadata
    )


async def read_paper(
    pdf: bytes,
    *,
    name: str,
    reader: PaperReader,
    progress: Progress,
    is_drawn: bool = False,
    metadata: PaperMetadata | None = None,
) -> DrawnPaper:
    """Read a PDF and, if `is_drawn`, draw its figures and tables.

    Args:
        metadata: What arXiv says of this file; its word counts, and what of the file speaks against it is a warning.

    Raises:
        PaperError: The file cannot be read.
    """
    paper, doubted = await _read(pdf, name, reader, progress, metadata)
    images: dict[Figure, Image] = {}
    warnings = list(doubted)
    if is_drawn and paper.figures:
        progress(StepStarted(name, Step.DRAW, counted(len(paper.figures), "figure")))
        for figure in paper.figures:
            try:
                images[figure] = await _picture(figure, pdf, reader)
            except FigureError as error:
                warnings.append(str(error))
        unsure = [figure for figure in images if not figure.is_sure]
        if unsure:
            warnings.append(_whole_pages_warning(unsure))
    return DrawnPaper(replace(paper, warnings=(*paper.warnings, *warnings)), images)


async def review_ref(
    ref: PaperRef,
    *,
    name: str,
    thread: WrittenThread,
    asked: WrittenBrief,
    source: PaperSource,
    reader: PaperReader,
    progress: Progress,
    category_tags: Mapping[str, Sequence[str]] | None = None,
) -> Draft:
    """Fetch a paper from arXiv, then as `review_paper`.

    Raises:
        PaperError: The paper cannot be had or read.
    """
    began_s = time.perf_counter()
    fetched = await _fetch(ref, name, source, progress)
    fetch_s = time.perf_counter() - began_s
    draft = await review_paper(
        fetched.pdf,
        name=name,
        thread=thread,
        asked=asked,
        reader=reader,
        progress=progress,
        metadata=fetched.metadata,
        category_tags=category_tags,
    )
    return replace(draft, seconds={Step.FETCH.value: fetch_s, **draft.seconds})


async def review_paper(
    pdf: bytes,
    *,
    name: str,
    thread: WrittenThread,
    asked: WrittenBrief,
    reader: PaperReader,
    progress: Progress,
    metadata: PaperMetadata | None = None,
    category_tags: Mapping[str, Sequence[str]] | None = None,
) -> Draft:
    """Read a PDF, and check a thread that somebody wrote about it.

    Args:
        asked: What the person says beside the thread: voice, venue, code, tags, handles.
        metadata: What arXiv says of this file; its word counts, and what of the file speaks against it is a flag.
        category_tags: Topic tags by arXiv category, which may be used where nobody gives others.

    Returns:
        The thread as a draft, with findings and evidence; `seconds` has the steps "read" and "check".

    Raises:
        PaperError: The file cannot be read.
    """
    began_s = time.perf_counter()
    paper, doubted = await _read(pdf, name, reader, progress, metadata)
    read_s = time.perf_counter() - began_s

    progress(StepStarted(name, Step.CHECK, counted(len(thread.tweets), "tweet")))
    began_s = time.perf_counter()
    if metadata is not None:
        given = Brief(tags=asked.tags or thread.brief.tags)
        asked = replace(asked, tags=with_category_tags(given, metadata.category, category_tags or {}).tags)
    draft = await asyncio.to_thread(review, thread, paper, asked)  # others are served meanwhile
    flags = tuple(Finding("paper", Level.FLAG, "", doubt) for doubt in doubted)
    seconds = {Step.READ.value: read_s, Step.CHECK.value: time.perf_counter() - began_s}
    return replace(draft, findings=(*flags, *draft.findings), seconds=seconds)


async def _fetch(ref: PaperRef, name: str, source: PaperSource, progress: Progress) -> FetchedPaper:
    wanted = versioned(ref.arxiv_id, ref.version)
    progress(StepStarted(name, Step.FETCH, f"{wanted} from arXiv, waiting for its turn"))
    return await source.fetch(ref)


async def _read(
    pdf: bytes, name: str, reader: PaperReader, progress: Progress, metadata: PaperMetadata | None
) -> tuple[Paper, tuple[str, ...]]:
    """The paper, and what speaks against it being the one of the metadata."""
    size = f"{math.ceil(len(pdf) / 1000):,} kB"
    if metadata is None:
        progress(StepStarted(name, Step.READ, size))
        return await reader.read(pdf, name=name), ()
    progress(StepStarted(name, Step.READ, f"{versioned(metadata.arxiv_id, metadata.version)}, {size}"))
    paper = await reader.read(pdf, name=name)
    return with_metadata(paper, metadata), doubts(paper, metadata)


async def _draw_tweets(draft: Draft, pdf: bytes, reader: PaperReader) -> DrawnDraft:
    tweets: list[Tweet] = []
    images: dict[str, Image] = {}
    for tweet in draft.tweets:
        if tweet.figure is None:
            tweets.append(tweet)
            continue
        file = f"tweet-{tweet.number:02d}.png"
        try:
            images[file] = await _picture(tweet.figure.figure, pdf, reader)
        except FigureError as error:
            finding = Finding("figure", Level.FLAG, "", f"{error} The tweet has no figure.")
            tweets.append(replace(tweet, figure=None, findings=(*tweet.findings, finding)))
        else:
            told = () if tweet.figure.figure.is_sure else (_whole_page_finding(tweet.figure.figure),)
            tweets.append(replace(tweet, figure=replace(tweet.figure, image=file), findings=(*tweet.findings, *told)))
    return DrawnDraft(replace(draft, tweets=tuple(tweets)), images)


async def _picture(figure: Figure, pdf: bytes, reader: PaperReader) -> Image:
    """The figure cut out of its page where its edges are sure, else the whole page: never a wrong cut."""
    if figure.is_sure:
        return await reader.crop(pdf, figure)
    return await reader.draw_page(pdf, figure.page)


def _whole_pages_warning(figures: Sequence[Figure]) -> str:
    labels = listed([figure.label for figure in figures])
    if len(figures) == 1:
        return f"The edges of {labels} are not sure, so its picture is its whole page."
    return f"The edges of {labels} are not sure, so their pictures are their whole pages."


def _whole_page_finding(figure: Figure) -> Finding:
    detail = f"Its edges are not sure, so its picture is the whole of page {figure.page}. Cut it before posting."
    return Finding("figure", Level.ADVICE, figure.label, detail)
