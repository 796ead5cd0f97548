"""Getting hold of a paper: its file is fetched where an arXiv id was named, and read."""

import hashlib
import math
import time
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from bot.events import Progress, Step, StepStarted
from bot.metadata import doubts, with_metadata
from bot.model import Finding, Level, Paper, PaperMetadata, PaperRef
from bot.ports import PaperReader, PaperSource
from bot.wording import versioned


@dataclass(frozen=True, slots=True)
class Obtained:
    """A paper that is at hand.

    Attributes:
        name: What sentences about the paper call it.
        pdf: The whole file.
        paper: As it was read; where arXiv describes it, in arXiv's words.
        category: arXiv's primary one ("cs.LG"), or None.
        doubts: Sentences: what of the file speaks against its being the paper that arXiv describes.
        seconds: Step ("fetch", "read") -> how long it took.
    """

    name: str
    pdf: bytes
    paper: Paper
    category: str | None = None
    doubts: tuple[str, ...] = ()
    seconds: Mapping[str, float] = field(default_factory=dict)

    @property
    def doubt_findings(self) -> tuple[Finding, ...]:
        """The doubts, as a draft of the paper has them."""
        return tuple(Finding("paper", Level.FLAG, "", doubt) for doubt in self.doubts)

    def with_warnings(self) -> Paper:
        """The paper with the doubts among its warnings."""
        return replace(self.paper, warnings=(*self.paper.warnings, *self.doubts))


async def obtain(
    found: bytes | PaperRef, *, name: str, source: PaperSource, reader: PaperReader, progress: Progress
) -> Obtained:
    """Read a PDF, or fetch one from arXiv and read it.

    Raises:
        PaperError: The paper cannot be had or read.
    """
    if isinstance(found, bytes):
        return await read_pdf(found, name=name, reader=reader, progress=progress)
    wanted = versioned(found.arxiv_id, found.version)
    progress(StepStarted(name, Step.FETCH, f"{wanted} from arXiv, waiting for its turn"))
    began_s = time.perf_counter()
    fetched = await source.fetch(found)
    fetch_s = time.perf_counter() - began_s
    obtained = await read_pdf(fetched.pdf, name=name, reader=reader, progress=progress, metadata=fetched.metadata)
    return replace(obtained, seconds={Step.FETCH.value: fetch_s, **obtained.seconds})


async def read_pdf(
    pdf: bytes, *, name: str, reader: PaperReader, progress: Progress, metadata: PaperMetadata | None = None
) -> Obtained:
    """Read a PDF.

    Args:
        pdf: The whole file.
        name: What sentences about the paper call it.
        metadata: What arXiv says of this file; its word counts, and what of the file speaks against it is a doubt.

    Raises:
        PaperError: The file cannot be read.
    """
    size = f"{math.ceil(len(pdf) / 1000):,} kB"
    known = "" if metadata is None else f"{versioned(metadata.arxiv_id, metadata.version)}, "
    progress(StepStarted(name, Step.READ, known + size))
    began_s = time.perf_counter()
    paper = replace(await reader.read(pdf, name=name), sha256=hashlib.sha256(pdf).hexdigest())
    seconds = {Step.READ.value: time.perf_counter() - began_s}
    if metadata is None:
        return Obtained(name, pdf, paper, seconds=seconds)
    return Obtained(name, pdf, with_metadata(paper, metadata), metadata.category, doubts(paper, metadata), seconds)
