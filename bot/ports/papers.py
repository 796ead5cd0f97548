"""Where papers come from, and who reads them."""

from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager
from typing import Protocol

from bot.model import Evidence, FetchedPaper, Figure, Image, Paper, PaperMetadata, PaperRef


class PaperReader(Protocol):
    """PDF files, seen as papers and pictures."""

    async def read(self, pdf: bytes, *, name: str) -> Paper:
        """Read a whole paper; `name` is what sentences about it call it.

        Raises:
            PaperError: The file cannot be read; the subclass says why.
        """
        ...

    async def crop(self, pdf: bytes, figure: Figure) -> Image:
        """Draw the figure's box at 2x (144 pixels an inch), white edges trimmed.

        Raises:
            FigureError: The box covers nothing, or the page cannot be drawn.
        """
        ...

    async def draw_page(self, pdf: bytes, page: int) -> Image:
        """Draw a whole page at 2x, as it is.

        Raises:
            FigureError: There is no such page, or it cannot be drawn.
        """
        ...

    async def draw_quotes(self, pdf: bytes, evidence: Sequence[Evidence]) -> Image:
        """Draw the parts of pages that quotes stand on, at most three, one under the other, their words marked.

        Args:
            evidence: One quote at least.

        Raises:
            FigureError: None of the words was found on their pages, or these cannot be drawn.
        """
        ...

    async def close(self) -> None:
        """End every process of the reader; it is not used again."""
        ...


class PaperSource(Protocol):
    """Papers by their arXiv id."""

    async def fetch(self, ref: PaperRef) -> FetchedPaper:
        """Get the PDF and the metadata of the version that `ref` names; of the newest where it names none.

        Raises:
            NoSuchArxivPaper: arXiv has no paper of that id.
            NoSuchVersion: It has the paper, and not that version.
            PaperWithdrawn: That version was withdrawn.
            NoPdfYet: It has that version, and no PDF of it.
            PaperTooLarge: The PDF is beyond the limit.
            ArxivUnavailable: No usable answer came within the time allowed.
        """
        ...

    async def describe(self, ref: PaperRef) -> PaperMetadata:
        """What the source says of that version, or of the newest, without its PDF.

        Raises:
            NoSuchArxivPaper: arXiv has no paper of that id.
            NoSuchVersion: It has the paper, and not that version.
            ArxivUnavailable: No usable answer came within the time allowed.
        """
        ...

    async def close(self) -> None:
        """End every connection of the source; it is not used again."""
        ...


class RequestGate(Protocol):
    """Turns to ask a server that limits the pace of requests; all that ask it share one gate."""

    def turn(self, *, within_s: float) -> AbstractAsyncContextManager[None]:
        """Wait for a turn, and hold it while one request is under way.

        Raises:
            TimeoutError: No turn comes within `within_s`; at once where that is known beforehand.
        """
        ...

    async def hold_off(self, seconds: float) -> None:
        """Give nobody a turn before so many seconds have passed; a longer pause that is under way stays."""
        ...
