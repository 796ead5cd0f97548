"""Measures what the example paper says: `python -m examples.measure ../shared/papers ../shared/specs/twitter-text`.

Writes measurements.json and likeness.png beside this file; `make.py` sets the paper from them. The papers of the first
folder are not part of the repository; of their text nothing is kept, only counts.
"""

import asyncio
import io
import json
import logging
import math
import os
import platform
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from functools import partial
from importlib.metadata import version
from itertools import pairwise
from pathlib import Path
from random import Random
from statistics import median

import pypdf
import pypdfium2 as pdfium
from PIL import Image, ImageColor

from adapters.pdf.document import read_paper
from adapters.pdf.limits import ReadingLimits
from adapters.pdf.reader import PdfReader
from bot.checks import numbers, quotes
from bot.checks.folding import fold
from bot.checks.paper_index import PaperIndex
from bot.checks.quote_places import MIN_SIMILARITY
from bot.errors import PaperError
from bot.events import Event
from bot.extractive.chinese import is_chinese
from bot.extractive.writer import ExtractiveWriter
from bot.model import Brief, Draft, Evidence, Level, Page, Paper, Role
from bot.obtaining import read_pdf
from bot.workflows import draft_paper
from examples import rates
from examples.corruption import TO_POSTS, TO_POSTS_UNSEEN, TO_QUOTES, Vandal
from examples.rates import Material

HERE = Path(__file__).parent
PICTURED = "tracemonkey"
"""The paper whose pages are set against each other: it has no appendix, whose pages would be blank."""
REPEATS = 3
CELL_PX = 16
RUN_WORDS = 4
ENOUGH_RUNS = 0.9
"""A quote counts as seen by the second reader if so many of its runs of words stand on the page."""


def main(papers: Path, specs: Path) -> None:
    logging.getLogger("pypdf").setLevel(logging.ERROR)  # it warns of fonts that it cannot read in full
    pdfs = {path.stem: path.read_bytes() for path in sorted(papers.glob("*.pdf"))}
    corpus = read_corpus(pdfs)
    pictured = next(material for material in corpus if material.name == PICTURED)
    likeness = rates.likeness_of_pages(pictured)
    post_rows, unseen_rows = rates.post_rates(corpus)
    measured = {
        "made_by": "python -m examples.measure",
        "on": {
            "python": platform.python_version(),
            "system": platform.system(),
            "cores": os.cpu_count(),
            **{name: version(name) for name in ("pypdfium2", "pypdf", "rapidfuzz")},
        },
        "corpus": {
            "seed": rates.SEED,
            "papers": len(corpus),
            "pages": sum(len(material.paper.pages) for material in corpus),
            "numbers_a_page": _numbers_a_page(corpus),
            "quotable": sum(len(material.quotable) for material in corpus),
            "quote_chars": rates.QUOTE_CHARS,
            "quotes_per_paper": rates.QUOTES_PER_PAPER,
        },
        "counter": rates.counter_cases(specs),
        "quotes": {"limit": MIN_SIMILARITY, "rows": rates.quote_rates(corpus)},
        "likeness": {"curves": rates.likeness_curves(corpus), "scale": SCALE, "pages": _summary(likeness)},
        "posts": {"rows": post_rows, "unseen": unseen_rows},
        "example": example(),
        "damage": damage_examples(),
        "speed": speed(corpus, pdfs),
        "drafts": asyncio.run(drafts(corpus, pdfs)),
    }
    _heat_map(likeness).save(HERE / "likeness.png", optimize=True)
    (HERE / "measurements.json").write_text(json.dumps(measured, indent=1) + "\n", encoding="utf-8")


def read_corpus(pdfs: dict[str, bytes]) -> list[Material]:
    """The papers that can be read and are in English."""
    corpus = []
    for name, pdf in pdfs.items():
        try:
            paper = read_paper(pdf, name=name)
        except PaperError as error:
            print(f"left out: {error}", file=sys.stderr)
            continue
        if is_chinese(paper):
            print(f"left out: {name} is not in English", file=sys.stderr)
        else:
            corpus.append(Material.of(name, paper))
    return corpus


def _numbers_a_page(corpus: Sequence[Material]) -> int:
    """The median, over all pages."""
    return int(
        median(len(material.index.numbers_on(page.number)) for material in corpus for page in material.paper.pages)
    )


# ---- Likeness of pages, as a picture ----


def _summary(likeness: Sequence[Sequence[float | None]]) -> dict[str, float]:
    own = [row[i] for i, row in enumerate(likeness) if row[i] is not None]
    other = [value for i, row in enumerate(likeness) for j, value in enumerate(row) if i != j and value is not None]
    return {
        "pages": len(likeness),
        "quotes_a_page": rates.PAGE_QUOTES,
        "own_lowest": min(filter(None, own)),
        "other_highest": max(other),
    }


def _heat_map(likeness: Sequence[Sequence[float | None]]) -> Image.Image:
    """A square a cell, light for alike: rows are the quotes' pages, columns the pages that they are compared with."""
    side = len(likeness)
    small = Image.new("RGB", (side, side), "white")
    for y, row in enumerate(likeness):
        for x, value in enumerate(row):
            small.putpixel((x, y), (235, 237, 240) if value is None else _colour(value))
    return small.resize((side * CELL_PX, side * CELL_PX), Image.Resampling.NEAREST)


SCALE = ((30, "#f7fbff"), (50, "#c6dbef"), (70, "#4292c6"), (100, "#08306b"))
"""Likeness and its colour, light to dark; straight between the stops."""


def _colour(likeness: float) -> tuple[int, ...]:
    for (low, start), (high, end) in pairwise(SCALE):
        if likeness <= high:
            part = max(likeness - low, 0) / (high - low)
            mixed = zip(ImageColor.getrgb(start), ImageColor.getrgb(end), strict=True)
            return tuple(round(a + part * (b - a)) for a, b in mixed)
    return ImageColor.getrgb(SCALE[-1][1])


# ---- One finding, word for word ----


def example() -> dict[str, str | int]:
    """What the rule says of a post about the example paper in which a number is wrong."""
    quote = "A post may weigh at most 280 characters, it is read alone, and it has no footnotes."
    post = "A post may weigh at most 240 characters, and it is read alone."
    paper = Paper(name="example", title="", authors=(), abstract="", pages=(Page(1, f"{quote}\n"),))
    aligned = quotes.align([Evidence(1, quote)], PaperIndex(paper))
    (finding,) = numbers.check(post, role=Role.METHOD, evidence=aligned.evidence, index=PaperIndex(paper), facts=())
    return {"post": post, "quote": aligned.evidence[0].quote, "page": 1, "finding": finding.detail}


def damage_examples() -> list[dict[str, str]]:
    """Each kind of damage, done to one sentence."""
    sentence = "The parser is fast, and it reads 42.5% of 1,200 long files without error."
    vandal = Vandal(Random(rates.SEED), words=["river", "music", "winter", "garden"], numerals=["365"])  # noqa: S311  # repeatable on purpose
    kinds = {**TO_QUOTES, **TO_POSTS, **TO_POSTS_UNSEEN}
    rows = [{"kind": "Unchanged", "text": sentence}]
    return rows + [{"kind": kind, "text": damage(vandal, sentence) or ""} for kind, damage in kinds.items()]


# ---- Speed ----


def speed(corpus: Sequence[Material], pdfs: dict[str, bytes]) -> dict[str, float]:
    """Milliseconds a page of reading and of PDFium's text alone; milliseconds a post of aligning and checking."""
    pages = sum(len(material.paper.pages) for material in corpus)
    read_s = sum(_best_s(partial(read_paper, pdfs[material.name], name=material.name)) for material in corpus)
    text_s = sum(_best_s(partial(_bare_text, pdfs[material.name])) for material in corpus)
    posts = [(sentence, material) for material in corpus for sentence in rates.posts_of(material)]
    began_s = time.process_time()  # once: the rules remember what they read last
    for sentence, material in posts:
        _check(sentence.text, sentence.evidence, material)
    check_s = time.process_time() - began_s
    return {
        "runs": REPEATS,
        "read_ms_a_page": round(1000 * read_s / pages, 1),
        "text_ms_a_page": round(1000 * text_s / pages, 1),
        "check_ms_a_post": round(1000 * check_s / len(posts), 2),
    }


def _check(post: str, evidence: Sequence[Evidence], material: Material) -> bool:
    return rates.is_flagged(post, quotes.align(evidence, material.index).evidence, material)


def _bare_text(pdf: bytes) -> int:
    with closing(pdfium.PdfDocument(pdf)) as document:
        return sum(len(page.get_textpage().get_text_bounded()) for page in document)


def _best_s(work: Callable[[], object]) -> float:
    """Seconds of CPU of this process, the best of some runs."""
    spent = []
    for _ in range(REPEATS):
        began = time.process_time()
        work()
        spent.append(time.process_time() - began)
    return min(spent)


# ---- Drafts ----


async def drafts(corpus: Sequence[Material], pdfs: dict[str, bytes]) -> dict[str, object]:
    """What the writer without a model makes of each paper, with a reader in a process of its own."""
    made: list[Draft] = []
    rows: list[dict[str, str | int | float]] = []
    seen: list[bool] = []
    reader = PdfReader(ReadingLimits())
    try:
        await reader.read(pdfs[corpus[0].name], name="to start the process")
        for material in corpus:
            seconds = math.inf
            for _ in range(REPEATS):
                began = time.perf_counter()
                draft = await _draft(pdfs[material.name], material.name, reader)
                seconds = min(seconds, time.perf_counter() - began)
            made.append(draft)
            rows.append(
                {
                    "title": draft.paper.title,
                    "pages": len(draft.paper.pages),
                    "posts": len(draft.tweets),
                    "flags": sum(finding.level is Level.FLAG for finding in draft.all_findings),
                    "advice": sum(finding.level is Level.ADVICE for finding in draft.all_findings),
                    "seconds": round(seconds, 2),
                }
            )
            second_reader = pypdf.PdfReader(io.BytesIO(pdfs[material.name]))
            seen += [_stands_there(item, second_reader) for tweet in draft.tweets for item in tweet.evidence]
    finally:
        await reader.close()
    posts = [tweet for draft in made for tweet in draft.tweets]
    spent = [float(row["seconds"]) for row in rows]
    return {
        "rows": rows,
        "posts": len(posts),
        "fewest": min(len(draft.tweets) for draft in made),
        "most": max(len(draft.tweets) for draft in made),
        "with_limitation": sum(any(tweet.role is Role.LIMITATION for tweet in draft.tweets) for draft in made),
        "heaviest": max(tweet.weighted_length for tweet in posts),
        "quotes": len(seen),
        "quotes_seen_by_second_reader": sum(seen),
        "seconds_median": round(median(spent), 1),
        "seconds_most": round(max(spent), 1),
    }


async def _draft(pdf: bytes, name: str, reader: PdfReader) -> Draft:
    obtained = await read_pdf(pdf, name=name, reader=reader, progress=_no_progress)
    drawn = await draft_paper(obtained, brief=Brief(), reader=reader, writer=ExtractiveWriter(), progress=_no_progress)
    return drawn.draft


def _no_progress(started: Event) -> None:
    del started


def _stands_there(evidence: Evidence, reader: pypdf.PdfReader) -> bool:
    """Whether pypdf, which shares no code with PDFium, has nearly every run of words of the quote on that page."""
    page = fold(reader.pages[evidence.page - 1].extract_text())
    words = evidence.quote.split()
    runs = [fold("".join(words[i : i + RUN_WORDS])) for i in range(max(len(words) - RUN_WORDS + 1, 1))]
    return sum(run in page for run in runs) >= ENOUGH_RUNS * len(runs)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
