"""The stories that paperthread tells from end to end, as plain async functions against ports."""

import asyncio
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from bot.checks.tags import with_category_tags
from bot.drafting import write_draft
from bot.errors import FigureError
from bot.events import Progress, Step, StepStarted
from bot.model import Brief, Draft, Figure, Finding, Image, Level, Paper, Tweet
from bot.obtaining import Obtained
from bot.ports import PaperReader, Writer
from bot.reviewing import review
from bot.thread_text import WrittenBrief, WrittenThread
from bot.wording import counted, listed


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


async def draft_paper(
    obtained: Obtained,
    *,
    brief: Brief,
    reader: PaperReader,
    writer: Writer,
    progress: Progress,
    category_tags: Mapping[str, Sequence[str]] | None = None,
) -> DrawnDraft:
    """Write and check the draft of a paper, draw the figures that its tweets carry.

    A figure that cannot be drawn is taken off its tweet, with a finding that says so.

    Args:
        category_tags: Topic tags by arXiv category, for a brief that names none.

    Raises:
        WriterError: The writer cannot write this draft.
    """
    brief = with_category_tags(brief, obtained.category, category_tags or {})
    draft = await write_draft(obtained.paper, brief, writer, progress=progress)
    draft = replace(draft, findings=(*obtained.doubt_findings, *draft.findings))

    figures = sum(tweet.figure is not None for tweet in draft.tweets)
    if figures:
        progress(StepStarted(obtained.name, Step.DRAW, counted(figures, "figure")))
    began_s = time.perf_counter()
    drawn = await _draw_tweets(draft, obtained.pdf, reader)
    draw_s = time.perf_counter() - began_s

    seconds = {**obtained.seconds, **draft.seconds, Step.DRAW.value: draw_s}
    return replace(drawn, draft=replace(drawn.draft, seconds=seconds))


async def draw_paper(obtained: Obtained, *, reader: PaperReader, progress: Progress) -> DrawnPaper:
    """Draw the figures and tables of a paper; what cannot be drawn is a warning of the paper's."""
    paper = obtained.with_warnings()
    if paper.figures:
        progress(StepStarted(obtained.name, Step.DRAW, counted(len(paper.figures), "figure")))
    images: dict[Figure, Image] = {}
    warnings: list[str] = []
    for figure in paper.figures:
        try:
            images[figure] = await _picture(figure, obtained.pdf, reader)
        except FigureError as error:
            warnings.append(str(error))
    unsure = [figure for figure in images if not figure.is_sure]
    if unsure:
        warnings.append(_whole_pages_warning(unsure))
    return DrawnPaper(replace(paper, warnings=(*paper.warnings, *warnings)), images)


async def review_paper(
    obtained: Obtained,
    *,
    thread: WrittenThread,
    asked: WrittenBrief,
    progress: Progress,
    category_tags: Mapping[str, Sequence[str]] | None = None,
) -> Draft:
    """Check a thread that somebody wrote about a paper.

    Args:
        asked: What the person says beside the thread: voice, venue, code, tags, handles.
        category_tags: Topic tags by arXiv category, which may be used where nobody gives others.

    Returns:
        The thread as a draft, with findings and evidence.
    """
    progress(StepStarted(obtained.name, Step.CHECK, counted(len(thread.tweets), "tweet")))
    began_s = time.perf_counter()
    given = Brief(tags=asked.tags or thread.brief.tags)
    asked = replace(asked, tags=with_category_tags(given, obtained.category, category_tags or {}).tags)
    draft = await asyncio.to_thread(review, thread, obtained.paper, asked)  # others are served meanwhile
    seconds = {**obtained.seconds, Step.CHECK.value: time.perf_counter() - began_s}
    return replace(draft, findings=(*obtained.doubt_findings, *draft.findings), seconds=seconds)


async def draw_tweet(tweet: Tweet, *, pdf: bytes, reader: PaperReader) -> tuple[Tweet, Image | None]:
    """The tweet with the name of its picture, and the picture; without a figure where that cannot be drawn."""
    if tweet.figure is None:
        return tweet, None
    try:
        image = await _picture(tweet.figure.figure, pdf, reader)
    except FigureError as error:
        finding = Finding("figure", Level.FLAG, "", f"{error} The tweet has no figure.")
        return replace(tweet, figure=None, findings=(*tweet.findings, finding)), None
    told = () if tweet.figure.figure.is_sure else (_whole_page_finding(tweet.figure.figure),)
    figure = replace(tweet.figure, image=picture_name(tweet.number))
    return replace(tweet, figure=figure, findings=(*tweet.findings, *told)), image


def picture_name(number: int) -> str:
    """The file of a tweet's picture."""
    return f"tweet-{number:02d}.png"


async def _draw_tweets(draft: Draft, pdf: bytes, reader: PaperReader) -> DrawnDraft:
    drawn = [await draw_tweet(tweet, pdf=pdf, reader=reader) for tweet in draft.tweets]
    images = {picture_name(tweet.number): image for tweet, image in drawn if image is not None}
    return DrawnDraft(replace(draft, tweets=tuple(tweet for tweet, _ in drawn)), images)


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
