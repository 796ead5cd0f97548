"""The stories that paperthread tells from end to end, as plain async functions against ports."""

import math
import time
from collections.abc import Mapping
from dataclasses import dataclass, replace

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
from bot.wording import counted, versioned


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
) -> DrawnDraft:
    """Read a PDF, write and check its draft, draw the figures that its tweets carry.

    A figure that cannot be drawn is taken off its tweet, with a finding that says so.

    Args:
        pdf: The whole file.
        name: What sentences about the paper call it.
        metadata: What arXiv says of this file; its word counts, and what of the file speaks against it is a flag.

    Raises:
        PaperError: The file cannot be read.
        WriterError: The writer cannot write this draft.
    """
    began_s = time.perf_counter()
    paper, doubted = await _read(pdf, name, reader, progress, metadata)
    read_s = time.perf_counter() - began_s

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
                images[figure] = await reader.crop(pdf, figure)
            except FigureError as error:
                warnings.append(str(error))
    return DrawnPaper(replace(paper, warnings=(*paper.warnings, *warnings)), images)


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
            images[file] = await reader.crop(pdf, tweet.figure.figure)
        except FigureError as error:
            finding = Finding("figure", Level.FLAG, "", f"{error} The tweet has no figure.")
            tweets.append(replace(tweet, figure=None, findings=(*tweet.findings, finding)))
        else:
            tweets.append(replace(tweet, figure=replace(tweet.figure, image=file)))
    return DrawnDraft(replace(draft, tweets=tuple(tweets)), images)
